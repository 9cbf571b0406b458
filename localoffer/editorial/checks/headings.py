"""Headings say what comes, in the right order (WCAG 2.2, 1.3.1 and 2.4.6)."""

import re
from collections.abc import Iterator

from .outline import outline_of
from .remark import Known, Remark, Text

_LETTER = re.compile(r"[^\W_]")


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    for text in texts:
        before = 2  # the page's own heading is level one; a text may start at two or three
        for level, words in outline_of(text).headings:
            if not _LETTER.search(words):
                yield Remark(
                    "heading-empty",
                    "warn",
                    text,
                    "A heading has no words. Write what comes below it, or take it out.",
                )
                continue
            if level > before + 1:
                yield Remark(
                    "heading-order",
                    "warn",
                    text,
                    f"This heading is level {level} but comes after level {before}. "
                    f"Make it level {before + 1}.",
                    (words,),
                )
            before = level
