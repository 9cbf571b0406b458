"""Gaps that somebody meant to fill."""

from collections.abc import Iterator

from localoffer.documents_in.placeholders import placeholders

from .outline import lines_of
from .remark import Known, Remark, Text


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    for text in texts:
        if found := placeholders("\n".join(lines_of(text))):
            yield Remark(
                "placeholder",
                "warn",
                text,
                "Something is still missing here. Fill it in, or take it out.",
                tuple(found),
            )
