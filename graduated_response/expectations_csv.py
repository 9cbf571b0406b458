"""Expectations as a table for spreadsheets."""

import csv
import io
from collections.abc import Iterable

from graduated_response.models import Statement

COLUMNS = [
    "code",
    "area",
    "part of area",
    "level",
    "phases",
    "stages",
    "expectation",
    "for parents",
    "easy read",
    "how it is met",
    "law",
]
# A cell that starts with one of these is a formula to some spreadsheets (OWASP ASVS 5.0, 1.2.10).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
# By this mark at the start spreadsheets know that the file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"


def safe(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def table(statements: Iterable[Statement]) -> str:
    """The whole file. `Narrowing.describe` must have given each statement its names."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    rows.writerows([safe(cell) for cell in _cells(statement)] for statement in statements)
    return out.getvalue()


def _cells(statement: Statement) -> list[str]:
    return [
        statement.code,
        statement.area.title,
        statement.sub_area.name if statement.sub_area else "",
        statement.level.name,
        "; ".join(statement.phase_names),
        "; ".join(statement.stage_names),
        statement.title,
        statement.for_parents,
        statement.easy_read,
        "\n".join(statement.ways),
        statement.law,
    ]
