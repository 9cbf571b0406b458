"""Expectations as a table for spreadsheets."""

import csv
import io
from collections.abc import Iterable

from graduated_response.models import Statement
from localoffer.spreadsheets.formulas import safe

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
# By this mark at the start spreadsheets know that the file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"


def table(statements: Iterable[Statement]) -> str:
    """The whole file. `describing.name` must have given each statement its names."""
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
