"""Which tags may stand in which (HTML standard, 4.3 to 4.9), and mending what stands wrongly.

The parser lets much stand that no writer may make: a table in a heading, a paragraph in bold
letters, a table in a table. Here a heading, a paragraph and a caption hold words alone, a cell
holds no table, a heading cell no heading. No word is lost: what may not stand in a heading comes
out after it, marks of words go into the blocks that stood in them, a table in a table becomes
paragraphs.

All functions take what nh3 wrote: every tag is closed, text and attributes are escaped.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

MARKS = {"a", "strong", "em"}
PHRASING = {*MARKS, "br", "img"}
HEADINGS = {"h2", "h3", "h4"}
BLOCKS = {"p", "ul", "ol", "blockquote", "table", "hr", *HEADINGS}
ROWS = {"thead", "tbody"}
VOID = {"br", "hr", "img"}
WORDS_ALONE = {"p", "caption", *MARKS, *HEADINGS}
MAY_HOLD = {
    **dict.fromkeys(WORDS_ALONE, PHRASING),
    **dict.fromkeys(["", "li", "td", "blockquote"], PHRASING | BLOCKS),
    "th": (PHRASING | BLOCKS) - HEADINGS,
    "ul": {"li"},
    "ol": {"li"},
    "table": {"caption", "tr", *ROWS},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
}
# They hold no words themselves, and those of them that hold nothing are no use.
FRAMES = {"ul", "ol", "table", "tr", *ROWS}
# A list in a list in a list is six deep; walking through a text calls a function for each level.
DEEPEST = 60

_TOKEN = re.compile(r"<(/?)([a-z0-9]+)[^>]*>|[^<]+")


class TooDeep(Exception):
    """It nests deeper than any text."""


class Node:
    """An element; `start` is its first tag as it is written."""

    def __init__(self, tag: str, start: str, children: "Iterable[Part]" = ()) -> None:
        self.tag, self.start, self.children = tag, start, list(children)

    def __str__(self) -> str:
        end = "" if self.tag in VOID or not self.tag else f"</{self.tag}>"
        return f"{self.start}{''.join(map(str, self.children))}{end}"

    def holding(self, children: "Iterable[Part]") -> "Node":
        return Node(self.tag, self.start, children)


Part = Node | str


def mended(html: str) -> str:
    """The same text, validly nested; exactly as it was where it is. Raises TooDeep."""
    root = _tree(html)
    return html if _fits(root, frozenset()) else "".join(map(str, _flow(root.children, (), False)))


def _tree(html: str) -> Node:
    stack = [Node("", "")]
    for token in _TOKEN.finditer(html):
        tag = token[2]
        if tag is None:
            stack[-1].children.append(token[0])
        elif token[1]:
            if stack[-1].tag == tag:
                stack.pop()
        else:
            stack[-1].children.append(node := Node(tag, token[0]))
            if tag not in VOID:
                stack.append(node)
        if len(stack) > DEEPEST:
            raise TooDeep
    return stack[0]


def _fits(node: Node, around: frozenset[str]) -> bool:
    """Whether all below a node stands rightly; `around` are the tags that it stands in."""
    inside = around | {node.tag}
    tags = [child.tag for child in node.children if isinstance(child, Node)]
    if not set(tags) <= MAY_HOLD.get(node.tag, set()) or not {"a", "table"}.isdisjoint(
        around & {node.tag}
    ):
        return False
    if node.tag in FRAMES and (not tags or any(map(_has_words, _texts(node)))):
        return False
    if node.tag == "table" and (set(tags) == {"caption"} or "caption" in tags[1:]):
        return False
    return all(_fits(child, inside) for child in node.children if isinstance(child, Node))


def _texts(node: Node) -> list[str]:
    return [child for child in node.children if isinstance(child, str)]


def _has_words(part: Part) -> bool:
    return bool(str(part).strip())


def _holds_blocks(node: Node) -> bool:
    return any(
        child.tag not in PHRASING or _holds_blocks(child)
        for child in node.children
        if isinstance(child, Node)
    )


def _marked(parts: list[Part], marks: tuple[Node, ...]) -> list[Part]:
    """The parts in those marks, the first of which is the outermost."""
    if not any(map(_has_words, parts)):
        return parts
    for mark in reversed(marks):
        parts = [mark.holding(parts)]
    return parts


def _flow(parts: Iterable[Part], marks: tuple[Node, ...], in_table: bool) -> list[Part]:
    """Words and blocks beside each other, for a place that may hold both."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, str) or part.tag not in PHRASING:
            block = not isinstance(part, str)
            found += _block(part, marks, in_table) if block else _marked([part], marks)
        elif part.tag in MARKS and any(mark.tag == part.tag for mark in marks):
            found += _flow(part.children, marks, in_table)
        elif _holds_blocks(part):
            found += _flow(part.children, (*marks, part), in_table)
        else:
            found += _marked([part], marks)
    return found


def _paragraphs(parts: Iterable[Part], marks: tuple[Node, ...], in_table: bool) -> list[Part]:
    """The same for a place that holds blocks alone."""
    found: list[Part] = []
    for is_block, group in groupby(_flow(parts, marks, in_table), _is_block):
        group = list(group)
        loose = not is_block and any(map(_has_words, group))
        found += [Node("p", "<p>", group)] if loose else group if is_block else []
    return found


def _is_block(part: Part) -> bool:
    return isinstance(part, Node) and part.tag not in PHRASING


def _block(node: Node, marks: tuple[Node, ...], in_table: bool) -> list[Part]:
    if node.tag in HEADINGS:
        words, after = _squeezed(node.children, marks, in_table)
        return [node.holding(_marked(words, marks)), *after]
    if node.tag in ("ul", "ol"):
        return _listing(node, marks, in_table)
    if node.tag == "table" and not in_table:
        return _table(node, marks)
    if node.tag == "blockquote":
        return [node.holding(_flow(node.children, marks, in_table))]
    if node.tag == "hr":
        return [node]
    if node.tag in ("table", "tr", *ROWS):  # inside another one, or without one
        return _flow(node.children, marks, in_table)
    return _paragraphs(node.children, marks, in_table)


def _listing(node: Node, marks: tuple[Node, ...], in_table: bool) -> list[Part]:
    """A list of items; what stands between them becomes one."""
    items: list[Part] = []
    for is_item, group in groupby(node.children, lambda part: getattr(part, "tag", "") == "li"):
        group = list(group)
        if is_item:
            items += [item.holding(_flow(item.children, marks, in_table)) for item in group]
        elif any(map(_has_words, group)):
            items.append(Node("li", "<li>", _flow(group, marks, in_table)))
        else:
            items += group
    return [node.holding(items)] if any(map(_has_words, items)) else []


def _table(node: Node, marks: tuple[Node, ...]) -> list[Part]:
    """A caption, then rows of cells; what else stands in it comes out after it."""
    captions = [part for part in node.children if getattr(part, "tag", "") == "caption"]
    rest = [part for part in node.children if part not in captions]
    first, *others = captions or [None]
    words, after = _squeezed(first.children, marks, True) if first else ([], [])
    for each in others:
        after += _paragraphs(each.children, marks, True)
    rows = list(_rows(rest, marks, after))
    if not any(isinstance(row, Node) for row in rows):
        return [*_paragraphs(_marked(words, marks), (), False), *after]
    head = [first.holding(_marked(words, marks))] if any(map(_has_words, words)) else []
    return [node.holding([*head, *rows]), *after]


def _rows(parts: list[Part], marks: tuple[Node, ...], after: list[Part]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, str) and not _has_words(part):
            yield part
        elif isinstance(part, Node) and part.tag in ROWS:
            rows = list(_rows(part.children, marks, after))
            if any(isinstance(row, Node) for row in rows):
                yield part.holding(rows)
        elif isinstance(part, Node) and part.tag == "tr":
            cells = list(_cells(part.children, marks, after))
            if any(isinstance(cell, Node) for cell in cells):
                yield part.holding(cells)
        else:
            after += _paragraphs([part], marks, False)


def _cells(parts: list[Part], marks: tuple[Node, ...], after: list[Part]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, str) and not _has_words(part):
            yield part
        elif isinstance(part, Node) and part.tag in ("td", "th"):
            inside = _flow(part.children, marks, True)
            yield part.holding(_without_headings(inside) if part.tag == "th" else inside)
        else:
            after += _paragraphs([part], marks, False)


def _without_headings(parts: Iterable[Part]) -> list[Part]:
    """Headings become paragraphs, also further down."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Node):
            inside = _without_headings(part.children)
            is_heading = part.tag in HEADINGS
            part = Node("p", "<p>", inside) if is_heading else part.holding(inside)
        found.append(part)
    return found


def _squeezed(
    parts: Iterable[Part], marks: tuple[Node, ...], in_table: bool
) -> tuple[list[Part], list[Part]]:
    """(words for a heading or caption, blocks that come after it). Lists and tables come out of
    it; of other blocks the words stay, apart from what is before and behind them."""
    words: list[Part] = []
    after: list[Part] = []
    for part in parts:
        if isinstance(part, str) or part.tag in ("br", "img"):
            words.append(part)
        elif part.tag in ("ul", "ol", "table", "hr", "tr", *ROWS):
            words.append(" ")
            after += _block(part, marks, in_table)
        else:
            inner, later = _squeezed(part.children, marks, in_table)
            after += later
            words += [part.holding(inner)] if part.tag in MARKS else [" ", *inner, " "]
    return words, after
