"""Links say where they lead, and lead there (WCAG 2.2, 2.4.4)."""

import re
from collections.abc import Iterator

from .outline import outline_of
from .remark import Known, Remark, Text
from .wording import empty_links

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S*", re.IGNORECASE)
_EDGES = " .,:;!?()[]<>\"'“”‘’…→»›-–"


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    for text in texts:
        links = outline_of(text).links
        yield from (remark for _, words in links if (remark := _on_words(text, words)))
        if text.kind == "address":
            links = [(text.value, "")]
        for address, words in dict.fromkeys(links):
            if why := known.why_dead(address):
                yield Remark("link-dead", "block", text, why, (words or address,))


def _on_words(text: Text, words: str) -> Remark | None:
    if words.strip(_EDGES).casefold() in empty_links():
        sentence = "This link does not say where it leads. Name the page or the thing behind it."
        return Remark("link-words", "warn", text, sentence, (words,))
    if _ADDRESS.fullmatch(words.strip(_EDGES)):
        sentence = "This link shows a web address. Write the name of the page instead."
        return Remark("link-address", "warn", text, sentence, (words,))
    return None
