"""The rows of a file, in the sandbox: what is wrong with them, and what they say."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from graduated_response.codes import CODE
from graduated_response.self_review import review_columns as columns
from graduated_response.self_review.answers import LABELS, Answer, Rating, clean
from localoffer.spreadsheets.opened import table_in
from localoffer.spreadsheets.sheets import Row

RATINGS = {label.casefold(): value for value, label in Rating.choices}
# More than a form takes, so that a text that is somewhat too long can be shortened there.
LONGEST_CELL = 10_000


class Fault(NamedTuple):
    row: int
    text: str


@dataclass
class RowsRead:
    """`above`: the texts above the table. An answer is whole only where its row has no fault."""

    above: list[str]
    answers: list[Answer]
    faults: list[Fault]


def rows_in(content: bytes) -> RowsRead:
    """Raises NotATable."""
    others = [columns.WORDING, *LABELS.values()]
    table = table_in(content, [columns.CODE, columns.RATING], others)
    faults = [fault for row in table.rows for fault in faults_of(row)]
    return RowsRead(table.above, [answer_of(row) for row in table.rows], faults)


def faults_of(row: Row) -> list[Fault]:
    """Why the row can't be taken; empty where it can."""
    said = [f"“{name}” holds {what}. Write the text itself." for name, what in row.faults.items()]
    if columns.CODE not in row.faults:
        said += _wrong_code(_code(row))
    said += _wrong_rating(row.cells[columns.RATING])
    said += [
        f"“{name}” has {len(text)} characters. That is far too many."
        for name, text in row.cells.items()
        if len(text) > LONGEST_CELL
    ]
    return [Fault(row.number, text) for text in said]


def _code(row: Row) -> str:
    return clean(row.cells[columns.CODE]).upper()


def _wrong_code(code: str) -> list[str]:
    if re.fullmatch(CODE, code):
        return []
    if not code:
        return ["there is text but no code. A code looks like AS1."]
    return [f"“{_short(code)}” is not a code. A code looks like AS1."]


def _wrong_rating(rating: str) -> list[str]:
    if not rating or rating.casefold() in RATINGS:
        return []
    words = ", ".join(Rating.labels)
    return [f"“{_short(rating)}” is not a rating. Use {words}, or leave it empty."]


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"


def answer_of(row: Row) -> Answer:
    typed = {name: clean(row.cells.get(label, "")) for name, label in LABELS.items()}
    return Answer(
        _code(row),
        clean(row.cells.get(columns.WORDING, "")),
        rating=RATINGS.get(row.cells[columns.RATING].casefold(), ""),
        row=row.number,
        **typed,
    )
