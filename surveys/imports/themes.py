"""The name of a theme, as a heading gives it."""

import re

from localoffer.document_reader.blocks import Heading, Item, Paragraph, plain_paragraph
from localoffer.document_reader.headings import stands_over
from localoffer.document_reader.runs import emphasised, from_place

_NUMBER = re.compile(r"^\(?\d{1,2}(?:[.)]|(?:\.\d{1,2})+\.?)\s")
# Headings that say which part of a page follows, not what people spoke about.
_PART_OF_PAGE = re.compile(
    r"(?:an )?(?:introduction|background|foreword|overview|summary|welcome|contents|context"
    r"|we asked|about this (?:page|report|document)"
    r"|what .{1,40} and what we .{1,30})",
    re.IGNORECASE,
)
_AGES = re.compile(
    r"\([^()]{0,60}\)|\b(?:key stages?|stages?|years?|ages?|aged)\s\d{1,2}(?!\d)"
    r"(?:\s?(?:-|–|to)\s?\d{1,2}(?!\d))?"
    r"|(?<!\d)\d{1,2}\s?(?:-|–|to)\s?\d{1,2}(?!\d)",
    re.IGNORECASE,
)
# The last line of an answer often tells its readers what to do.
_TELLS = re.compile(
    r"(?:see|visit|ring|phone|call|e-?mail|contact|apply|find|read|download|book|watch|click|go to"
    r"|join|sign up|look)\b",
    re.IGNORECASE,
)


def theme_name(text: str) -> str | None:
    """The theme that a heading names, without its number; None for a heading such as
    "Introduction".
    """
    name = _NUMBER.sub("", " ".join(text.split()).rstrip(":"))
    return None if _PART_OF_PAGE.fullmatch(name) else name


def may_name_theme(block: Heading | Item | Paragraph) -> bool:
    """True for a short line that could be a heading, if its place is right, with a number or
    without.
    """
    number = _NUMBER.match(block.text)
    block = from_place(block, number.end()) if number else block
    if isinstance(block, Heading) or emphasised(block):
        return stands_over(Paragraph(block.runs) if isinstance(block, Item) else block)
    text = _AGES.sub(_without_digits, block.text)
    return not _TELLS.match(text) and stands_over(plain_paragraph(text))


def _without_digits(ages: re.Match) -> str:
    return re.sub(r"\d", "", ages[0])
