"""Questions in tables: "Question | Answer", with or without a header row, a number or a topic
in front.
"""

import re

from graduated_response.imports.found import Found, Layout
from graduated_response.imports.marking import number_mark
from localoffer.documents_in.blocks import Block, Table, cell_text
from localoffer.documents_in.question_labels import asks, question_label
from localoffer.documents_in.runs import from_place

_ROLES = {
    "number": re.compile(
        r"(?:question )?(?:no|number|ref|reference|#|num|id)\.?|q no\.?|", re.IGNORECASE
    ),
    "question": re.compile(
        r".{0,30}\b(?:questions?|query|queries|you asked|asked)\b.{0,30}|q", re.IGNORECASE
    ),
    "answer": re.compile(
        r".{0,30}\b(?:answers?|responses?|reply|replies)\b.{0,30}|a", re.IGNORECASE
    ),
    "topic": re.compile(r"(?:theme|topic|category|subject|area|section)s?", re.IGNORECASE),
}


def tabular(blocks: list[Block]) -> Layout:
    """The questions of all tables together. A table without a header takes the columns of the
    one before.
    """
    layout = Layout()
    columns: dict[str, int] = {}
    heading = None
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            heading = block.text if hasattr(block, "level") else heading
            continue
        head = _header(block)
        columns = head or _same_width(columns, block) or _guessed(block)
        if not {"question", "answer"} <= columns.keys():
            continue
        if not layout.questions:
            layout.start = index
            heading = heading if index > 1 and heading != blocks[0].text else None
        layout.certain = layout.certain or bool(head)
        layout.questions += _rows(block, columns, bool(head), heading)
    return layout


def _header(table: Table) -> dict[str, int]:
    """Which column holds what, from the first row; empty when that row is not a header."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(table.rows[0]):
        text = cell_text(cell).strip(" :*")
        role = next((role for role, words in _ROLES.items() if words.fullmatch(text)), None)
        # "Question number" is a number, "Answer to your question" is an answer.
        if role == "question" and _ROLES["answer"].fullmatch(text):
            role = "answer"
        if role and not asks(text):
            columns.setdefault(role, place)
    return columns if {"question", "answer"} <= columns.keys() else {}


def _same_width(columns: dict[str, int], table: Table) -> dict[str, int]:
    return columns if columns and max(columns.values()) < len(table.rows[0]) else {}


def _guessed(table: Table) -> dict[str, int]:
    """Columns by what they hold: the one that asks is the question, the longest to its right
    the answer.
    """
    width = min(len(row) for row in table.rows)
    texts = [[cell_text(row[place]) for row in table.rows] for place in range(width)]
    asking = [sum(map(asks, column)) for column in texts]
    question = max(range(width), key=lambda place: asking[place], default=0)
    if width < 2 or question == width - 1 or asking[question] < max(1, 0.6 * len(table.rows)):
        return {}
    answer = max(range(question + 1, width), key=lambda place: sum(map(len, texts[place])))
    columns = {"question": question, "answer": answer}
    if question:
        columns["number" if all(text.strip(" .Q)").isdigit() for text in texts[0]) else "topic"] = 0
    return columns


def _rows(table: Table, columns: dict[str, int], headed: bool, heading: str | None) -> list[Found]:
    questions: list[Found] = []
    topic = heading
    for row in table.rows[1:] if headed else table.rows:
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and row[0] and len(row) > 1 and not asks(cell_text(row[0])):
            topic = cell_text(row[0])
            continue
        if len(row) <= max(columns.values()):
            continue
        found = _found(row, columns)
        if found.question:
            found.topic = found.topic or topic
            questions.append(found)
    return questions


def _found(row: list[list[Block]], columns: dict[str, int]) -> Found:
    question, number = _without_label(row[columns["question"]])
    answer, _ = _without_label(row[columns["answer"]])
    topic = cell_text(row[columns["topic"]]) if "topic" in columns else ""
    if "number" in columns:
        digits = re.search(r"\d{1,3}", cell_text(row[columns["number"]]))
        number = int(digits[0]) if digits else number
    return Found(number, question, answer, topic or None)


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
