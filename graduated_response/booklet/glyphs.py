"""Signs that cannot be shown as they are: Word's private ones, and those that no font has.

One sign must never stop the booklet, so each gets the nearest thing that can be shown. Whether a
font has a sign is asked of the compiler itself, with the fonts and the styles of the booklet.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from localoffer.plain_text.characters import without_foreign

from . import typesetting

BOX = "□"
# Signs that Word takes from its fonts Symbol and Wingdings: their place there, and the real sign.
SYMBOLS = """
20:\x20 21:✏ 22:✂ 28:☎ 29:✆ 2A:✉ 2D:− 46:☞ 4A:☺ 4B:😐 4C:☹ 6C:● 6E:■ 6F:□ 71:❑ 75:◆ 76:❖ 77:•
9F:• A1:○ A7:▪ A8:◻ AB:★ AE:→ B0:° B7:• D8:➢ DE:⇒ DF:← E0:→ E1:↑ E2:↓ E8:➔ F0:⇨ FB:✗ FC:✓ FD:☒ FE:☑
"""
FROM_WORD = {
    chr(0xF000 + int(place, 16)): sign for place, sign in re.findall(r"(\w\w):(.)", SYMBOLS)
}
# What every font of the booklet has: Latin-1 without its controls, and usual punctuation.
PLAIN = re.compile(r"[\t\n\r\x20-\x7e\xa0-\xac\xae-\xff–—‘’“”…•]*")
# On a page without an edge: where it breaks lines from right to left, the compiler (0.15) can panic
# at a sign that no font has.
TRIAL = b"""
#set document(title: "Signs")
#set page(width: auto, height: auto)
#set text(lang: "en", font: json(bytes(sys.inputs.fonts)))
#for text in json(bytes(sys.inputs.texts)) {
  par(text)
  par(strong(text))
  par(emph(text))
  par(strong(emph(text)))
}
"""
# Entries of the content that are keys and addresses, no words.
NO_WORDS = frozenset({"t", "id", "key", "to", "href", "stored", "file", "iso", "dated", "brand"})


class Replaced(NamedTuple):
    """A sign, what is shown in its place, and the titles of the sections it stands in."""

    sign: str
    shown: str
    titles: tuple[str, ...]

    @property
    def name(self) -> str:
        return name_of(self.sign)


def name_of(sign: str) -> str:
    """The sign with its name in Unicode; the number of what has none."""
    number = f"U+{ord(sign):04X}"
    name = unicodedata.name(sign, "").lower()
    return f"{sign} ({name}, {number})" if name else number


def private_signs(texts: Iterable[str]) -> dict[str, str]:
    """What no format may hold, with what it shows instead: signs whose meaning only the fonts of
    somebody's Word know, and what XML forbids, from before all texts were cleaned."""
    nearest = {sign: _public(sign) for sign in set().union(*texts)}
    return {sign: shown for sign, shown in nearest.items() if shown is not None}


def _public(sign: str) -> str | None:
    """None for a sign that may stay."""
    if unicodedata.category(sign) == "Co":
        return FROM_WORD.get(sign, BOX)
    allowed = without_foreign(sign)
    return allowed if allowed != sign else None


def printed(signs: Iterable[str]) -> dict[str, str]:
    """What is printed instead of signs that no font has: nothing for a mark on another letter, else
    a box that shows that something is missing."""
    marks = ("Mn", "Me", "Mc", "Cf")
    return {sign: "" if unicodedata.category(sign) in marks else BOX for sign in signs}


def refused(texts: Iterable[str]) -> frozenset[str]:
    """The signs in texts that no font has, asked of the compiler."""
    unusual = sorted({text for text in texts if not PLAIN.fullmatch(text)})
    return _refused(tuple(unusual)) if unusual else frozenset()


@lru_cache(maxsize=64)
def _refused(texts: tuple[str, ...]) -> frozenset[str]:
    try:
        typesetting.compiled(TRIAL, {"texts": json.dumps(texts)})
    except typesetting.CannotBeSet as error:
        return error.signs
    return frozenset()


def for_every_format(content: dict) -> tuple[dict, list[Replaced]]:
    """The content without private signs, and what was replaced."""
    return with_signs(content, private_signs(_texts_in(content)))


def for_print(content: dict) -> tuple[dict, list[Replaced]]:
    """The content in signs that fonts have, and what was replaced."""
    return with_signs(content, printed(refused(_texts_in(content))))


def with_signs(content: dict, shown: dict[str, str]) -> tuple[dict, list[Replaced]]:
    """The content with other signs, and where they were."""
    if not shown:
        return content, []
    titles: dict[str, list[str]] = {sign: [] for sign in shown}
    for section in content["sections"]:
        for sign in set().union(*_texts_in(section)) & set(shown):
            titles[sign].append(section["title"])
    table = str.maketrans(shown)
    replaced = [Replaced(sign, shown[sign], tuple(titles[sign])) for sign in sorted(shown)]
    return _translated(content, table), replaced


def shown_as(text: str, table: dict[int, str]) -> str:
    """A text of nothing but lost signs still shows that there was something."""
    new = text.translate(table)
    return new if new.strip() or not text.strip() else BOX


def _translated(node: object, table: dict[int, str], name: str = "") -> object:
    if isinstance(node, str):
        return node if name in NO_WORDS or (name == "address") else shown_as(node, table)
    if isinstance(node, list):
        return [_translated(each, table) for each in node]
    if isinstance(node, dict):
        return {key: _translated(value, table, key) for key, value in node.items()}
    return node


def _texts_in(node: object, name: str = "") -> set[str]:
    """All words of a node; an "address" is the booklet's own, or the lines of a place (a list)."""
    if isinstance(node, str):
        return set() if name in NO_WORDS or name == "address" else {node}
    if isinstance(node, list):
        return set().union(*(_texts_in(each) for each in node))
    if isinstance(node, dict):
        return set().union(*(_texts_in(value, key) for key, value in node.items()))
    return set()
