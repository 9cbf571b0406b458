"""What an editor should know of a text before families read it.

Every check is a function `(texts, known) -> Iterator[Remark]` that changes nothing and asks nobody:
what the site knows (words of the glossary, which addresses work) is handed in. A fault in one check
is a remark, too: the others are made, and the form is there to mend what brought it about.
"""

import hashlib
import logging
from collections.abc import Iterable

from . import (
    dates,
    headings,
    identity,
    images,
    links,
    pasted,
    placeholders,
    reading,
    tables,
    words,
)
from .remark import NOTHING_KNOWN, Check, Known, Remark, Text

__all__ = ["CHECKS", "Known", "Remark", "Text", "check", "not_made"]

logger = logging.getLogger(__name__)

CHECKS = [
    images.check,
    links.check,
    pasted.check,
    identity.check,
    placeholders.check,
    dates.check,
    headings.check,
    tables.check,
    words.check,
    reading.check,
]


def check(texts: list[Text], known: Known = NOTHING_KNOWN) -> list[Remark]:
    """All remarks, those that block first, else in the order of the checks."""
    remarks = [remark for one in CHECKS for remark in _made(one, texts, known)]
    return sorted(remarks, key=lambda remark: remark.level != "block")


def _made(one: Check, texts: list[Text], known: Known) -> list[Remark]:
    try:
        return list(one(texts, known))
    except Exception:
        subject = one.__module__.rpartition(".")[2]
        logger.exception("The check of %s failed.", subject)
        return [not_made(subject, (text.value for text in texts))]


def not_made(subject: str, about: Iterable[str]) -> Remark:
    """What could not be checked is looked at by a person, for these very words, or it stays back.
    The sentence names no fault: that stands in the log, under the number of the request."""
    sentence = (
        f"This check could not be made: {subject}. The fault is noted, and nothing of your text is "
        "lost. Look at it yourself, and tell the person who looks after this site."
    )
    digest = hashlib.sha256("\n".join(about).encode("utf-8", "surrogatepass")).hexdigest()
    return Remark("not-made", "block", None, sentence, (subject,), digest)
