"""One row of a file: what is wrong with it, and what it says."""

import re
from typing import NamedTuple

from graduated_response.models.provision import CODE
from graduated_response.self_review import table
from graduated_response.self_review.answers import LABELS, Answer, Rating, clean
from localoffer.spreadsheets.reading import Row

RATINGS = {label.casefold(): value for value, label in Rating.choices}
# More than a form takes, so that a text that is somewhat too long can be shortened there.
LONGEST_CELL = 10_000


class Fault(NamedTuple):
    row: int
    text: str


def faults_of(row: Row) -> list[Fault]:
    """Why the row can't be taken; empty where it can."""
    said = [f"“{name}” holds {what}. Write the text itself." for name, what in row.faults.items()]
    if table.CODE not in row.faults:
        said += _wrong_code(_code(row))
    said += _wrong_rating(row.cells[table.RATING])
    said += [
        f"“{name}” has {len(text)} characters. That is far too many."
        for name, text in row.cells.items()
        if len(text) > LONGEST_CELL
    ]
    return [Fault(row.number, text) for text in said]


def _code(row: Row) -> str:
    return clean(row.cells[table.CODE]).upper()


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
    """The answer; whole only for a row without faults."""
    typed = {name: clean(row.cells.get(label, "")) for name, label in LABELS.items()}
    return Answer(
        _code(row),
        clean(row.cells.get(table.WORDING, "")),
        rating=RATINGS.get(row.cells[table.RATING].casefold(), ""),
        row=row.number,
        **typed,
    )
