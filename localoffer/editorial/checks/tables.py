"""Tables say what their columns or rows hold (WCAG 2.2, 1.3.1)."""

from collections.abc import Iterator

from .outline import outline_of
from .remark import Known, Remark, Text


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    for text in texts:
        for has_headers, words in outline_of(text).tables:
            if not has_headers:
                yield Remark(
                    "table-headers",
                    "warn",
                    text,
                    "This table has no header cells. Make its first row or first column headers.",
                    (words,),
                )
