"""What expectations, editions, the booklet and ages say against themselves."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from localoffer.publishing.contradictions import Contradiction

if TYPE_CHECKING:
    from django.db.models import Model

_AGES = re.compile(r"\b(\d{1,2})\s?(?:to|-|–)\s?(\d{1,2})\b")
_YEAR = re.compile(r"\b20\d\d\b")


def of_expectation(statement: "Model") -> Iterator[Contradiction]:
    newer = statement.replaced_by
    if newer and newer.pk == statement.pk:
        yield Contradiction("It cannot be replaced by itself.", "replaced_by")
    elif newer:
        yield Contradiction(
            f"It is to be replaced by {newer.code}. Once it is published, both are in force.",
            "replaced_by",
            stops=False,
        )
    lines = len(statement.easy_read.splitlines()) if statement.easy_read else 0
    for picture in statement.pictures.all() if statement.pk else ():
        if picture.line and picture.line > lines:
            yield Contradiction(
                f"There is no line {picture.line} in the Easy Read text, so nobody sees it.",
                "line",
                picture,
                stops=False,
            )


def of_edition(edition: "Model") -> Iterator[Contradiction]:
    if not edition.pk or edition.date:
        return
    goes_out = set(edition.changes.values_list("code", flat=True))
    for code in sorted(goes_out & set(edition.withdraws.values_list("code", flat=True))):
        yield Contradiction(
            f"{code} goes out with this edition and is withdrawn with it. Choose one.", "withdraws"
        )


def of_booklet(booklet: "Model") -> Iterator[Contradiction]:
    if booklet.dated and booklet.dated > timezone.localdate():
        yield Contradiction("The cover would bear a day to come.", "dated", stops=False)
    years = _YEAR.findall(booklet.edition or "")
    if years and booklet.dated and str(booklet.dated.year) not in years:
        yield Contradiction(
            f"The cover would say both {booklet.edition} and {booklet.dated.year}.", "dated"
        )


def of_ages(band: "Model") -> Iterator[Contradiction]:
    """“Primary school, 4 to 11” stands beside the ages by which pages are found."""
    ages, meant = _AGES.search(band.name or ""), (band.from_age, band.to_age)
    if ages and None not in meant and (int(ages[1]), int(ages[2])) != meant:
        yield Contradiction(
            f"The name says {ages[0]}, the ages are {band.from_age} to {band.to_age}.", "name"
        )
