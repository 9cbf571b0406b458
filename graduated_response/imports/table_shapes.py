"""Tables that are read as something simpler before questions are looked for."""

from graduated_response.imports.columns import header_columns, role_of
from localoffer.document_reader.blocks import Block, Heading, Run, Table, cell_text, plain_paragraph

_LETTERS = ("q", "a")
_MOST_TITLES = 3


def reshaped(blocks: list[Block]) -> list[Block]:
    """The blocks, with tables that only frame a text as ordinary blocks, titles of tables above
    them, and "Q" and "A" in front of their rows as labels.
    """
    return [
        part
        for block in blocks
        for part in (_parts(block) if isinstance(block, Table) else [block])
    ]


def _parts(table: Table) -> list[Block]:
    if all(sum(map(bool, row)) < 2 for row in table.rows):
        return [block for row in table.rows for cell in row for block in cell]
    both = _with_both(table)
    if both is not None:
        return [block for row in table.rows[1:] if both < len(row) for block in row[both]]
    titles = _titles(table)
    headings = [Heading([Run(cell_text(max(row, key=len)))]) for row in table.rows[:titles]]
    return [*headings, Table([_labelled(row) for row in table.rows[titles:]], table.header)]


def _with_both(table: Table) -> int | None:
    """The column "Question and answer" beside nothing but numbers."""
    roles = [role_of(cell_text(cell)) for cell in table.rows[0]]
    is_alone = roles.count("both") == 1 and set(roles) <= {"both", "number"}
    return roles.index("both") if is_alone else None


def _titles(table: Table) -> int:
    """How many rows above the header hold one cell only: the title of the table."""
    for place, row in enumerate(table.rows[: _MOST_TITLES + 1]):
        if header_columns(row):
            return place
        if sum(map(bool, row)) != 1:
            return 0
    return 0


def _labelled(row: list[list[Block]]) -> list[list[Block]]:
    letter = cell_text(row[0])
    if len(row) == 2 and letter.lower() in _LETTERS:
        return [[plain_paragraph(f"{letter}:")], row[1]]
    return row
