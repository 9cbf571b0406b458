"""The date that somebody typed: a day, a month, or a school term."""

import calendar
import re
from datetime import date
from typing import NamedTuple

from localoffer.document_reader.dates import find_date

LONGEST = 100
# Where "by the autumn term" ends, for sorting.
TERMS = {"spring": (3, 31), "summer": (7, 31), "autumn": (12, 31)}
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_YEAR = r"(?P<year>20\d\d|\d\d)"
_NAME = rf"(?P<name>{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
# As spreadsheets write a day and a month when a table is saved as text: 01-Mar-27, Mar-27.
_SHORT_DAY = re.compile(rf"(?P<day>\d{{1,2}})[- ]{_NAME}[- ]{_YEAR}", re.IGNORECASE)
_MONTHS = (
    re.compile(rf"(?:[a-z ]{{0,20}} )?{_NAME},?[- ]{{0,2}}{_YEAR}", re.IGNORECASE),
    re.compile(r"(?P<number>\d{1,2})[/.-](?P<year>20\d\d)"),
    re.compile(r"(?P<year>20\d\d)-(?P<number>\d{1,2})"),
)
_TERM = re.compile(
    rf"(?:[a-z ]{{0,20}} )?(?P<term>{'|'.join(TERMS)})(?: term)?,? {_YEAR}", re.IGNORECASE
)


class When(NamedTuple):
    """`day` is the last day that is meant; `words` say it as it was meant."""

    day: date
    words: str
    is_day: bool = False


def understood(text: str) -> When | None:
    """None for what is no date of this century."""
    if len(text) > LONGEST:
        return None
    text = " ".join(text.split())
    if day := find_date(text) or _short_day(text):
        return When(day, f"{day.day} {day:%B %Y}", is_day=True)
    return _month(text) or _term(text)


def _short_day(text: str) -> date | None:
    if not (match := _SHORT_DAY.fullmatch(text)):
        return None
    try:
        return date(_year(match), MONTHS[match["name"].lower()], int(match["day"]))
    except ValueError:
        return None


def _month(text: str) -> When | None:
    for form in _MONTHS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            name = parts.get("name")
            number = MONTHS[name.lower()] if name else int(parts["number"])
            if 1 <= number <= 12:
                last = calendar.monthrange(_year(match), number)[1]
                day = date(_year(match), number, last)
                return When(day, f"{day:%B %Y}")
    return None


def _term(text: str) -> When | None:
    if not (match := _TERM.fullmatch(text)):
        return None
    name = match["term"].lower()
    return When(date(_year(match), *TERMS[name]), f"{name.capitalize()} term {_year(match)}")


def _year(match: re.Match) -> int:
    return int(match["year"]) % 100 + 2000
