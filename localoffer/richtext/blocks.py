"""Rich text as plain data, for outputs that are not web pages: print, e-books.

A *block* is one of

    {"t": "heading", "level": 2, "id": "x-costs", "c": [inline, ...]}
    {"t": "p", "c": [inline, ...]}
    {"t": "ul", "items": [[block, ...], ...]}     {"t": "ol", "start": 1, "items": ...}
    {"t": "quote", "blocks": [block, ...]}        {"t": "rule"}
    {"t": "table", "caption": [inline, ...], "columns": 2, "head": [row, ...], "rows": [row, ...]}
    {"t": "image", "src": "/media/images/x/"}

where a row is a list of {"heads": bool, "across": 1, "down": 1, "blocks": [block, ...]}, and an
*inline* is a str, {"t": "strong" | "em", "c": [...]}, {"t": "link", "href": "...", "c": [...]}
or {"t": "br"}.
"""

import re
from collections.abc import Iterator

from lxml import html as parser

from .grid import grid
from .html import clean, headings

Block = dict
Inline = str | dict

# A cell spans at most so many columns or rows.
MOST = 1000
_MARKS = {"strong": "strong", "em": "em"}
_SPACES = re.compile(r"[ \t\r\n]+")


def blocks(value: str, prefix: str = "h") -> list[Block]:
    """The blocks of rich text; ids of headings are those that the page gives them (`display`)."""
    cleaned = clean(value)
    if not cleaned:
        return []
    root = parser.fragment_fromstring(cleaned, create_parent="div")
    return _Reader(iter(headings(cleaned, prefix))).blocks(root)


class _Reader:
    def __init__(self, found_headings: Iterator) -> None:
        self.headings = found_headings

    def blocks(self, parent: parser.HtmlElement) -> list[Block]:
        """Blocks below an element; text that stands loose in it becomes a paragraph."""
        found: list[Block] = []
        loose: list[Inline] = _text(parent.text)
        for child in parent:
            if child.tag in _BLOCKS:
                found += [*_paragraph(loose), *_BLOCKS[child.tag](self, child)]
                loose = []
            elif child.tag == "img":
                found += [*_paragraph(loose), _image(child)]
                loose = []
            else:
                loose += _inline(child)
            loose += _text(child.tail)
        return [*found, *_paragraph(loose)]

    def heading(self, element: parser.HtmlElement) -> list[Block]:
        known = next(self.headings)
        return [{"t": "heading", "level": known.level, "id": known.id, "c": inlines(element)}]

    def listing(self, element: parser.HtmlElement) -> list[Block]:
        block: Block = {"t": element.tag, "items": [self.blocks(item) for item in element]}
        if element.tag == "ol":
            block["start"] = int(element.get("start", "1"))
        return [block]

    def quote(self, element: parser.HtmlElement) -> list[Block]:
        return [{"t": "quote", "blocks": self.blocks(element)}]

    def rule(self, element: parser.HtmlElement) -> list[Block]:
        return [{"t": "rule"}]

    def table(self, element: parser.HtmlElement) -> list[Block]:
        caption = element.find("caption")
        rows = [[self.cell(cell) for cell in row] for row in element.iter("tr")]
        rows = [row for row in rows if row]
        if not rows:
            return []
        head = 0
        while head < len(rows) and all(cell["heads"] for cell in rows[head]):
            head += 1
        if head == len(rows):
            head = 1 if len(rows) > 1 else 0
        columns, (heads, body) = grid(rows[:head], rows[head:])
        return [
            {
                "t": "table",
                "caption": [] if caption is None else inlines(caption),
                "columns": columns,
                "head": heads,
                "rows": body,
            }
        ]

    def cell(self, element: parser.HtmlElement) -> dict:
        return {
            "heads": element.tag == "th",
            "across": _span(element, "colspan") or 1,
            "down": _span(element, "rowspan"),
            "blocks": self.blocks(element),
        }


_BLOCKS = {
    "p": _Reader.blocks,
    "blockquote": _Reader.quote,
    "hr": _Reader.rule,
    "table": _Reader.table,
    **dict.fromkeys(["ul", "ol"], _Reader.listing),
    **dict.fromkeys(["h2", "h3", "h4"], _Reader.heading),
}


def inlines(element: parser.HtmlElement) -> list[Inline]:
    """What stands in an element, without blanks at its ends."""
    found = _text(element.text)
    for child in element:
        found += _inline(child) + _text(child.tail)
    return _stripped(found)


def _inline(element: parser.HtmlElement) -> list[Inline]:
    inner = _text(element.text)
    for child in element:
        inner += _inline(child) + _text(child.tail)
    if element.tag == "br":
        return [{"t": "br"}]
    if element.tag in _MARKS:
        return [{"t": _MARKS[element.tag], "c": inner}]
    if element.tag == "a" and element.get("href"):
        return [{"t": "link", "href": element.get("href"), "c": inner}]
    return inner


def _span(element: parser.HtmlElement, name: str) -> int:
    """0 stands for all the rows there are."""
    written = element.get(name, "1")
    return min(int(written), MOST) if written.isdecimal() else 1


def _image(element: parser.HtmlElement) -> Block:
    return {"t": "image", "src": element.get("src", "")}


def _text(text: str | None) -> list[Inline]:
    return [_SPACES.sub(" ", text)] if text else []


def _paragraph(content: list[Inline]) -> list[Block]:
    content = _stripped(content)
    return [{"t": "p", "c": content}] if content else []


def _stripped(content: list[Inline]) -> list[Inline]:
    """Without blanks at the ends, and without what they leave empty."""
    content = list(content)
    while content and isinstance(content[0], str) and not content[0].lstrip():
        content.pop(0)
    while content and isinstance(content[-1], str) and not content[-1].rstrip():
        content.pop()
    if content and isinstance(content[0], str):
        content[0] = content[0].lstrip()
    if content and isinstance(content[-1], str):
        content[-1] = content[-1].rstrip()
    return content


def text_of(content: list[Inline]) -> str:
    """The words alone."""
    return "".join(
        each if isinstance(each, str) else " " if each["t"] == "br" else text_of(each["c"])
        for each in content
    )
