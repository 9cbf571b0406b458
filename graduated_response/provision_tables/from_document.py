"""Tables of two columns in a document (expectation and strategies, need and provision) become
what they ask for. Headings differ from council to council, so they are known by their words.
"""

import re
from collections.abc import Iterator

from localoffer.document_reader.blocks import Block, Heading, Table, cell_text
from localoffer.document_reader.findings import Finding, shortened
from localoffer.document_reader.markup import to_html
from localoffer.document_reader.reading import read
from localoffer.spreadsheets.opened import MOST_ROWS

from .column_names import HOW, SENTENCE
from .rows import Asked, AskedRow
from .texts import in_one_line, known_by, lines_of, without_number

NO_TABLE = (
    "There is no table of two columns in the document whose headings say what is expected and how "
    "it is met, such as “Expectation | Strategies” or “Need | Provision”. So nothing was imported."
)
LONGEST_SENTENCE = 200
TOO_MANY = f"The document has more than {MOST_ROWS:,} expectations. Send it in parts."
_EXPECTED = re.compile(
    r".{0,40}\b(?:expectations?|expect|expected|needs?|barriers?|difficult(?:y|ies)|"
    r"indicators?|presenting|may see|might see|may notice|might notice|statements?)\b.{0,40}"
)
_MET = re.compile(
    r".{0,40}\b(?:strateg(?:y|ies)|provision|looks like|look like|met|support|approach(?:es)?|"
    r"adjustments?|interventions?|in practice|examples?|what helps|how|actions?|can do)\b.{0,40}"
)
_BULLET = re.compile(r"^[•·▪◦–—*-]\s*")


def asked_in_document(content: bytes, name: str) -> Asked:
    """The work in the sandbox. Raises Unreadable."""
    return asked_in_blocks(read(content, name))


def asked_in_blocks(blocks: list[Block]) -> Asked:
    asked = Asked(title="Tables of a document", is_whole=False)
    above: dict[int, str] = {}
    rows: dict[str, list[AskedRow]] = {}
    number = 0
    for block in blocks:
        if isinstance(block, Heading):
            above = {level: text for level, text in above.items() if level < block.level}
            above[block.level] = block.text
        if isinstance(block, Table):
            number += 1
            headings = [above[level] for level in sorted(above, reverse=True)]
            for row in _rows(block, number, headings, asked.warnings):
                rows.setdefault(known_by(row.cells[SENTENCE]), []).append(row)
    asked.rows = list(map(_as_one, rows.values()))
    if len(asked.rows) > MOST_ROWS:
        return Asked(title=asked.title, is_whole=False, refused=TOO_MANY)
    if not asked.rows:
        asked.refused = NO_TABLE
    return asked


def _as_one(rows: list[AskedRow]) -> AskedRow:
    """Where a row before says the same sentence (its cell was merged over both, or the document
    repeats it), the ways of all belong together.
    """
    ways = [way for row in rows for way in row.cells[HOW].split("\n")]
    rows[0].cells[HOW] = "\n".join(dict.fromkeys(ways))
    return rows[0]


def _rows(
    table: Table, number: int, headings: list[str], warnings: list[Finding]
) -> Iterator[AskedRow]:
    columns = _columns(table.rows[0])
    if columns is None:
        start = " | ".join(shortened(cell_text(cell), 30) for cell in table.rows[0])
        warnings.append(Finding("skipped", f"Table {number} has other headings: {start}"))
        return
    for at, row in enumerate(table.rows[1:], 2):
        filled = [cell_text(cell) for cell in row if cell_text(cell)]
        if len(filled) == 1 and cell_text(row[0]):
            headings = [filled[0], *headings[-6:]]  # a row across the table names what follows
        asked = AskedRow(f"Table {number}, row {at}", "", {}, headings=headings)
        if why := _fill(asked, row, columns):
            words = shortened(" ".join(filled), 60)
            warnings.append(Finding("skipped", f"{asked.place}: {why}: {words}"))
        elif filled:
            yield asked


def _columns(header: list[list[Block]]) -> tuple[int, int] | None:
    """Which column holds the sentences, and which says how they are met."""
    names = [known_by(cell_text(cell)) for cell in header]
    for left, first in enumerate(names):
        for right, second in enumerate(names):
            if left < right and _EXPECTED.fullmatch(first) and _MET.fullmatch(second):
                return left, right
    return None


def _fill(asked: AskedRow, row: list[list[Block]], columns: tuple[int, int]) -> str:
    """Put what the two cells say into the row; else say why that cannot be."""
    left, right = (row[at] if at < len(row) else [] for at in columns)
    sentence = without_number(in_one_line(left[0].text)) if left else ""
    ways = [_BULLET.sub("", way) for block in right for way in lines_of(block.text)]
    if not (sentence and ways):
        return "one of the two cells is empty"
    if len(sentence) > LONGEST_SENTENCE:
        return f"its first paragraph has {len(sentence)} letters, and 200 are the most"
    asked.cells = {SENTENCE: sentence, HOW: "\n".join(ways)}
    asked.detail = to_html(left[1:])
    return ""
