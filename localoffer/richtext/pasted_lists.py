"""Lists that came as paragraphs with a mark before them, as Word and mail programs paste them.

'<p>·&nbsp;&nbsp; Tea</p><p>o&nbsp;&nbsp; Milk</p>' is a list with a list in it. A screen reader
then says how many items there are, and a long one is set in from its mark (WCAG 2.2, 1.3.1).
"""

import re
from dataclasses import dataclass

# Marks that are nothing else: with those of Word's fonts Symbol and Wingdings, which are private.
_BULLETS = "·•▪▫◦‣⁃●○■□◆◇➢➤❖\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf0d6"
# Letters that are a mark in another font, where Word's blanks follow.
_LETTERS = "oü§Øv"
_DASHES = "-–—"
_GAP = r"(?:&nbsp;|\s)"
_WIDE = rf"(?:{_GAP}){{2}}"
_ITEM = re.compile(
    rf"""<p>(?P<open>(?:<(?:strong|em)>){{0,3}}){_GAP}*
    (?:(?P<mark>[{_BULLETS}])|(?P<letter>[{_LETTERS}])(?={_WIDE})|(?P<dash>[{_DASHES}])(?={_GAP})
      |(?P<number>[1-9]\d?)[.)](?={_GAP}))
    (?P<gap>{_GAP}*)(?P<text>[^<]*(?:<(?!/?p>)[^<]*)*)</p>\s*""",
    re.VERBOSE,
)
_IN_ITEM = re.compile(rf"(<li>(?:<p>)?){_GAP}*[{_BULLETS}]{_GAP}*")
_LINES = re.compile(r"<p>([^<]*(?:<(?!/?p>)[^<]*)*)</p>")
_STARTS_WITH_MARK = re.compile(rf"{_GAP}*[{_BULLETS}]")
_INLINE = re.compile(r"<(/?)(strong|em|a)\b")


@dataclass(frozen=True)
class Item:
    kind: str  # the mark, or "1" for all numbers
    number: int
    is_wide: bool  # Word's own blanks follow the mark: nobody types so many
    text: str
    source: str

    def is_doubtful(self) -> bool:
        """Whether a sentence may begin so."""
        return not self.is_wide and self.kind in f"1{_DASHES}"

    def follows(self, other: "Item") -> bool:
        """Whether it goes on with a list that has the other, of the same kind, as its last item."""
        return self.kind != "1" or self.number == other.number + 1


def lists_from_marks(html: str) -> str:
    """Cleaned markup with such paragraphs as lists; a lone '- ' or '1. ' stays what it is, and an
    item has no second mark."""
    html = _IN_ITEM.sub(r"\1", _LINES.sub(_split_at_breaks, html))
    pieces, run, end = [], [], 0
    for found in _ITEM.finditer(html):
        if found.start() != end:
            pieces += [_from_run(run), html[end : found.start()]]
            run = []
        run.append(_item(found))
        end = found.end()
    return "".join([*pieces, _from_run(run), html[end:]])


def _split_at_breaks(found: re.Match) -> str:
    """Lines of one paragraph that each begin with a mark are paragraphs."""
    lines = found[1].split("<br>")
    marked = [bool(_STARTS_WITH_MARK.match(line)) for line in lines]
    whole = all(len(_INLINE.findall(line)) % 2 == 0 for line in lines)
    if sum(marked) < 2 or not all(marked[marked.index(True) :]) or not whole:
        return found[0]
    first = marked.index(True)
    parts = ["<br>".join(lines[:first]), *lines[first:]]
    return "".join(f"<p>{part.strip()}</p>" for part in parts if part.strip())


def _item(found: re.Match) -> Item:
    mark = found["mark"] or found["letter"] or found["dash"] or "1"
    gap = re.findall(_GAP, found["gap"])
    text = f"{found['open']}{found['text'].strip()}"
    return Item(mark, int(found["number"] or 0), len(gap) > 1, text, found[0])


def _from_run(run: list[Item]) -> str:
    """Lists of the items that surely are some, and the paragraphs between them."""
    pieces, items = [], []
    sure = _in_a_row(run)
    for place, item in enumerate(run):
        if item.is_doubtful() and place not in sure:
            pieces += [_nested(items), item.source]
            items = []
        else:
            items.append(item)
    return "".join([*pieces, _nested(items)])


def _in_a_row(run: list[Item]) -> set[int]:
    """The places of items that have another one of their list before or after them."""
    found, last = set(), {}
    for place, item in enumerate(run):
        before = last.get(item.kind)
        if before is not None and item.follows(run[before]):
            found |= {before, place}
        last[item.kind] = place
    return found


def _nested(items: list[Item]) -> str:
    """A new mark stands for a list in the item before it, a known one for going on with that."""
    out, levels = [], []
    for item in items:
        if item.kind in levels:
            while levels[-1] != item.kind:
                out.append(_end(levels.pop()))
            out.append("</li>")
        else:
            levels.append(item.kind)
            out.append(_begin(item))
        out.append(f"<li>{item.text}")
    while levels:
        out.append(_end(levels.pop()))
    return "".join(out)


def _begin(item: Item) -> str:
    if item.kind != "1":
        return "<ul>"
    return "<ol>" if item.number == 1 else f'<ol start="{item.number}">'


def _end(kind: str) -> str:
    return "</li></ol>" if kind == "1" else "</li></ul>"
