"""Dates in a text that no calendar has: “Tuesday 3 March 2027” was a Wednesday."""

import re
from collections.abc import Iterator
from datetime import date

from .outline import lines_of
from .remark import Known, Remark, Text

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_DATE = re.compile(
    rf"\b(?:({'|'.join(_DAYS)}),?\s(?:the\s)?)?(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?"
    rf"({'|'.join(_MONTHS)}),?\s(\d{{4}})\b",
    re.IGNORECASE,
)


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    for text in texts:
        for line in lines_of(text):
            for match in _DATE.finditer(line):
                if why := _why_not(match):
                    yield Remark("date", "block", text, why, (match[0],))


def _why_not(match: re.Match) -> str:
    weekday, day, month, year = match.groups()
    try:
        found = date(int(year), _MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return "There is no such day. Mend the date."
    if weekday and _DAYS[found.weekday()] != weekday.lower():
        return f"That day is a {found:%A}. Mend the day or the date."
    return ""
