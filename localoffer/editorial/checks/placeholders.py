"""Gaps that somebody meant to fill."""

from collections.abc import Iterator

from localoffer.document_reader.placeholders import leads_nowhere, placeholders

from .outline import lines_of, outline_of
from .remark import Known, Remark, Text

MISSING = "Something is still missing here. Fill it in, or take it out."
NO_TARGET = "This link leads nowhere yet. Give it the right address, or take it out."


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    for text in texts:
        words = [text.value] if text.kind == "code" else lines_of(text)
        if found := placeholders("\n".join(words), text.may_be_open):
            yield Remark("placeholder", "block", text, MISSING, tuple(found))
        links = [(text.value, "")] if text.kind == "address" else outline_of(text).links
        for address, label in dict.fromkeys(links):
            if leads_nowhere(address):
                yield Remark("link-placeholder", "block", text, NO_TARGET, (label or address,))
