"""A Word file to blocks.

Our own reader, for one reason: mammoth drops Word's automatic numbers where text stands between
them, and in documents of questions they are the numbers of the questions.
"""

from collections.abc import Iterator

from lxml import etree

from localoffer.document_reader.archive import Archive
from localoffer.document_reader.blocks import Block, Heading, Item, Paragraph, Run, Table
from localoffer.document_reader.breaks import split_at_breaks
from localoffer.document_reader.question_labels import ends_asking
from localoffer.document_reader.runs import tidy
from localoffer.document_reader.word_notes import Notes
from localoffer.document_reader.word_numbers import Mark, Numbering
from localoffer.document_reader.word_runs import RunReader
from localoffer.document_reader.word_styles import Styles, child, local, switched_on, value, whole

_THROUGH = {
    "sdt",
    "sdtContent",
    "ins",
    "moveTo",
    "smartTag",
    "customXml",
    "body",
    "AlternateContent",
    "Choice",
}
_MOST_COLUMNS = 30


def read_word(content: bytes) -> list[Block]:
    """The blocks of a .docx. Raises Unreadable when it is damaged, locked, too big or no Word
    document.
    """
    archive = Archive(content)
    main = archive.main_part()
    parts = {kind.rpartition("/")[2]: target for kind, target, _ in archive.relations(main)}
    root = archive.xml(main)
    styles = Styles(archive.xml(parts.get("styles", "")))
    reader = _Reader(
        styles,
        Numbering(archive.xml(parts.get("numbering", ""))),
        RunReader(styles, archive.links(main)),
        Notes(archive, parts, styles),
    )
    blocks = list(reader.blocks(root)) if root is not None else []
    return split_at_breaks(_below_title(blocks))


def _below_title(blocks: list[Block]) -> list[Block]:
    """The blocks with Word's "Title" as the first level of headings, and "Heading 1" below it."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    levels = {heading.level for heading in headings}
    for heading in headings:
        if {0, 1} <= levels:
            heading.level += 1
        heading.level = min(max(heading.level, 1), 6)
    return blocks


class _Reader:
    def __init__(self, styles: Styles, numbering: Numbering, runs: RunReader, notes: Notes) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = runs
        self._notes = notes
        # The text of a paragraph whose end was deleted, so that the next one goes on from it.
        self._begun: list[Run] = []
        # The notes of a question, which stand behind the first words of its answer.
        self._waiting: list[Paragraph] = []

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._unfinished()
                yield from self._table(element)
            elif name in _THROUGH:
                yield from self.blocks(element)
        if local(parent) not in _THROUGH:
            yield from self._unfinished()

    def _unfinished(self) -> Iterator[Block]:
        runs, self._begun = tidy(self._begun), []
        if runs:
            yield Paragraph(runs)
        yield from self._waited()

    def _waited(self) -> list[Paragraph]:
        waited, self._waiting = self._waiting, []
        return waited

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        style_id = value(child(properties, "pStyle"))
        goes_on = child(properties, "rPr", "del") is not None
        begun, self._begun = self._begun, []
        begun += self._runs.read(element, style_id)
        runs = [] if goes_on else tidy(begun)
        if runs and not self._styles.is_contents(style_id):
            yield self._block(runs, properties, style_id)
            yield from self._waited()
        notes = self._notes.take(self._runs.references())
        if ends_asking("".join(run.text for run in runs)):
            self._waiting = notes
        else:
            yield from notes
        for box in _text_boxes(element):
            yield from self.blocks(box)
        if goes_on:
            self._begun = begun

    def _block(
        self, runs: list[Run], properties: etree._Element | None, style_id: str | None
    ) -> Block:
        mark, depth = self._mark(properties, style_id)
        outline = whole(value(child(properties, "outlineLvl")))
        level = self._styles.heading_level(style_id)
        if level is None and outline is not None and outline < 6:
            level = outline + 1
        if level is not None:
            return Heading(runs, level, mark.label if mark else "")
        if mark:
            return Item(runs, depth + 1, mark.number, mark.label)
        return Paragraph(runs)

    def _mark(
        self, properties: etree._Element | None, style_id: str | None
    ) -> tuple[Mark | None, int]:
        """The list mark of a paragraph, from itself or from its style. A list id of 0 takes the
        mark away.
        """
        list_id = value(child(properties, "numPr", "numId")) or self._styles.first(
            style_id, "list_id"
        )
        if not list_id or list_id == "0":
            return None, 0
        depth = whole(value(child(properties, "numPr", "ilvl")))
        if depth is None:
            depth = self._styles.first(style_id, "list_level") or 0
        return self._numbering.mark(list_id, depth), min(depth, 8)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows: list[list[list[Block]]] = []
        header = False
        for row in _inside(table, "tr"):
            cells: list[list[Block]] = []
            for cell in _inside(row, "tc"):
                self._add_cell(cells, cell, rows[-1] if rows else [])
            if not rows:
                header = bool(switched_on(child(row, "trPr"), "tblHeader"))
            if any(cells):
                rows.append(cells)
        if rows and max(len(row) for row in rows) > 1:
            yield Table(rows, header)
        else:
            # One column only frames a text; its cells are ordinary text.
            yield from (block for row in rows for cell in row for block in cell)

    def _add_cell(
        self, cells: list[list[Block]], cell: etree._Element, above: list[list[Block]]
    ) -> None:
        if len(cells) >= _MOST_COLUMNS:
            return
        properties = child(cell, "tcPr")
        merge = child(properties, "vMerge")
        if merge is not None and value(merge) != "restart" and len(cells) < len(above):
            cells.append(above[len(cells)])
        else:
            cells.append(list(self.blocks(cell)))
        span = min(whole(value(child(properties, "gridSpan"))) or 1, _MOST_COLUMNS)
        cells.extend([] for _ in range(span - 1))


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Those of a paragraph itself: what is in a box is read with it. Word keeps a second copy for
    older programs (Fallback).
    """
    for part in element:
        if local(part) == "txbxContent":
            yield part
        elif local(part) != "Fallback":
            yield from _text_boxes(part)


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also inside content controls and tracked
    insertions.
    """
    for part in element:
        if local(part) == name:
            yield part
        elif local(part) in _THROUGH:
            yield from _inside(part, name)
