"""A review from the file in which somebody took it home."""

import re

from django.http import QueryDict

from graduated_response.codes import CODE
from graduated_response.facets import Shelf
from graduated_response.models import Statement
from graduated_response.self_review.answers import Answer, clean
from graduated_response.self_review.choice import MOST_IN_FORM, Choice
from graduated_response.self_review.review import Review
from graduated_response.self_review.review_columns import ADDRESS, EDITION, SETTING
from graduated_response.self_review.rows import Fault, RowsRead
from localoffer.spreadsheets.reading import read_table
from localoffer.spreadsheets.refused import NotATable

# The first faults are enough to find out what went wrong.
MOST_FAULTS = 20
LONGEST_ADDRESS = 4_000
TOO_MANY = f"one review holds at most {MOST_IN_FORM} expectations, and the file has more."
TOO_MANY_NOW = (
    "By now the council has published more expectations for this choice than one review can hold. "
    "Start again with fewer areas."
)


class NotAReview(Exception):
    """`problems`: sentences, with the row where there is one. Nothing of the file was taken."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        more = len(problems) - MOST_FAULTS
        rest = [f"There are {more} more problems like these."] if more > 0 else []
        self.problems = problems[:MOST_FAULTS] + rest


def load(content: bytes, shelf: Shelf) -> Review:
    """The review in an .xlsx or .csv. Raises NotAReview."""
    try:
        read = read_table(content, "graduated_response.self_review.rows:rows_in", RowsRead)
    except NotATable as reason:
        raise NotAReview([str(reason)]) from reason
    answers = read.answers
    if len(answers) > MOST_IN_FORM:
        raise NotAReview([f"Row {answers[MOST_IN_FORM].row}: {TOO_MANY}"])
    if faults := sorted([*read.faults, *_twice(answers), *_unknown(answers)]):
        raise NotAReview([f"Row {fault.row}: {fault.text}" for fault in faults])
    return _review(read.above, answers, shelf)


def _twice(answers: list[Answer]) -> list[Fault]:
    first: dict[str, int] = {}
    return [
        Fault(answer.row, f"{answer.code} is in row {first[answer.code]} already. Keep one.")
        for answer in answers
        if answer.code and first.setdefault(answer.code, answer.row) != answer.row
    ]


def _unknown(answers: list[Answer]) -> list[Fault]:
    """A code that was never public is unknown, whatever staff are writing."""
    codes = [answer.code for answer in answers]
    rows = Statement.objects.filter(code__in=codes, ever_live=True)
    known = set(rows.values_list("code", flat=True))
    return [
        Fault(answer.row, f"there is no expectation with the code {answer.code}.")
        for answer in answers
        if re.fullmatch(CODE, answer.code) and answer.code not in known
    ]


def _review(above: list[str], answers: list[Answer], shelf: Shelf) -> Review:
    asked = QueryDict(_after(ADDRESS, above)[:LONGEST_ADDRESS].partition("?")[2])
    has_choice = bool(asked)
    choice = Choice(asked if has_choice else _areas_of(answers), shelf)
    if len(choice.found()) + len(answers) > MOST_IN_FORM:
        raise NotAReview([TOO_MANY_NOW])
    review = Review(
        choice,
        answers,
        setting=_after(SETTING, above),
        continues=True,
        knew_all=has_choice,
        saved_edition=_after(EDITION, above),
    )
    review.check()
    return review


def _areas_of(answers: list[Answer]) -> QueryDict:
    """For a file that lost the line with its address: the areas that it rates."""
    asked = QueryDict(mutable=True)
    codes = [answer.code for answer in answers]
    areas = Statement.objects.filter(code__in=codes).values_list("area__slug", flat=True)
    asked.setlist("need", sorted(set(areas)))
    return asked


def _after(start: str, above: list[str]) -> str:
    found = (text for text in above if text.startswith(start))
    return clean(next(found, "")).removeprefix(start.strip()).strip()
