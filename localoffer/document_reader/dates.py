"""The day or the year that a title names."""

import datetime
import re

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_FORMS = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?(?:\s?(?:-|–|and|&|to)\s?\d{{1,2}}\s?(?:st"
        rf"|nd|rd|th)?)?"
        rf"\s{{0,2}}(?:of\s)?{_MONTH},?\s{{1,2}}(?P<year>20\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>20\d\d)\b", re.IGNORECASE
    ),
    # A British date: the day comes first.
    re.compile(r"\b(?P<day>\d{1,2})[./-](?P<number>\d{1,2})[./-](?P<year>20\d\d|\d\d)\b"),
)
_YEAR = re.compile(r"(?<![\d£])(20\d\d)(?:\s?[-/–]\s?(\d{2,4}))?(?!\d)")
# "September 2023 to July 2024" is one year, too.
_SPAN = re.compile(
    r"\b(20\d\d)(?:\sto\s|\suntil\s|\s?[-–]\s?)[a-z]{3,9}\.?\s(20\d\d)\b", re.IGNORECASE
)
# The year of a law is not the year of a page.
_LAW = re.compile(
    r"\b(?:act|regulations?|order|code(?: of practice)?),? \(?20\d\d\b", re.IGNORECASE
)
# No day and month ("3/4"), no school years ("12/13"), no ages ("24-25").
_SHORT_YEAR = re.compile(r"(?<![\d£/.-])([23]\d)/(\d\d)(?![\d/%-]|\.\d)")


def find_date(text: str) -> datetime.date | None:
    """The first full date in the text; None when there is no day, month and year."""
    text = text.replace("\n", " ")
    for form in _FORMS:
        for match in form.finditer(text):
            date = _date(match.groupdict())
            if date:
                return date
    return None


def _date(parts: dict[str, str]) -> datetime.date | None:
    if parts.get("month"):
        names = [name[:3] for name in _MONTHS]
        month = names.index(parts["month"].lower()) + 1
    else:
        month = int(parts["number"])
    year = int(parts["year"])
    try:
        return datetime.date(year if year > 99 else 2000 + year, month, int(parts["day"]))
    except ValueError:
        return None


def find_years(text: str) -> list[int]:
    """Every year in the text; for a school or council year ("2023-24", "23/24", "May 2023 to April
    2024") the one in which it ends.
    """
    text = _SPAN.sub(_ending, _LAW.sub("", text))
    years = []
    for match in _YEAR.finditer(text):
        first, second = int(match[1]), match[2]
        following = second and (second == str(first + 1) or second == str(first + 1)[2:])
        years.append(first + 1 if following else first)
        if second and not following and _YEAR.fullmatch(second):
            years.append(int(second))
    if not years:
        pairs = [(int(match[1]), int(match[2])) for match in _SHORT_YEAR.finditer(text)]
        years = [2000 + second for first, second in pairs if second == first + 1]
    return years


def _ending(span: re.Match) -> str:
    return span[2] if int(span[2]) == int(span[1]) + 1 else span[0]
