"""The parts of a cleaned rich text that checks look at."""

from functools import lru_cache
from html.parser import HTMLParser

from localoffer.richtext.html import plain

from .remark import Text

HEADINGS = {f"h{level}": level for level in range(2, 5)}
# A line of text ends where one of these begins or ends.
BLOCKS = {"p", "li", "ul", "ol", "blockquote", "table", "caption", "tr", "td", "th", "br", "hr"}


class Outline(HTMLParser):
    """`headings` (level, text), `links` (address, text), `images` (address),
    `tables` (has header cells, first words) and `prose`: lines outside headings and tables.

    Only for cleaned text: the parser needs very long for tags that are never closed.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.links: list[tuple[str, str]] = []
        self.images: list[str] = []
        self.tables: list[tuple[bool, str]] = []
        self.prose: list[str] = []
        self._line: list[str] = []
        self._open: dict[str, list[str]] = {}  # words of the link, heading or table we are in
        self._address = ""
        self._has_headers = False
        self.feed(html)
        self.close()
        self._end_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            self.images.append(given.get("src") or "")
        if tag == "a":
            self._address = given.get("href") or ""
        if tag == "th":
            self._has_headers = True
        if tag in BLOCKS or tag in HEADINGS:
            self._end_line()
        if tag in ("a", "table") or tag in HEADINGS:
            self._open[tag] = []

    def handle_data(self, data: str) -> None:
        self._line.append(data)
        for words in self._open.values():
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS or tag in HEADINGS:
            self._end_line()
        if tag not in self._open:
            return
        text = _joined(self._open.pop(tag))
        if tag == "a":
            self.links.append((self._address, text))
        elif tag == "table":
            self.tables.append((self._has_headers, text[:60]))
            self._has_headers = False
        else:
            self.headings.append((HEADINGS[tag], text))

    def _end_line(self) -> None:
        line = _joined(self._line)
        if line and not (self._open.keys() - {"a"}):
            self.prose.append(line)
        self._line = []
        # Cells stand apart.
        for words in self._open.values():
            words.append(" ")


def _joined(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


@lru_cache(maxsize=64)
def outline_of(text: Text) -> Outline:
    """The outline of rich text; other texts have an empty one but for their lines."""
    outline = Outline(text.value if text.kind == "html" else "")
    if text.kind == "plain":
        outline.prose = list(lines_of(text))
    return outline


@lru_cache(maxsize=64)
def lines_of(text: Text) -> tuple[str, ...]:
    """All words of a text, a line for each block; none of an address or a code."""
    if text.kind in ("address", "code"):
        return ()
    value = plain(text.value) if text.kind == "html" else text.value
    return tuple(" ".join(line.split()) for line in value.splitlines() if line.strip())
