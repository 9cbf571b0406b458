"""The numbers in a sentence about a survey: percentages, counts of people, “3 in 5”."""

import re
from collections.abc import Iterator

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,7}"
_PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,4}(?:\.\d{1,2})?)\s?(?:%|per\s?cent\b|percent\b)", re.IGNORECASE
)
# A change is no share: “up by 120%”.
_CHANGE = re.compile(
    r"\b(?:by|rose|fell|grew|increased?|up|down|from|than|more|less)\b", re.IGNORECASE
)
_PEOPLE = re.compile(
    rf"(?<![\d.,])(?<!\bin )(?<!\bevery )({_NUMBER})\s(?:of\s(?:the|our)\s)?"
    r"(?:people|parents|carers|families|pupils|students|young people|children|respondents"
    r"|professionals|members of staff|staff)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\d.,£])({_NUMBER})\s(?:(out\sof|of)|in(?:\severy)?)\s(?:the\s|all\s|our\s)?({_NUMBER})"
    r"(?![\d.,]*\d|\s?%)"
)


def percentages(text: str) -> list[float]:
    return [float(number) for number in _PERCENT.findall(text)]


def impossible_percentages(text: str) -> list[str]:
    """Shares of more than a hundred; one that says how much something grew may be."""
    return [
        match[0]
        for match in _PERCENT.finditer(text)
        if float(match[1]) > 100
        and not _CHANGE.search(text[max(0, match.start() - 40) : match.start()])
    ]


def counts_of_people(text: str) -> Iterator[tuple[int, str]]:
    for match in _PEOPLE.finditer(text):
        yield _whole(match[1]), match[0]


def shares(text: str) -> Iterator[tuple[int, int, str]]:
    """(part, whole, as written) of “3 in 5” and “120 of 198”; “12 in 2024” is none."""
    for match in _SHARE.finditer(text):
        part, whole = _whole(match[1]), _whole(match[3])
        is_year = not match[2] and len(match[3]) == 4 and 1990 <= whole <= 2100
        if not is_year:
            yield part, whole, match[0]


def compares(text: str) -> bool:
    """Whether its numbers are of several times, which make no whole together."""
    return bool(_CHANGE.search(text)) or len(re.findall(r"\b20\d\d\b", text)) > 1


def groups(text: str) -> Iterator[tuple[int, str]]:
    """The whole of “120 of 198”; that of “64 in every 100” counts nobody."""
    for _, whole, words in shares(text):
        if " in " not in words:
            yield whole, words


def _whole(number: str) -> int:
    return int(number.replace(",", ""))
