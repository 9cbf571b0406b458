"""A review as rows, for every kind of file: how it leaves, and by which words it comes back."""

import csv
import io

from django.utils import timezone

from graduated_response.self_review.answers import Answer
from graduated_response.self_review.review import Review
from graduated_response.self_review.review_columns import ADDRESS, EDITION, HEADINGS, SETTING
from localoffer.spreadsheets.formulas import safe
from localoffer.spreadsheets.writing import BYTE_ORDER_MARK
from localoffer.ui.site_url import absolute


def above(review: Review) -> list[str]:
    """What stands above the headings, one cell a line; `loading` finds some of it by its start."""
    today = timezone.localdate()
    return [
        "Self-review of Ordinarily Available Provision",
        f"{SETTING}{review.setting}",
        f"About: {review.choice.in_words}",
        f"{EDITION}{review.edition}",
        f"In words for: {review.choice.audience.label}",
        f"Saved on: {today.day} {today:%B %Y}",
        f"{ADDRESS}{absolute(review.choice.address)}",
    ]


def rows(review: Review) -> list[list[str]]:
    """A row for each expectation, those that are gone at the end."""
    lines = [_row(line.answer, line.statement.area.title) for line in review.lines]
    return lines + [_row(gone.answer, gone.reason) for gone in review.kept_gone]


def _row(answer: Answer, area: str) -> list[str]:
    when = answer.when.words if answer.when else answer.by_when
    rating = answer.rating_in_words if answer.rating else ""
    said = [answer.evidence, answer.action, answer.by_whom, when]
    return [answer.code, area, answer.wording, rating, *said]


def as_csv(review: Review) -> bytes:
    out = io.StringIO()
    write = csv.writer(out).writerow
    for line in [*above(review), ""]:
        write([safe(line)])
    write(HEADINGS)
    for row in rows(review):
        write([safe(cell) for cell in row])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
