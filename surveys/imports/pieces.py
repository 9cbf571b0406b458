"""Cutting blocks where labels begin: "You said: ... We did: ..." in one paragraph, "**You
said** we need ..." in bold.
"""

import itertools
import re
from dataclasses import dataclass, replace

from localoffer.document_reader.blocks import Block, Heading, Item, Paragraph, Table
from localoffer.document_reader.links import working
from localoffer.document_reader.question_labels import ends_asking
from localoffer.document_reader.runs import bold_lead, cut, emphasised, from_place, tidy
from localoffer.document_reader.voice_labels import (
    VoiceLabel,
    is_title,
    labels_inside,
    running_said,
    voice_label,
)
from surveys.imports.themes import may_name_theme

_REPLY = re.compile(
    r"(?:so|as a result|in response|since then|now|because of this)?,?\s?(?:we|the council|our)\b",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"[“\"‘][^“”\"]{1,2000}[”\"’]\W{0,2}")
_ENDS = (".", "!", "?", ":", "”", '"', ")")
_FEW = 6
_LONGEST_CLOSING_LINE = 120


@dataclass(frozen=True)
class Piece:
    """A block with its label, if it begins with one; `block` is then without it and may be
    empty, and `whole` still has it.
    """

    block: Block
    label: VoiceLabel | None = None
    whole: Block | None = None

    @property
    def said(self) -> bool:
        return self.label is not None and self.label.role == "said"


def pieces(blocks: list[Block]) -> list[Piece]:
    """All blocks, cut at their labels. Sentences such as "You told us that" count only where no
    label has a colon.
    """
    cut = [_piece(part_) for block in blocks for part_ in _cut(block)]
    if any(piece.said for piece in cut) or any(isinstance(piece.block, Table) for piece in cut):
        return cut
    return _running(cut)


def _cut(block: Block) -> list[Block]:
    if isinstance(block, Table):
        return [block]
    text = block.text
    places = [0, *labels_inside(text), len(text)]
    if len(places) == 2 or not voice_label(text):
        return [block]
    return [replace(block, runs=tidy(runs)) for runs in cut(block.runs, places[1:-1])]


def _piece(block: Block) -> Piece:
    if isinstance(block, Table):
        return Piece(block)
    if block.runs and working(block.runs[0].href):
        return Piece(block)
    label = voice_label(block.text) or _bold_label(block)
    return Piece(from_place(block, label.end), label, block) if label else Piece(block)


def _bold_label(block: Block) -> VoiceLabel | None:
    """A label that is set apart only by being bold."""
    lead = bold_lead(block.runs)
    label = voice_label(block.text[:lead].strip()) if 0 < lead < len(block.text) else None
    return replace(label, end=lead) if label else None


def _running(cut: list[Piece]) -> list[Piece]:
    """Labels for "You told us that ...", for a family's words in quotation marks where answers are
    marked, and, where no "We did" stands anywhere, for the "So we ..." after it.

    All keep their words: they are the sentence.
    """
    answered = any(piece.label and piece.label.role == "did" for piece in cut)
    named = any(is_title(piece.block.text) for piece in cut[:4])
    labelled: list[Piece] = []
    for piece in cut:
        before = labelled[-1] if labelled else None
        quoted = answered and _QUOTATION.fullmatch(piece.block.text)
        if not piece.label and (quoted or running_said(piece.block.text)):
            piece = Piece(piece.block, VoiceLabel("said", "", 0), piece.block)
        elif not answered and before and before.said and (named or _REPLY.match(piece.block.text)):
            piece = Piece(piece.block, VoiceLabel("did", "", 0), piece.block)
        labelled.append(piece)
    return labelled


def begins_section(rest: list[Piece], place: int, set_apart: bool, last_label: int) -> bool:
    """True when a block is the heading of a theme or of a closing part, not text of an entry.

    `set_apart`: see `headings_over_entries`. `last_label` is the place of the last label of all.
    """
    block = rest[place].block
    if isinstance(block, Table):
        return False
    following = rest[place + 1] if place + 1 < len(rest) else None
    if isinstance(block, Heading):
        return True
    if following is not None and (following.said or isinstance(following.block, Table)):
        return is_title(block.text) or _names_theme(rest, place, set_apart)
    return (
        following is not None
        and ends_asking(block.text)
        and len(block.text) <= _LONGEST_CLOSING_LINE
        and place >= last_label
    )


def _names_theme(rest: list[Piece], place: int, set_apart: bool) -> bool:
    """True for the short line over an entry that is its heading, and not the end of the answer
    above: an address, a link, or any plain line where the headings are set apart.
    """
    block = rest[place].block
    before = rest[place - 1] if place else None
    bare = before is not None and before.label is not None and not before.block.text
    if bare or any(run.href for run in block.runs) or not may_name_theme(block):
        return False
    if isinstance(block, Item):
        return block.number is not None and not _counts_on(before, block)
    answered = any(piece.label for piece in rest[max(place - _FEW, 0) : place])
    return emphasised(block) or not (set_apart or (answered and _goes_on(before)))


def _counts_on(before: Piece | None, item: Item) -> bool:
    """True for the next item of a list: "2. Travel" behind a bullet is none."""
    return (
        before is not None
        and isinstance(before.block, Item)
        and before.block.number is not None
        and before.block.number + 1 == item.number
    )


def _goes_on(before: Piece | None) -> bool:
    """True behind a line of an answer without a full stop: so may the next one be."""
    return (
        before is not None
        and isinstance(before.block, Paragraph)
        and before.label is None
        and not before.block.text.endswith(_ENDS)
    )


def headings_over_entries(rest: list[Piece]) -> bool:
    """True when headings stand directly over entries."""
    return any(
        following.said
        and not piece.label
        and isinstance(piece.block, Heading)
        and not is_title(piece.block.text)
        for piece, following in itertools.pairwise(rest)
    )
