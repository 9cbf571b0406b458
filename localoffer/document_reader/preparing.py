"""What both kinds of document need before they are parsed: plain terms, no contents list,
labels in the text.
"""

import re

from localoffer.document_reader.blocks import (
    Block,
    Heading,
    Item,
    Paragraph,
    Run,
    Table,
    cell_text,
    plain_paragraph,
)
from localoffer.document_reader.flattened import Term, restore_terms
from localoffer.document_reader.links import working
from localoffer.document_reader.question_labels import question_label
from localoffer.document_reader.runs import part
from localoffer.document_reader.voice_labels import voice_label

_PLAIN_NUMBER = re.compile(
    r"\(?\d{1,3}[.):]?|\(?[a-z]{1,4}[.)]|\d{1,3}(?:\.\d{1,3}){1,4}\.?|[•·o–-]?", re.IGNORECASE
)
_LEADING_NUMBER = re.compile(
    r"\W{0,4}(?:q(?:uestion)?\s?)?\d{1,3}[.):]?\s+|\W{0,4}q[.:]\s+", re.IGNORECASE
)
_TYPED_BULLET = re.compile(r"[•·▪◦‣●■]\s{0,3}(?=\S)|o (?=[A-Z])")
_NAVIGATION = re.compile(
    r"\W{0,3}(?:(?:back|return|go) to (?:the )?top(?: of (?:the |this )?page)?|top of (?:the )?page"
    r"|skip to (?:the )?(?:main )?content|print this page|slide \d{1,3}(?: of \d{1,3})?)\W{0,3}",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?<![\s._…])[\s._…]{3,}+\d{0,4}$")
_FEWEST_ENTRIES = 2


def prepared(blocks: list[Block]) -> tuple[list[Block], list[Term]]:
    """The blocks ready to parse, and the glossary terms that were flattened into them."""
    blocks, terms = restore_terms(_without_slips(blocks))
    unrolled = [inner for block in blocks for inner in _unrolled(block)]
    return without_contents([_with_printed_label(block) for block in unrolled]), terms


def _without_slips(blocks: list[Block]) -> list[Block]:
    """The blocks without "Back to top", and with items where somebody typed a bullet before a
    text.
    """
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            rows = [[_without_slips(cell) for cell in row] for row in block.rows]
            kept.append(Table(rows, block.header))
        elif bullet := isinstance(block, Paragraph) and _TYPED_BULLET.match(block.text):
            kept.append(Item(part(block.runs, bullet.end()), max(block.depth, 1)))
        elif not _NAVIGATION.fullmatch(block.text):
            kept.append(block)
    return kept


def _unrolled(block: Block) -> list[Block]:
    """A table whose first column only says "Question", "Answer" or "You said", "We did" becomes
    ordinary blocks.
    """
    if not isinstance(block, Table):
        return [block]
    labelled = [len(row) == 2 and _is_label(cell_text(row[0])) for row in block.rows]
    if (
        sum(labelled) < 2
        or sum(labelled) < 0.6 * len(block.rows)
        or _is_label(cell_text(block.rows[0][-1]))
    ):
        return [block]
    parts: list[Block] = []
    for row, is_labelled in zip(block.rows, labelled, strict=True):
        label, *rest = row
        if is_labelled:
            parts.append(plain_paragraph(cell_text(label).rstrip(" :") + ":"))
        else:
            parts.extend(_as_heading(label))
        parts.extend(inner for cell in rest for inner in cell)
    return parts


def _is_label(text: str) -> bool:
    return any(
        label and not text[label.end :].strip()
        for label in (question_label(text), voice_label(text))
    )


def _as_heading(cell: list[Block]) -> list[Block]:
    text = cell_text(cell)
    return [Heading([Run(text)], 3)] if text else []


def _with_printed_label(block: Block) -> Block:
    """Word may print "Question 3:" by itself; such words are put into the text, where labels
    are looked for.
    """
    if (
        isinstance(block, Heading | Item)
        and block.label
        and not _PLAIN_NUMBER.fullmatch(block.label)
    ):
        block.runs = [Run(block.label + " "), *block.runs]
        block.label = ""
        if isinstance(block, Item):
            block.number = None
    return block


def without_contents(blocks: list[Block]) -> list[Block]:
    """The blocks without a list of contents: neighbours in a row that all come again, word for
    word, further on.
    """
    last = {bare(block.text): index for index, block in enumerate(blocks)}
    repeats = [_comes_again(block, index, last) for index, block in enumerate(blocks)]
    kept, index = [], 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and repeats[end]:
            end += 1
        if end - index < _FEWEST_ENTRIES:
            end = index
        else:
            _drop_heading_of_contents(kept)
        if end < len(blocks):
            kept.append(blocks[end])
        index = end + 1
    return kept


def _comes_again(block: Block, index: int, last: dict[str, int]) -> bool:
    text = bare(block.text)
    return (
        not isinstance(block, Table)
        and len(text) > 12
        and last[text] > index
        and (_is_entry(block) or text.endswith("?"))
    )


def _is_entry(block: Block) -> bool:
    return isinstance(block, Item) or any(run.href and not working(run.href) for run in block.runs)


def _drop_heading_of_contents(kept: list[Block]) -> None:
    if kept and bare(kept[-1].text).rstrip(":") in (
        "contents",
        "table of contents",
        "on this page",
        "in this document",
        "questions",
    ):
        kept.pop()


def bare(text: str) -> str:
    """A text for comparing: without its number, leaders and case."""
    text = _LEADERS.sub("", text.strip())
    return " ".join(_LEADING_NUMBER.sub("", text, count=1).split()).lower()
