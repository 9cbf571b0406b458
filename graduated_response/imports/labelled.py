"""Questions that are called so: "Q1." and "A:", "Question: 1" and "Answer:", "Parent:" and
"Council:".
"""

from graduated_response.imports.assembling import assemble
from graduated_response.imports.found import Layout, Mark
from graduated_response.imports.marking import number_mark
from localoffer.document_reader.blocks import Block, Table
from localoffer.document_reader.question_labels import QuestionLabel, asks, question_label


def labelled(blocks: list[Block]) -> Layout:
    """The questions after question labels; where only answers carry labels, the blocks before
    those.
    """
    return _labelled(blocks, statements=False)


def spoken(blocks: list[Block]) -> Layout:
    """Remarks that ask nothing, after labels such as "Parent:" that take turns with replies."""
    return _labelled(blocks, statements=True)


def _labelled(blocks: list[Block], statements: bool) -> Layout:
    labels = {
        index: label
        for index, block in enumerate(blocks)
        if not isinstance(block, Table) and (label := question_label(block.text))
    }
    answers = _trusted(labels, "answer")
    questions = _trusted(labels, "question")
    if any(label.speaker for label in questions.values()):
        questions = _that_ask(blocks, questions, answers, statements)
    if not questions and all(label.speaker for label in answers.values()):
        return Layout()
    ends = {index: label.end for index, label in answers.items()}
    marks = [Mark(index, label.end, label.number) for index, label in questions.items()]
    if len(answers) > 1 and len(marks) < len(answers) / 2:
        marks = _before_answers(blocks, sorted(answers))
    if not marks or not (answers or len(marks) > 1):
        return Layout()
    return assemble(blocks, _numbers_from_next_line(blocks, marks), ends, certain=True)


def _trusted(labels: dict[int, QuestionLabel], role: str) -> dict[int, QuestionLabel]:
    """The labels of one role. Those that name a speaker count only where there are no others:
    "Parents: ring us." may be a line of an answer.
    """
    found = {index: label for index, label in labels.items() if label.role == role}
    named = {index: label for index, label in found.items() if not label.speaker}
    return named or found


def _that_ask(
    blocks: list[Block],
    questions: dict[int, QuestionLabel],
    answers: dict[int, QuestionLabel],
    statements: bool,
) -> dict[int, QuestionLabel]:
    """The labels of speakers who ask; all of them where they take turns with answers, of which
    one turn proves nothing.
    """
    asking = {
        index: label for index, label in questions.items() if asks(blocks[index].text[label.end :])
    }
    order = sorted([*questions, *answers])
    turns = all((index in questions) == (place % 2 == 0) for place, index in enumerate(order))
    is_talk = turns and bool(answers) and (asking or (statements and len(questions) > 1))
    return questions if is_talk else asking


def _before_answers(blocks: list[Block], answers: list[int]) -> list[Mark]:
    labelled_too = set(answers)
    above = [place - 1 for place in answers if place and place - 1 not in labelled_too]
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
