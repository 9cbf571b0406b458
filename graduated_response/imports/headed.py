"""Questions that are headings. Accordions and definition lists are read so too."""

import re
from bisect import bisect_right

from graduated_response.imports.assembling import assemble
from graduated_response.imports.found import Layout
from graduated_response.imports.marking import is_remark, question_mark
from localoffer.document_reader.blocks import Block, Heading
from localoffer.document_reader.question_labels import asks, worded_as_question

# What a page goes on with behind its questions.
_CLOSING = re.compile(
    r"\W{0,4}(?:(?:key|useful|related|other|further|more|helpful|external|quick)\s\w"
    r"|(?:contacts?|get\s(?:in|help|support|involved)|where\s(?:to|can)|feedback|glossary"
    r"|downloads?|documents|links?|resources|references|appendix|appendices|annex|version|share"
    r"|sign\sup|subscribe|newsletter|follow\sus|see\salso|have\syour\ssay|tell\sus|about\sthis"
    r"|page\slast|last\supdated|any\s(?:other\s)?questions|a\s?(?:-|–|to)\s?z)\b)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"(?:this\s(?:part|section|page)|these\s(?:questions|answers)|in\sthis\s(?:part|section)"
    r"|here\s(?:are|you)|below\sare|(?:questions|answers)\sabout)\b",
    re.IGNORECASE,
)


class _Parts:
    """What stands below each heading: up to the next one that is as high. Found in one walk."""

    def __init__(self, blocks: list[Block], asking: set[int]) -> None:
        self.ends: dict[int, int] = {}
        self.asking = sorted(asking)
        is_open: list[int] = []
        for place, block in enumerate(blocks):
            if not isinstance(block, Heading):
                continue
            while is_open and blocks[is_open[-1]].level >= block.level:
                self.ends[is_open.pop()] = place
            is_open.append(place)
        self.ends |= dict.fromkeys(is_open, len(blocks))

    def asks_below(self, place: int) -> bool:
        following = bisect_right(self.asking, place)
        return following < len(self.asking) and self.asking[following] < self.ends[place]


def headed(blocks: list[Block]) -> Layout:
    """Headings of those levels in which at least half ask something, and headings among them
    that have an answer but ask nothing.
    """
    levels: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            levels.setdefault(block.level, []).append(index)
    asking = {place for places in levels.values() for place in places if asks(blocks[place].text)}
    questions: set[int] = set()
    parts = _Parts(blocks, asking)
    for places in levels.values():
        questions.update(_questions(blocks, places, asking, parts))
    places = _without_subheadings(blocks, questions)
    return assemble(blocks, [question_mark(blocks, place) for place in places])


def _questions(
    blocks: list[Block], places: list[int], asking: set[int], parts: _Parts
) -> list[int]:
    """The questions among the headings of one level."""
    asked = asking.intersection(places)
    if not asked or len(asked) * 2 < len(places):
        return []
    among = min(asked), max(asked)
    return [
        place
        for place in places
        if place in asked or is_remark(blocks, place) or _is_unmarked(blocks, place, parts, among)
    ]


def _is_unmarked(blocks: list[Block], place: int, parts: _Parts, among: tuple[int, int]) -> bool:
    """True for "How do I apply", and for a heading such as "Mediation" that stands among the
    questions and is answered like them. A heading above questions is a topic.
    """
    first, last = among
    text = blocks[place].text
    if parts.asks_below(place):
        return False
    if worded_as_question(text):
        return True
    if place + 1 >= parts.ends[place] or place < first:
        return False
    if _INTRODUCES.match(blocks[place + 1].text):
        return False
    return place < last or not _CLOSING.match(text)


def _without_subheadings(blocks: list[Block], places: set[int]) -> list[int]:
    """The questions without headings inside an answer that ask too: "What happens next?".

    They are such where a good part of the questions above them have none.
    """
    top = min((blocks[place].level for place in places), default=0)
    below: dict[int, list[int]] = {place: [] for place in places if blocks[place].level == top}
    owner = None
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level <= top:
            owner = place if _has_text(blocks, place) else None
        elif owner in below and place in places:
            below[owner].append(place)
    inside = {place for deeper in below.values() for place in deeper}
    alone = [place for place, deeper in below.items() if not deeper and _has_text(blocks, place)]
    if len(alone) * 3 < len(below) or len(inside) > len(below):
        return sorted(places)
    return sorted(places - inside)


def _has_text(blocks: list[Block], place: int) -> bool:
    """True when words, not the next heading, stand right below a heading."""
    return place + 1 < len(blocks) and not isinstance(blocks[place + 1], Heading)
