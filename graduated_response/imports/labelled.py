"""Questions that are called so: "Q1." and "A:", "Question: 1" and "Answer:"."""

from graduated_response.imports.assembling import assemble
from graduated_response.imports.found import Layout, Mark
from graduated_response.imports.marking import number_mark
from localoffer.documents_in.blocks import Block, Table
from localoffer.documents_in.question_labels import question_label


def labelled(blocks: list[Block]) -> Layout:
    """The questions after question labels; where only answers carry labels, the blocks before
    those.
    """
    marks: list[Mark] = []
    answers: dict[int, int] = {}
    for index, block in enumerate(blocks):
        label = None if isinstance(block, Table) else question_label(block.text)
        if label and label.role == "question":
            marks.append(Mark(index, label.end, label.number))
        elif label:
            answers[index] = label.end
    if len(answers) > 1 and len(marks) < len(answers) / 2:
        marks = _before_answers(blocks, sorted(answers))
    if not marks or not (answers or len(marks) > 1):
        return Layout()
    return assemble(blocks, _numbers_from_next_line(blocks, marks), answers, certain=True)


def _before_answers(blocks: list[Block], answers: list[int]) -> list[Mark]:
    above = [place - 1 for place in answers if place and place - 1 not in answers]
    return [
        number_mark(blocks[place], place) or Mark(place)
        for place in above
        if not isinstance(blocks[place], Table)
    ]


def _numbers_from_next_line(blocks: list[Block], marks: list[Mark]) -> list[Mark]:
    """Automatic numbers stand beside the label: a list item "3." whose text begins with
    "Question:".
    """
    found = []
    for mark in marks:
        beside = number_mark(blocks[mark.index], mark.index) if mark.number is None else None
        found.append(
            Mark(mark.index, mark.end, beside.number) if beside and not beside.end else mark
        )
    return found
