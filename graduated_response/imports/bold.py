"""Questions in bold: paragraphs of their own, or at the beginning of the answer's paragraph."""

import re

from graduated_response.imports.assembling import assemble
from graduated_response.imports.found import MOST_PARTS, Layout, Mark, goes_on
from graduated_response.imports.marking import is_personal, is_remark, question_mark
from localoffer.document_reader.blocks import Block, Heading, Paragraph, Table
from localoffer.document_reader.question_labels import asks, ends_asking, worded_as_question
from localoffer.document_reader.runs import bold_lead, emphasised, is_bold

_MOST_BOLD = 0.7
_REFERS_BACK = re.compile(
    r"\b(?:about|with|of|for|to|like) (?:it|this|that|them)\b|\b(?:is|was|are) (?:this|that)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "!", ",", "…", ";")


def bold(blocks: list[Block]) -> Layout:
    """Bold paragraphs that ask, and paragraphs that begin with a bold question."""
    strong = {
        index
        for index, block in enumerate(blocks)
        if not isinstance(block, Heading) and emphasised(block)
    }
    if len(strong) > _MOST_BOLD * len(blocks):
        return Layout()
    asking = {place for place in strong if asks(blocks[place].text)}
    asked = asking | {
        place
        for place in strong
        if is_remark(blocks, place) or (asking and _forgot_its_mark(blocks, place, strong))
    }
    begun = {
        index for index, block in enumerate(blocks) if index not in strong and _begins_bold(block)
    }
    starts = _starts(blocks, asked, strong) | begun
    return assemble(blocks, [question_mark(blocks, place) for place in sorted(starts)])


def _forgot_its_mark(blocks: list[Block], place: int, strong: set[int]) -> bool:
    """True for "How do I join the list", in bold like the other questions, with an answer."""
    mark = question_mark(blocks, place)
    is_answered = place + 1 < len(blocks) and place + 1 not in strong
    return (
        is_answered
        and not isinstance(blocks[place + 1], Heading)
        and not blocks[place].text.endswith(":")
        and worded_as_question(blocks[place].text[mark.end :])
    )


def _starts(blocks: list[Block], asked: set[int], strong: set[int]) -> set[int]:
    """Where the questions begin: several bold paragraphs in a row may be one question."""
    starts: set[int] = set()
    first = min(asked, default=0)
    for place in sorted(asked):
        if _goes_on_before(blocks, place, asked):
            continue
        above = place - 1
        leads_in = (
            above in strong
            and above not in asked
            and above - 1 not in asked
            and _leads_in(blocks, place, is_first=place == first)
        )
        starts.add(above if leads_in else place)
    return starts


def _goes_on_before(blocks: list[Block], place: int, asked: set[int]) -> bool:
    """True when a question goes on from the bold question in the paragraph above."""
    if question_mark(blocks, place) != Mark(place):
        return False
    start = place
    while start - 1 in asked and place - start < MOST_PARTS:
        start -= 1
    end = place
    while end + 1 in asked and end - start < MOST_PARTS:
        end += 1
    # A longer row of questions is a list of them, not one question.
    is_row = end - start >= MOST_PARTS
    return start < place and not is_row and goes_on([blocks[place - 1]], blocks[place])


def _leads_in(blocks: list[Block], place: int, is_first: bool) -> bool:
    """True when the bold words above a question are part of it: "My son is five." before "Who
    can help?". "Book by May." is the end of an answer, or the introduction.
    """
    block = blocks[place - 1]
    if place < 2 or not isinstance(block, Paragraph):
        return False
    if is_bold(block) != is_bold(blocks[place]):
        return False
    if blocks[place].text[:1].islower():
        return not is_first
    is_part = is_personal(block.text) or _REFERS_BACK.search(blocks[place].text)
    return bool(is_part) and block.text.endswith(_SENTENCE_ENDS)


def _begins_bold(block: Block) -> bool:
    if isinstance(block, Table | Heading):
        return False
    lead = bold_lead(block.runs)
    return 0 < lead < len(block.text) and ends_asking(block.text[:lead])
