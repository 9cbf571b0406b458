"""Questions with their answers in one line: "Q: Is it open? A: Yes."."""

import re
from collections.abc import Iterator
from dataclasses import replace

from localoffer.document_reader.blocks import Block, Paragraph, Table
from localoffer.document_reader.question_labels import QuestionLabel, question_label
from localoffer.document_reader.runs import cut, tidy

_SENTENCE_END = re.compile(r"[?.!][\"'”’)]{0,2}\s+(?=\S)")
_LONGEST_LABEL = 80


def parted(blocks: list[Block]) -> list[Block]:
    """The blocks; those that begin with a question's label, cut at the labels inside them."""
    return [piece for block in blocks for piece in _parted(block)]


def _parted(block: Block) -> Iterator[Block]:
    label = None if isinstance(block, Table) else question_label(block.text)
    places = list(_places(block.text, label)) if label and label.role == "question" else []
    if not places:
        yield block
        return
    first, *others = map(tidy, cut(block.runs, places))
    yield replace(block, runs=first)
    yield from map(Paragraph, others)


def _places(text: str, label: QuestionLabel) -> Iterator[int]:
    """Where the labels of answers and further questions begin, in turns."""
    role = "answer"
    for end in _SENTENCE_END.finditer(text, label.end):
        start = end.end()
        inner = question_label(text[start : start + _LONGEST_LABEL])
        if not inner or inner.role != role:
            continue
        # "Vitamin A. is good." holds no label: after a statement only a colon makes one.
        if text[end.start()] == "?" or ":" in text[start : start + inner.end]:
            yield start
            role = "question" if role == "answer" else "answer"
