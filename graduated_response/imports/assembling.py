"""From the places where questions begin to questions with answers and topics."""

from graduated_response.imports.found import (
    Found,
    Layout,
    Mark,
    goes_on,
    split_question,
    without_lone_bullet,
)
from localoffer.documents_in.blocks import Block, Heading, Paragraph
from localoffer.documents_in.headings import acts_as_heading
from localoffer.documents_in.runs import emphasised, from_place

_DEEPEST_CLOSING = 3


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
    layout = Layout(start=marks[0].index if marks else 0, certain=certain)
    topics = topic_places(blocks, marks)
    before = [place for place in sorted(topics) if place < layout.start]
    topic = blocks[before[-1]].text if before else None
    for position, mark in enumerate(marks):
        end = marks[position + 1].index if position + 1 < len(marks) else len(blocks)
        boundary = next((place for place in range(mark.index + 1, end) if place in topics), end)
        found = _found(blocks, mark, boundary, answers or {})
        found.topic = " ".join(topic.split()).rstrip(":") if topic else None
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


def topic_places(blocks: list[Block], marks: list[Mark]) -> set[int]:
    """The places of headings that part groups of questions, and of a heading that closes them."""
    if not marks:
        return set()
    questions = {mark.index for mark in marks}
    before = {mark.index - 1 for mark in marks if mark.index and mark.index - 1 not in questions}
    direct = {place for place in before if _is_topic(blocks, place, questions)}
    direct = _without_title(blocks, direct, marks[0].index)
    levels = [blocks[place].level for place in direct if isinstance(blocks[place], Heading)]
    levels += [
        blocks[mark.index].level for mark in marks if isinstance(blocks[mark.index], Heading)
    ]
    return direct | _boundaries(blocks, marks, max(levels, default=0))


def _is_topic(blocks: list[Block], place: int, questions: set[int]) -> bool:
    block = blocks[place]
    if isinstance(block, Heading):
        return True
    # The first paragraph after a question is its answer, however short.
    return place - 1 not in questions and acts_as_heading(block)


def _without_title(blocks: list[Block], places: set[int], start: int) -> set[int]:
    """The heading before the first question is the document's title, unless a title stands
    above or others match it.
    """
    first = start - 1
    if first not in places:
        return places
    block = blocks[first]
    if isinstance(block, Heading):
        equals = [place for place in places if place > start and isinstance(blocks[place], Heading)]
        titled = any(
            isinstance(other, Heading) or acts_as_heading(other) for other in blocks[:first]
        )
        is_title = not titled and not any(blocks[place].level <= block.level for place in equals)
    else:
        is_title = first == 0
    return places - {first} if is_title else places


def _boundaries(blocks: list[Block], marks: list[Mark], level: int) -> set[int]:
    """Headings between or after the questions that are at least as high as the topics or the
    questions themselves.
    """
    start, questions = marks[0].index, {mark.index for mark in marks}
    others = [
        place
        for place in range(start, len(blocks))
        if isinstance(blocks[place], Heading) and place not in questions
    ]
    if level:
        return {place for place in others if blocks[place].level <= level}
    last = marks[-1].index
    if any(place < last for place in others):
        return set()
    return {place for place in others if blocks[place].level <= _DEEPEST_CLOSING}


def bold_topic(block: Block) -> bool:
    """A short bold paragraph that asks nothing."""
    return isinstance(block, Paragraph) and emphasised(block) and acts_as_heading(block)
