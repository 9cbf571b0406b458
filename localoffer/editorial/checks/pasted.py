"""What is left of another program in a pasted text; richtext and plain_text mend the most."""

import re
from collections.abc import Iterator

from localoffer.plain_text.wrapped_links import OPAQUE

from .outline import outline_of
from .remark import Known, Remark, Text

_ITEM = re.compile(
    r"<p>(?:&nbsp;|\s)*(?:[^\w\s<&]|\w{1,2}[.)]|\(\w{1,2}\))(?:&nbsp;|\s)+([^<]{0,60})"
)
_SURE = re.compile(r"<p>(?:&nbsp;|\s)*[-–—](?:&nbsp;|\s)")
_PLAIN_ITEM = re.compile(r"^\s*[·•▪\uf0b7\uf0a7]\s*(.{0,60})", re.MULTILINE)
_PERSON = re.compile(r"^https?://.*?[\w.+-]{1,64}(?:@|%40)[\w-]{1,64}\.\w", re.IGNORECASE)
LIST = "This looks like a list that was pasted. Make it a list with the button “List”."
PLAIN_LIST = "A mark of a list was pasted. Take it out: it means nothing here."
WRAPPED = (
    "A mail program has put its own address before this link. Open the link, copy the address of "
    "the page that it leads to, and put that in."
)
PERSON = "The address of this link holds somebody’s e-mail address. Take out what follows the page."


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    for text in texts:
        if found := _items(text):
            sentence = LIST if text.kind == "html" else PLAIN_LIST
            yield Remark("pasted-list", "warn", text, sentence, tuple(found))
        for address, words in _links(text):
            if _PERSON.match(address[:2000]):
                yield Remark("link-person", "block", text, PERSON, (words or "the link",))
            elif OPAQUE.match(address):
                yield Remark("link-wrapped", "warn", text, WRAPPED, (words or address,))


def _items(text: Text) -> list[str]:
    """The beginnings of lines that are items: one dash is enough, of letters it takes two."""
    if text.kind == "plain":
        return _PLAIN_ITEM.findall(text.value)
    found = _ITEM.findall(text.value) if text.kind == "html" else []
    return found if len(found) > 1 or _SURE.search(text.value) else []


def _links(text: Text) -> list[tuple[str, str]]:
    if text.kind == "address":
        return [(text.value, "")]
    return list(dict.fromkeys(outline_of(text).links)) if text.kind == "html" else []
