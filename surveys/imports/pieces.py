"""Cutting blocks where labels begin: "You said: ... We did: ..." in one paragraph, "**You
said** we need ..." in bold.
"""

import itertools
import re
from dataclasses import dataclass, replace

from localoffer.documents_in.blocks import Block, Heading, Table
from localoffer.documents_in.headings import acts_as_heading
from localoffer.documents_in.question_labels import ends_asking
from localoffer.documents_in.runs import bold_lead, from_place, part
from localoffer.documents_in.voice_labels import (
    VoiceLabel,
    is_title,
    labels_inside,
    running_said,
    voice_label,
)

_REPLY = re.compile(
    r"(?:so|as a result|in response|since then|now|because of this)?,?\s?(?:we|the council|our)\b",
    re.IGNORECASE,
)
_LONGEST_CLOSING_LINE = 120


@dataclass(frozen=True)
class Piece:
    """A block with its label, if it begins with one; `block` is then without it and may be
    empty.
    """

    block: Block
    label: VoiceLabel | None = None

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
    return [
        replace(block, runs=part(block.runs, start, end))
        for start, end in itertools.pairwise(places)
    ]


def _piece(block: Block) -> Piece:
    if isinstance(block, Table):
        return Piece(block)
    label = voice_label(block.text) or _bold_label(block)
    return Piece(from_place(block, label.end), label) if label else Piece(block)


def _bold_label(block: Block) -> VoiceLabel | None:
    """A label that is set apart only by being bold."""
    lead = bold_lead(block.runs)
    label = voice_label(block.text[:lead].strip()) if 0 < lead < len(block.text) else None
    return replace(label, end=lead) if label else None


def _running(cut: list[Piece]) -> list[Piece]:
    """Labels for "You told us that ..." and, where no "We did" stands anywhere, for the "So we
    ..." after it.

    Both keep their words: they are the sentence.
    """
    answered = any(piece.label and piece.label.role == "did" for piece in cut)
    named = any(is_title(piece.block.text) for piece in cut[:4])
    labelled: list[Piece] = []
    for piece in cut:
        before = labelled[-1] if labelled else None
        if not piece.label and running_said(piece.block.text):
            piece = Piece(piece.block, VoiceLabel("said", "", 0))
        elif not answered and before and before.said and (named or _REPLY.match(piece.block.text)):
            piece = Piece(piece.block, VoiceLabel("did", "", 0))
        labelled.append(piece)
    return labelled


def begins_section(rest: list[Piece], place: int) -> bool:
    """True when a block is the heading of a theme or of a closing part, not text of an entry."""
    block = rest[place].block
    if isinstance(block, Table):
        return False
    following = rest[place + 1] if place + 1 < len(rest) else None
    if isinstance(block, Heading):
        return True
    if following is not None and (following.said or isinstance(following.block, Table)):
        return acts_as_heading(block) or is_title(block.text)
    last = not any(piece.label for piece in rest[place + 1 :])
    return (
        last
        and following is not None
        and ends_asking(block.text)
        and len(block.text) <= _LONGEST_CLOSING_LINE
    )
