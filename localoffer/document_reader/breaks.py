"""Line breaks inside a block: which of them really begin a new block.

Readers write a real break as a newline and a mere line end of a text file (which usually means
nothing) as `SOFT`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from localoffer.document_reader.blocks import Block, Heading, Item, Paragraph, Run, Table
from localoffer.document_reader.question_labels import end_of_statement, ends_asking, question_label
from localoffer.document_reader.runs import cut, emphasised, part, tidy
from localoffer.document_reader.voice_labels import is_title, running_said, voice_label

SOFT = "\x0b"
_MARKER = re.compile(r"(?:[•·▪◦‣●■–*-]\s+|o\s{2,}|\(?\d{1,3}[.)]\s+\S|\(?[a-h]\)\s)")
_WIDEST_PAGE = 120
_BREAK = re.compile(rf"[\n{SOFT}]+")
_BULLET = re.compile(r"(?:[•·▪◦‣●■*-]|o\s)\s+(?=\S)")


def begins_block(line: str) -> bool:
    """True when a line begins with a bullet, a number, or a label such as "Answer:" or "You
    said".
    """
    return bool(
        _MARKER.match(line)
        or question_label(line)
        or voice_label(line)
        or (len(line) < 400 and running_said(line))
    )


def is_bare_label(line: str) -> bool:
    """True when a line is nothing but a label, so that its text stands in the next line."""
    for label in (question_label(line), voice_label(line)):
        if label and not line[label.end :].strip(" *_"):
            return True
    return is_title(line)


def split_at_breaks(blocks: list[Block], width: int = 0) -> list[Block]:
    """The blocks with their inner lines split off where those are blocks of their own. `width`:
    see `_parts_soft`.
    """
    split: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            rows = [[split_at_breaks(cell, width) for cell in row] for row in block.rows]
            split.append(Table(rows, block.header))
        elif "\n" in block.text or SOFT in block.text:
            split.extend(_split(block, width))
        else:
            split.append(block)
    return split


def _split(block: Block, width: int) -> Iterator[Block]:
    for index, runs in enumerate(_pieces(block.runs, width)):
        runs = tidy([replace(run, text=run.text.replace(SOFT, " ")) for run in runs])
        if not runs:
            continue
        if index == 0:
            yield replace(block, runs=runs)
            continue
        text = "".join(run.text for run in runs)
        bullet = _BULLET.match(text)
        depth = 0 if isinstance(block, Heading) else block.depth
        yield Item(part(runs, bullet.end()), depth or 1) if bullet else Paragraph(runs, depth)


def _pieces(runs: list[Run], width: int) -> list[list[Run]]:
    """The runs of each part that is a block of its own; soft breaks stay, for the caller."""
    text = "".join(run.text for run in runs)
    breaks = list(_BREAK.finditer(text))
    ends = [found.start() for found in breaks] + [len(text)]
    starts = [0] + [found.end() for found in breaks]
    # Lines and what stands between them, in turns.
    lines = cut(runs, sorted([*ends[:-1], *starts[1:]]))[::2]
    emphasis = [emphasised(Paragraph(tidy(line))) for line in lines]
    places, statement = [], _Statement(text)
    for at, found in enumerate(breaks):
        before = text[starts[at] : ends[at]].strip()
        after = text[starts[at + 1] : ends[at + 1]].strip()
        soft = "\n" not in found.group()
        turns = emphasis[at] and not emphasis[at + 1]
        if (
            len(found.group()) > 1
            or begins_block(after)
            or is_bare_label(before)
            or (turns and (not soft or ends_asking(before) or before.endswith(":")))
            or (
                ends_asking(before)
                and (
                    not soft
                    or _parts_soft(before, after, width)
                    or not statement.stands_before(found.start())
                )
            )
        ):
            places += [found.start(), found.end()]
            statement.begin(found.end())
    return cut(runs, places)[::2]


class _Statement:
    """The first sentence of a part that asks nothing; looked for once in each part."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.begin(0)

    def begin(self, start: int) -> None:
        self.start, self.end = start, -1

    def stands_before(self, end: int) -> bool:
        if self.end < 0:
            self.end = end_of_statement(self.text, self.start)
        return self.end <= end


def _parts_soft(before: str, after: str, width: int) -> bool:
    """A line that had room for the next word was ended on purpose, not by the width of the page."""
    word = after.split(" ", 1)[0]
    return len(before) + 1 + len(word) <= width


def page_width(text: str) -> int:
    """How long the lines of a hard-wrapped text are; 0 when its lines are whole paragraphs."""
    lengths = sorted(len(line.strip()) for line in text.split("\n") if line.strip())
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    return width if width <= _WIDEST_PAGE else 0
