"""Which blocks between the questions are topics: headings, and short lines set apart like them."""

import re

from graduated_response.imports.found import Mark
from localoffer.document_reader.blocks import Block, Heading, Paragraph
from localoffer.document_reader.headings import acts_as_heading, stands_over
from localoffer.document_reader.links import linked_pieces
from localoffer.document_reader.question_labels import question_label
from localoffer.document_reader.runs import is_bold

_DEEPEST_CLOSING = 3
_MOST_WORDS_IN_ADDRESS = 6
# A telephone number, an e-mail address or a web address ends an answer as a full stop does.
_REACHED = re.compile(r"(?:\d{3}|@\S{1,100}|\w\.\w{2,20}\S{0,100})$")
_CLOSED = (".", "?", "!", "”", '"', ")")


def topic_places(blocks: list[Block], marks: list[Mark]) -> set[int]:
    """The places of headings that part groups of questions, and of a heading that closes them."""
    if not marks:
        return set()
    questions = {mark.index for mark in marks}
    before = {mark.index - 1 for mark in marks if mark.index and mark.index - 1 not in questions}
    direct = {place for place in before if _is_heading(blocks[place])}
    direct |= _lines(blocks, before - direct, marks)
    direct = _without_title(blocks, direct, marks[0].index)
    levels = [blocks[place].level for place in direct if isinstance(blocks[place], Heading)]
    levels += [
        blocks[mark.index].level for mark in marks if isinstance(blocks[mark.index], Heading)
    ]
    return direct | _boundaries(blocks, marks, max(levels, default=0))


def _is_heading(block: Block) -> bool:
    """True for a heading that is not a labelled answer."""
    return isinstance(block, Heading) and not question_label(block.text)


def _lines(blocks: list[Block], before: set[int], marks: list[Mark]) -> set[int]:
    """Short lines that part the questions. One that stands alone may be the end of an answer, so
    others must look like it: an ordinary line also needs one that opens the questions.
    """
    start, questions = marks[0].index, {mark.index for mark in marks}
    # The first line is the title. The first paragraph after a question is its answer, however
    # short.
    short = [
        place
        for place in sorted(before)
        if place and place - 1 not in questions and stands_over(blocks[place])
    ]
    topics: set[int] = set()
    for is_bolder in (True, False):
        alike = [place for place in short if is_bold(blocks[place]) == is_bolder]
        alike = [place for place in alike if _is_line(blocks, place, start)]
        opens = start - 1 in alike
        several = len({blocks[place].text for place in alike}) > 1
        if (opens or several) if is_bolder else (opens and several):
            topics.update(alike)
    return topics


def _is_line(blocks: list[Block], place: int, start: int) -> bool:
    """False for a link or an address, and for a line that goes on from the one before: "Send it
    to:", "Early Years Team", "Town Hall".
    """
    block = blocks[place]
    if any(run.href for run in block.runs) or any(href for _, href in linked_pieces(block.text)):
        return False
    if place < start or is_bold(block):
        return True
    above = blocks[place - 1]
    if not isinstance(above, Paragraph) or above.text.endswith(_CLOSED):
        return True
    return not above.text.endswith(":") and (
        len(above.text.split()) > _MOST_WORDS_IN_ADDRESS or bool(_REACHED.search(above.text))
    )


def _without_title(blocks: list[Block], places: set[int], start: int) -> set[int]:
    """The heading before the first question is the document's title, unless a title stands
    above or others match it.
    """
    first = start - 1
    if first not in places or not isinstance(blocks[first], Heading):
        return places
    others = [blocks[place] for place in places if place > start]
    matched = any(
        isinstance(block, Heading) and block.level <= blocks[first].level for block in others
    )
    titled = any(acts_as_heading(block) for block in blocks[:first])
    return places if titled or matched else places - {first}


def _boundaries(blocks: list[Block], marks: list[Mark], level: int) -> set[int]:
    """Headings between or after the questions that are at least as high as the topics or the
    questions themselves.
    """
    start, questions = marks[0].index, {mark.index for mark in marks}
    others = [
        place
        for place in range(start, len(blocks))
        if _is_heading(blocks[place]) and place not in questions
    ]
    if level:
        return {place for place in others if blocks[place].level <= level}
    last = marks[-1].index
    if any(place < last for place in others):
        return set()
    return {place for place in others if blocks[place].level <= _DEEPEST_CLOSING}
