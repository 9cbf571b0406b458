"""Line breaks inside a block: which of them really begin a new block.

Readers write a real break as a newline and a mere line end of a text file (which usually means
nothing) as `SOFT`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from localoffer.documents_in.blocks import Block, Heading, Item, Paragraph, Run, Table
from localoffer.documents_in.question_labels import ends_asking, only_asks, question_label
from localoffer.documents_in.runs import emphasised, part, tidy
from localoffer.documents_in.voice_labels import is_title, running_said, voice_label

SOFT = "\x0b"
_MARKER = re.compile(r"(?:[•·▪◦‣●■–*-]\s+|o\s{2,}|\(?\d{1,3}[.)]\s+\S|\(?[a-h]\)\s)")
_WIDEST_PAGE = 120
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
    pieces = list(_pieces(block.runs, width))
    for index, runs in enumerate(pieces):
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


def _pieces(runs: list[Run], width: int) -> Iterator[list[Run]]:
    """The runs of each part that is a block of its own."""
    text = "".join(run.text for run in runs)
    start = line_start = 0
    for match in re.finditer(rf"[\n{SOFT}]+", text):
        before = text[line_start : match.start()].strip()
        next_break = re.compile(rf"[\n{SOFT}]").search(text, match.end())
        line_end = next_break.start() if next_break else len(text)
        after = text[match.end() : line_end].strip()
        soft = "\n" not in match.group()
        styled = emphasised(Paragraph(part(runs, line_start, match.start())))
        plain = not emphasised(Paragraph(part(runs, match.end(), line_end)))
        line_start = match.end()
        if (
            len(match.group()) > 1
            or begins_block(after)
            or is_bare_label(before)
            or (styled and plain and (not soft or ends_asking(before) or before.endswith(":")))
            or (
                ends_asking(before)
                and (
                    not soft
                    or _parts_soft(before, after, width)
                    or only_asks(text[start : match.start()])
                )
            )
        ):
            yield _slice(runs, start, match.start())
            start = match.end()
    yield _slice(runs, start, len(text))


def _slice(runs: list[Run], start: int, end: int) -> list[Run]:
    """Like `runs.part`, but keeps the soft breaks for the caller to judge."""
    kept, place = [], 0
    for run in runs:
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        if text:
            kept.append(replace(run, text=text))
        place += len(run.text)
    return kept


def _parts_soft(before: str, after: str, width: int) -> bool:
    """A line that had room for the next word was ended on purpose, not by the width of the page."""
    word = after.split(" ", 1)[0]
    return len(before) + 1 + len(word) <= width


def page_width(text: str) -> int:
    """How long the lines of a hard-wrapped text are; 0 when its lines are whole paragraphs."""
    lengths = sorted(len(line.strip()) for line in text.split("\n") if line.strip())
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    return width if width <= _WIDEST_PAGE else 0
