"""A web page to blocks. Styles, menus and pictures are left out; only text and links are kept."""

import re

from lxml import etree

from localoffer.document_reader.blocks import Block, Heading, Item, Paragraph, Run, Table
from localoffer.document_reader.breaks import SOFT, split_at_breaks
from localoffer.document_reader.html_styles import HtmlStyles, opens_panel
from localoffer.document_reader.html_tables import read_table
from localoffer.document_reader.runs import tidy
from localoffer.document_reader.scripts import refuse_scripts

_DROPPED = frozenset(
    re.findall(
        r"\S+",
        """
    script style noscript template head nav svg math form select option input textarea iframe
    object embed canvas video audio img picture map area dialog footer
    """,
    )
)
_BREAKING = frozenset(
    re.findall(
        r"\S+",
        """
    p div section article main aside header address blockquote pre figure figcaption hr dl dd
    fieldset body html center caption summary details form table tbody thead tfoot tr td th
    """,
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TOGGLE_CLASSES = (
    "accordion__section-toggle",
    "accordion__show-all",
    "accordion__section-heading-divider",
)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(source: str, width: int = 0) -> list[Block]:
    """The blocks of a page. Its <main> is read when there is one, else all of its body. Raises
    Unreadable for a page with scripts.

    `width` is how long the lines of a Markdown source are, for judging its line ends.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    if root is None:
        return []
    refuse_scripts(root)
    mains = root.xpath("//main | //*[@role='main']")
    reader = Reader(HtmlStyles(root))
    reader.walk(mains[0] if mains else root, Run(""))
    reader.flush()
    return split_at_breaks(reader.blocks, width)


class Reader:
    """Walks elements and collects blocks. `inline` is the text since the last block began."""

    def __init__(self, styles: HtmlStyles, level: int = 1) -> None:
        self.styles = styles
        self.blocks: list[Block] = []
        self.inline: list[Run] = []
        self.level = level
        self.depth = 0
        self.item: Item | None = None
        self.heading: int | None = None

    def flush(self) -> None:
        """Ends the block that is being written."""
        runs, self.inline = tidy_keeping_soft(self.inline), []
        if not runs:
            return
        if self.heading is not None:
            label, self.item = (self.item.label if self.item else ""), None
            self.blocks.append(Heading(runs, self.heading, label))
        elif self.item is not None:
            self.item.runs = runs
            self.blocks.append(self.item)
            self.item = None
        else:
            self.blocks.append(Paragraph(runs, self.depth))

    def walk(self, element: etree._Element, style: Run) -> None:
        self._text(element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, child.tag.lower(), style)
            self._text(child.tail, style)

    def _text(self, text: str | None, style: Run) -> None:
        if text:
            self.inline.append(
                Run(_SPACE.sub(" ", text), style.bold, style.italic, style.superscript, style.href)
            )

    def _element(self, element: etree._Element, tag: str, style: Run) -> None:
        if self._dropped(element, tag):
            return
        if tag in ("br", "soft-break"):
            self.inline.append(Run("\n" if tag == "br" else SOFT))
        elif tag in ("ul", "ol", "menu"):
            self._list(element, tag == "ol", style)
        elif tag == "table":
            self._table(element)
        elif (level := self._heading_level(element, tag)) is not None:
            self._heading(element, level)
        elif tag in _BREAKING or tag == "li":
            self.flush()
            self.walk(element, style)
            self.flush()
        else:
            self.walk(element, self.styles.inside(element, tag, style))

    def _dropped(self, element: etree._Element, tag: str) -> bool:
        if tag == "form":
            # Some systems wrap the whole page in one form.
            return element.find(".//p") is None and element.find(".//h2") is None
        classes = element.get("class", "")
        if element.get("role") in ("navigation", "search", "contentinfo") or any(
            name in classes for name in _TOGGLE_CLASSES
        ):
            return True
        if tag == "button":
            return self.heading is None and not opens_panel(element)
        return tag in _DROPPED

    def _heading_level(self, element: etree._Element, tag: str) -> int | None:
        """The level of what acts as a heading: h1-h6, a term of a definition list, the visible
        part of an accordion.
        """
        if self.heading is not None:
            return None
        if tag in _HEADINGS:
            self.level = _HEADINGS[tag]
            return self.level
        if element.get("role") == "heading":
            given = element.get("aria-level", "2")
            return min(int(given), 6) if given.isdigit() and int(given) else 2
        if tag in ("summary", "dt") or (tag in ("button", "a") and opens_panel(element)):
            return min(self.level + 1, 6)
        return None

    def _heading(self, element: etree._Element, level: int) -> None:
        self.flush()
        self.heading = level
        self.walk(element, Run(""))
        self.flush()
        self.heading = None

    def _list(self, element: etree._Element, ordered: bool, style: Run) -> None:
        self.flush()
        self.depth += 1
        start = element.get("start", "1")
        number = int(start) if re.fullmatch(r"\d{1,4}", start) else 1
        for child in element:
            if not isinstance(child.tag, str) or self._dropped(child, child.tag.lower()):
                continue
            if child.tag.lower() != "li":
                self._element(child, child.tag.lower(), style)
                continue
            value = child.get("value", "")
            number = int(value) if re.fullmatch(r"\d{1,4}", value) else number
            self.item = Item(
                [], self.depth, number if ordered else None, f"{number}." if ordered else ""
            )
            self.walk(child, style)
            self.flush()
            self.item = None
            number += 1
        self.depth -= 1

    def _table(self, element: etree._Element) -> None:
        self.flush()
        rows, header = read_table(element, self._cell)
        if rows and max(len(row) for row in rows) > 1:
            self.blocks.append(Table(rows, header))
        else:
            # One column only lays out a page; its cells are ordinary text.
            self.blocks.extend(block for row in rows for cell in row for block in cell)

    def _cell(self, element: etree._Element) -> list[Block]:
        reader = Reader(self.styles, self.level)
        reader.walk(element, Run(""))
        reader.flush()
        return reader.blocks


def tidy_keeping_soft(runs: list[Run]) -> list[Run]:
    """`tidy`, which takes a soft break for an ordinary space, with the soft breaks kept."""
    hidden = [
        Run(run.text.replace(SOFT, "\ue000"), run.bold, run.italic, run.superscript, run.href)
        for run in runs
    ]
    return [
        Run(run.text.replace("\ue000", SOFT), run.bold, run.italic, run.superscript, run.href)
        for run in tidy(hidden)
    ]
