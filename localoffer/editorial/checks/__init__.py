"""What an editor should know of a text before families read it.

Every check is a function `(texts, known) -> Iterator[Remark]` that changes nothing and asks nobody:
what the site knows (words of the glossary, which addresses work) is handed in.
"""

from . import headings, identity, images, links, placeholders, reading, tables, words
from .remark import NOTHING_KNOWN, Known, Remark, Text

__all__ = ["CHECKS", "Known", "Remark", "Text", "check"]

CHECKS = [
    images.check,
    links.check,
    identity.check,
    placeholders.check,
    headings.check,
    tables.check,
    words.check,
    reading.check,
]


def check(texts: list[Text], known: Known = NOTHING_KNOWN) -> list[Remark]:
    """All remarks, those that block first, else in the order of the checks."""
    remarks = [remark for one in CHECKS for remark in one(texts, known)]
    return sorted(remarks, key=lambda remark: remark.level != "block")
