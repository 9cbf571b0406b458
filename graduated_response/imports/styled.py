"""Questions without numbers or labels: headings, bold paragraphs, accordions, or plain lines
that ask.
"""

import re

from graduated_response.imports.assembling import assemble
from graduated_response.imports.found import Layout, Mark, leading_question
from graduated_response.imports.numbered import number_mark
from localoffer.documents_in.blocks import Block, Heading, Item, Paragraph, Table
from localoffer.documents_in.question_labels import asks, ends_asking
from localoffer.documents_in.runs import bold_lead, emphasised

_PERSONAL = re.compile(
    r"[\W_]{0,4}(?:My|I|I[’']m|I[’']ve|Our (?:son|daughter|child|school))\s", re.IGNORECASE
)
_LETTER = re.compile(r"\(?(?:[ivx]{1,5}|[a-z])[.)]\s+", re.IGNORECASE)
_MOST_BOLD = 0.7
_LONGEST_PLAIN_QUESTION = 400


def headings(blocks: list[Block]) -> Layout:
    """Headings of those levels in which at least half ask something. Accordions and definition
    lists are read so too.
    """
    levels: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            levels.setdefault(block.level, []).append(index)
    marks: list[Mark] = []
    for places in levels.values():
        asking = [place for place in places if asks(blocks[place].text)]
        if len(asking) * 2 >= len(places):
            marks += [
                _mark(blocks, place)
                for place in places
                if place in asking or _is_statement(blocks, place)
            ]
    return assemble(blocks, sorted(marks, key=lambda mark: mark.index))


def bold(blocks: list[Block]) -> Layout:
    """Bold paragraphs that ask, and paragraphs that begin with a bold question."""
    strong = [
        index
        for index, block in enumerate(blocks)
        if not isinstance(block, Heading) and emphasised(block)
    ]
    if len(strong) > _MOST_BOLD * len(blocks):
        return Layout()
    marks = [
        _mark(blocks, place)
        for place in strong
        if asks(blocks[place].text) or _is_statement(blocks, place)
    ]
    marks += [
        _mark(blocks, index)
        for index, block in enumerate(blocks)
        if index not in strong and _bold_question(block)
    ]
    return assemble(blocks, sorted(marks, key=lambda mark: mark.index))


def plain(blocks: list[Block]) -> Layout:
    """Ordinary paragraphs or bullets that do nothing but ask, where at least every fourth block
    is one.

    Only bullets count where bullets ask and paragraphs answer, or the other way round.
    """
    asking = [index for index, block in enumerate(blocks) if _only_asks(block)]
    bullets = [index for index in asking if isinstance(blocks[index], Item)]
    if len(bullets) > 1:
        asking = (
            bullets
            if len(bullets) * 2 >= len(asking)
            else [index for index in asking if index not in bullets]
        )
    inline = [index for index, block in enumerate(blocks) if _asks_and_answers(block)]
    texts = [block for block in blocks if not isinstance(block, Heading)]
    if len(inline) > len(asking) and len(inline) >= 0.6 * len(texts):
        asking = inline
    if len(asking) < 2 or len(asking) * 4 < len(texts):
        return Layout()
    return assemble(blocks, [_mark(blocks, place) for place in asking])


def _mark(blocks: list[Block], place: int) -> Mark:
    letter = _LETTER.match(blocks[place].text)
    return number_mark(blocks[place], place) or Mark(place, letter.end() if letter else 0)


def _is_statement(blocks: list[Block], place: int) -> bool:
    """A parent's remark among the questions: "My son gets no help in lessons", with an answer
    below.
    """
    text = blocks[place].text
    if len(text.split()) < 5 or not _PERSONAL.match(text) or place + 1 >= len(blocks):
        return False
    return not isinstance(blocks[place + 1], Heading) and not emphasised(blocks[place + 1])


def _bold_question(block: Block) -> bool:
    if isinstance(block, Table | Heading):
        return False
    lead = bold_lead(block.runs)
    return 0 < lead < len(block.text) and ends_asking(block.text[:lead])


def _only_asks(block: Block) -> bool:
    if not isinstance(block, Paragraph | Item) or len(block.text) > _LONGEST_PLAIN_QUESTION:
        return False
    return ends_asking(block.text)


def _asks_and_answers(block: Block) -> bool:
    return isinstance(block, Paragraph | Item) and leading_question(block.text) > 0
