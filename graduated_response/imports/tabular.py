"""Questions in tables: "Question | Answer", with or without a header row, a number or a topic
in front.
"""

import re
from itertools import pairwise

from graduated_response.imports.columns import Columns, guessed_columns, header_columns
from graduated_response.imports.found import Found, Layout
from graduated_response.imports.marking import number_mark
from localoffer.document_reader.blocks import Block, Heading, Paragraph, Run, Table, cell_text
from localoffer.document_reader.question_labels import asks, question_label
from localoffer.document_reader.runs import from_place

Row = list[list[Block]]


def tabular(blocks: list[Block]) -> Layout:
    """The questions of all tables together. A table without a header takes the columns of the
    one before.
    """
    layout = Layout()
    columns = Columns()
    heading, heading_at = None, -1
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            heading, heading_at = block.text, index
        if not isinstance(block, Table):
            layout.left += [block] if layout.questions else []
            continue
        head = header_columns(block.rows[0])
        columns = head or (columns if columns and columns.fits(block) else guessed_columns(block))
        if not columns:
            continue
        if not layout.questions:
            heading = heading if index > 1 and heading != blocks[0].text else None
            layout.start = heading_at if heading and heading_at == index - 1 else index
        layout.certain = layout.certain or bool(head)
        _read(block.rows[1:] if head else block.rows, columns, heading, layout)
    return layout


def _read(rows: list[Row], columns: Columns, heading: str | None, layout: Layout) -> None:
    """Adds the questions of one table to the layout. Neighbouring rows with the same question
    (one merged cell) or without one are one question.
    """
    keys = [_key(row, columns) for row in rows]
    merged = any(one and one == other for one, other in pairwise(keys))
    leads = columns.middle if merged else []
    topic, above = heading, ""
    said: list[list[Block]] = []
    for row, key in zip(rows, keys, strict=True):
        if _is_topic(row):
            topic, above = cell_text(row[0]), ""
            continue
        if len(row) <= max(columns.roles.values()) or header_columns(row):
            continue
        answer = _answer(row, columns, leads)
        if above and key in ("", above):
            layout.questions[-1].answer += _in_row(_unsaid(answer, said))
        elif found := _found(row, columns, topic):
            found.answer = _in_row(answer)
            layout.questions.append(found)
            above = key
        else:
            layout.left += _in_row(answer)
        said = answer
    _note_lost(rows, columns, leads, layout)


def _unsaid(answer: list[list[Block]], said: list[list[Block]]) -> list[list[Block]]:
    """The cells of a row without those that are merged with the row above."""
    return [cell for cell, above in zip(answer, said, strict=True) if cell != above]


def _in_row(cells: list[list[Block]]) -> list[Block]:
    return [block for cell in cells for block in cell]


def _is_topic(row: Row) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) == 1 and bool(row[0]) and len(row) > 1 and not asks(cell_text(row[0]))


def _key(row: Row, columns: Columns) -> str:
    """What the rows of one question share: its words and its number."""
    places = [columns.roles[role] for role in ("number", "question") if role in columns.roles]
    return " ".join(cell_text(row[place]) for place in places if place < len(row)).strip()


def _found(row: Row, columns: Columns, topic: str | None) -> Found | None:
    """The question of a row, still without its answer; None when the row holds none."""
    roles = columns.roles
    question, number = _without_label(row[roles["question"]])
    own_topic = cell_text(row[roles["topic"]]) if "topic" in roles else ""
    if "number" in roles:
        digits = re.search(r"\d{1,3}", cell_text(row[roles["number"]]))
        number = int(digits[0]) if digits else number
    return Found(number, question, [], own_topic or topic) if question else None


def _answer(row: Row, columns: Columns, leads: list[int]) -> list[list[Block]]:
    """The answer of a row, then the columns that go on after it, each behind its header."""
    answer, _ = _without_label(row[columns.roles["answer"]])
    name = ", ".join(text for place in leads if (text := cell_text(row[place])))
    more = [
        _led_in(header, row[place] if place < len(row) else [])
        for place, header in columns.more.items()
    ]
    return [_led_in(name, answer), *more]


def _led_in(name: str, blocks: list[Block]) -> list[Block]:
    """The blocks behind a name in bold: "Health: Ask the nurse."."""
    if not name or not blocks:
        return blocks
    first = blocks[0]
    if isinstance(first, Paragraph):
        return [Paragraph([Run(f"{name}:", bold=True), Run(" "), *first.runs]), *blocks[1:]]
    return [Paragraph([Run(f"{name}:", bold=True)]), *blocks]


def _note_lost(rows: list[Row], columns: Columns, leads: list[int], layout: Layout) -> None:
    """Names the columns whose words were left out: by their header, else by their first words."""
    for place, header in columns.others.items():
        texts = [text for row in rows if place < len(row) and (text := cell_text(row[place]))]
        name = header or next(iter(texts), "")
        if texts and place not in leads:
            layout.lost_columns[name] = None


def _without_label(cell: list[Block]) -> tuple[list[Block], int | None]:
    """A cell's blocks without a "Q1." or "1." at their start, and that number."""
    if not cell or isinstance(cell[0], Table):
        return cell, None
    label, mark = question_label(cell[0].text), number_mark(cell[0], 0)
    if label and label.end < len(cell[0].text):
        return [from_place(cell[0], label.end), *cell[1:]], label.number
    if mark and asks(cell[0].text):
        return [from_place(cell[0], mark.end), *cell[1:]], mark.number
    return cell, None
