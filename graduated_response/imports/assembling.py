"""From the places where questions begin to questions with answers and topics."""

from graduated_response.imports.found import (
    Found,
    Layout,
    Mark,
    goes_on,
    split_question,
    without_lone_bullet,
)
from graduated_response.imports.marking import without_number
from graduated_response.imports.topics import topic_places
from localoffer.document_reader.blocks import Block
from localoffer.document_reader.runs import from_place


def assemble(
    blocks: list[Block],
    marks: list[Mark],
    answers: dict[int, int] | None = None,
    certain: bool = False,
) -> Layout:
    """The questions that begin at the marks, each with all that follows up to the next one.

    `answers` maps the place of each block that begins with an answer label to where that label
    ends.
    """
    topics = topic_places(blocks, marks)
    start = min([*topics, *(mark.index for mark in marks)], default=0)
    layout = Layout(start=start, certain=certain)
    topic = blocks[start].text if start in topics else None
    for position, mark in enumerate(marks):
        end = marks[position + 1].index if position + 1 < len(marks) else len(blocks)
        boundary = next((place for place in range(mark.index + 1, end) if place in topics), end)
        found = _found(blocks, mark, boundary, answers or {})
        found.topic = " ".join(without_number(topic).split()).rstrip(":") if topic else None
        split_question(found)
        found.answer = without_lone_bullet(found.answer)
        layout.questions.append(found)
        for place in range(boundary, end):
            if place in topics:
                topic = blocks[place].text
            else:
                layout.left.append(blocks[place])
    return layout


def _found(blocks: list[Block], mark: Mark, end: int, answers: dict[int, int]) -> Found:
    span = list(range(mark.index, end))
    first = from_place(blocks[mark.index], mark.end)
    answer_at = next((place for place in span if place in answers and place > mark.index), None)
    if answer_at is None:
        question = [first] if first.text else []
        rest = [blocks[place] for place in span[1:]]
        while rest and (not question or goes_on(question, rest[0])) and len(rest) > bool(question):
            question.append(rest.pop(0))
        return Found(mark.number, question, rest)
    question = [first, *(blocks[place] for place in span[1:] if place < answer_at)]
    answer = [
        from_place(blocks[place], answers[place]) if place in answers else blocks[place]
        for place in span
        if place >= answer_at
    ]
    return Found(
        mark.number,
        [block for block in question if block.text],
        [block for block in answer if block.text],
    )
