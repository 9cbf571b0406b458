"""Paragraphs that act as headings, in documents whose author used none of Word's."""

import re

from localoffer.document_reader.blocks import Block, Heading, Paragraph, Table
from localoffer.document_reader.question_labels import question_label
from localoffer.document_reader.runs import emphasised, until_place
from localoffer.document_reader.voice_labels import voice_label

_MOST_CHARACTERS = 80
_MOST_WORDS = 7
_SENTENCE = re.compile(r"[.?!;,:]\W*$|[@\d]|https?:|\bwww\.")


def acts_as_heading(block: Block) -> bool:
    """True for a heading, and for a short line without a full stop that could be one if its
    place is right.
    """
    if isinstance(block, Heading):
        return True
    if not isinstance(block, Paragraph) or block.depth:
        return False
    text = block.text
    if len(text) > _MOST_CHARACTERS or "\n" in text or question_label(text) or voice_label(text):
        return False
    if emphasised(block):
        return not text.rstrip().endswith((".", "?", "!", ",", ";"))
    return text[:1].isupper() and len(text.split()) <= _MOST_WORDS and not _SENTENCE.search(text)


def stands_over(block: Block) -> bool:
    """True for a line that acts as a heading, or would without the colon at its end. For lines
    right above what they would be the heading of.
    """
    colon = not isinstance(block, Table) and block.text.endswith(":")
    return acts_as_heading(until_place(block, len(block.text) - 1) if colon else block)


def first_title(blocks: list[Block]) -> str:
    """The first text that can be the title of a document, or an empty string."""
    for block in blocks:
        if isinstance(block, Table):
            continue
        if isinstance(block, Heading) or len(block.text) <= 200:
            return " ".join(block.text.split())
    return ""
