"""What every document is read into: a flat list of headings, paragraphs, list items and tables.

The list is flat on purpose: councils write a question as a heading, a list item or a bold
paragraph, and the parsers want to look at all of them in one row. `markup.to_html` puts
neighbouring items back into lists.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """A piece of text in one style. A line break inside a block is a newline in the text."""

    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    href: str = ""


@dataclass
class Heading:
    """`label` is the number Word writes by itself ("3.", "Question 3:"), which is not in the
    text.
    """

    runs: list[Run]
    level: int = 2
    label: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass
class Paragraph:
    """`depth` counts the lists it stands in: more than 0 for a second paragraph of a list item."""

    runs: list[Run]
    depth: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass
class Item:
    """One list item. `number` is None for a bullet; `label` is the number as it was printed
    ("1.", "a)", "Q1").
    """

    runs: list[Run]
    depth: int = 1
    number: int | None = None
    label: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass
class Table:
    """Rows of cells, each cell a list of blocks. Merged cells are repeated downwards and padded
    sideways.
    """

    rows: list[list[list["Block"]]] = field(default_factory=list)
    header: bool = False

    @property
    def text(self) -> str:
        return "\n".join(" | ".join(cell_text(cell) for cell in row) for row in self.rows)


Block = Heading | Paragraph | Item | Table


def cell_text(cell: list[Block]) -> str:
    return " ".join(block.text for block in cell if block.text).strip()


def count(blocks: list[Block]) -> int:
    """How many blocks there are, those in the cells of tables and the cells themselves included."""
    cells = [
        cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row
    ]
    return len(blocks) + len(cells) + sum(count(cell) for cell in cells)


def plain_paragraph(text: str) -> Paragraph:
    return Paragraph([Run(text)])
