"""Plain text to blocks: blank lines, bullets, numbers, hard-wrapped lines, columns set with
tabs.
"""

import re

from localoffer.document_reader.blocks import (
    Block,
    Heading,
    Item,
    Paragraph,
    Run,
    Table,
    plain_paragraph,
)
from localoffer.document_reader.breaks import begins_block, is_bare_label, page_width
from localoffer.document_reader.page_furniture import without_furniture
from localoffer.document_reader.question_labels import end_of_statement, ends_asking
from localoffer.document_reader.runs import tidy

_BULLET = re.compile(r"\s{0,40}(?:[•·▪◦‣●■*–-]\s+|o(?:\t|\s{2,}))(?=\S)")
_NUMBERED = re.compile(r"\s{0,40}\(?(\d{1,3})([.)])\s+(?=\S)")
_NUMBER_ALONE = re.compile(r"\s{0,40}(?:(?:Q|q)?\d{1,3}[.):]|[•·▪◦●■])\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(?:={3,}|-{3,}|~{3,}|_{3,}|\*{3,})$")


def read_text(text: str) -> list[Block]:
    """The blocks of a plain text, as typed, saved from Word, or copied out of a PDF."""
    text = without_furniture(text)
    width = page_width(text)
    blocks: list[Block] = []
    for lines in _groups(text.split("\n")):
        table = _table(lines)
        if table:
            blocks.append(table)
        else:
            blocks.extend(
                _block(paragraph, underlined) for paragraph, underlined in _paragraphs(lines, width)
            )
    return [block for block in blocks if block.text]


def _groups(lines: list[str]) -> list[list[str]]:
    """Lines that no blank line parts."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _table(lines: list[str]) -> Table | None:
    """A table when each of two or more lines has the same number of tabs, as copied from Word or
    Excel.

    Tabs at both ends only indent where the tabs inside are as many in each line; else they stand
    for empty cells, of which an editor may have cut those at the end.
    """
    rows = _cells([line.strip() for line in lines])
    if any(len(row) != len(rows[0]) for row in rows):
        rows = _cells(lines)
    width = len(rows[0])
    if len(rows) < 2 or width < 2 or any(not 2 <= len(row) <= width for row in rows):
        return None
    rows = [row + [""] * (width - len(row)) for row in rows]
    if (
        all(re.fullmatch(r"\(?\w{0,3}[.)]?|[•·▪◦●■o*–-]", row[0]) for row in rows)
        and len(rows[0]) == 2
    ):
        return None
    return Table([[[plain_paragraph(cell)] if cell else [] for cell in row] for row in rows])


def _cells(lines: list[str]) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("\t")] for line in lines]


def _paragraphs(lines: list[str], width: int) -> list[tuple[str, bool]]:
    """(text, whether it was underlined) of each paragraph in a group of lines; wrapped lines
    are joined.
    """
    paragraphs: list[_Lines] = []
    before = ""
    for line in lines:
        stripped = line.strip()
        if _UNDERLINE.match(stripped):
            if paragraphs and before:
                paragraphs[-1].underlined = True
            before = ""
            continue
        if before and _continues(paragraphs[-1], before, stripped, width):
            paragraphs[-1].add(stripped)
        else:
            is_item = _BULLET.match(line) or _NUMBERED.match(line)
            paragraphs.append(_Lines(line.rstrip() if is_item else stripped))
        before = stripped
    return [(" ".join(each.lines), each.underlined) for each in paragraphs]


class _Lines:
    """A paragraph while it is read. `states`: a sentence of it, but for its last line, asks
    nothing.
    """

    def __init__(self, first: str) -> None:
        self.lines = [first]
        self.underlined = self.states = False

    def add(self, line: str) -> None:
        self.states = self.states or not self._last_only_asks(f"{self.lines[-1]} ")
        self.lines.append(line)

    def only_asks(self) -> bool:
        return (
            not self.states and ends_asking(self.lines[-1]) and self._last_only_asks(self.lines[-1])
        )

    def _last_only_asks(self, line: str) -> bool:
        """A number is none of its sentences where the paragraph begins."""
        text = line if len(self.lines) == 1 else f"x {line}"
        return end_of_statement(text) > len(text)


def _continues(paragraph: _Lines, before: str, line: str, width: int) -> bool:
    """True when a line goes on with the sentence of the line before it, the last of the paragraph
    so far.
    """
    if _NUMBER_ALONE.match(before):
        return True
    if _BULLET.match(line) or begins_block(line) or is_bare_label(before) or not width:
        return False
    had_room = len(before) + 1 + len(line.split(" ", 1)[0]) <= 0.85 * width
    if line[:1].islower():
        return not (had_room and ends_asking(before))
    return not had_room and not paragraph.only_asks()


def _block(text: str, underlined: bool) -> Block:
    bullet, numbered = _BULLET.match(text), _NUMBERED.match(text)
    if numbered and not underlined:
        number = int(numbered[1])
        runs = tidy([Run(text[numbered.end() :])])
        return Item(runs, 1, number, f"{number}{numbered[2]}")
    if bullet:
        indent = len(text) - len(text.lstrip())
        return Item(tidy([Run(text[bullet.end() :])]), 2 if indent >= 4 else 1)
    runs = tidy([Run(text)])
    shouted = (
        len(text) <= 100
        and text.isupper()
        and sum(map(str.isalpha, text)) >= 4
        and not begins_block(text)
    )
    return Heading(runs, 2) if underlined or shouted else Paragraph(runs)
