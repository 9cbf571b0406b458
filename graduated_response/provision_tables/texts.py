"""Texts of cells in the form in which they are stored and compared."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3}){0,3}[.):]?\s+")


def lines_of(text: str) -> list[str]:
    """Lines with something in them, without control characters and space at their ends."""
    lines = [_CONTROL.sub(" ", line).strip() for line in text.splitlines()]
    return [line for line in lines if line]


def as_lines(text: str) -> str:
    """Paragraphs may stand apart, but nothing that a spreadsheet does not give back counts."""
    lines = [_CONTROL.sub(" ", line).strip() for line in text.splitlines()]
    return "\n".join(lines).strip()


def in_one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def known_by(text: str) -> str:
    """By which a sentence or a name is known again: letters and digits, in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def without_number(text: str) -> str:
    return _NUMBER.sub("", text, count=1)
