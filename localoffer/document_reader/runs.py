"""Working on the styled pieces of one block: tidy them, cut them, ask how bold they are."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from math import inf

from localoffer.document_reader.blocks import Block, Run, Table

# Spaces that look like spaces, and characters that look like nothing, both of which break
# comparing.
_SPACES = re.compile(r"[^\S\n]+|[\u2028\u2029\u0085]")
# Joiners stay: they are part of words in many scripts.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]"
)


def tidy(runs: list[Run]) -> list[Run]:
    """Single spaces, no invisible characters, nothing blank at either end, equal neighbours
    merged.
    """
    tidied: list[Run] = []
    before = "\n"
    for run in runs:
        text = _SPACES.sub(" ", _INVISIBLE.sub("", run.text))
        text = text.replace(" \n", "\n").replace("\n ", "\n")
        if before in " \n":
            text = text.lstrip(" ")
        if text:
            before = text[-1]
            tidied.append(replace(run, text=text))
    return _strip_ends(_merged(tidied))


def _style(run: Run) -> tuple[bool, bool, bool, str]:
    return run.bold, run.italic, run.superscript, run.href


def _merged(runs: list[Run]) -> list[Run]:
    """Each row of runs in one style as one; joined once, not piece by piece."""
    rows = [list(row) for _, row in groupby(runs, key=_style)]
    return [replace(row[0], text="".join(run.text for run in row)) for row in rows]


def _strip_ends(runs: list[Run]) -> list[Run]:
    filled = [place for place, run in enumerate(runs) if run.text.strip()]
    if not filled:
        return []
    runs = runs[filled[0] : filled[-1] + 1]
    runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return runs


def part(runs: list[Run], start: int, end: int | None = None) -> list[Run]:
    """The runs between two places in their joined text, tidied."""
    end = sum(len(run.text) for run in runs) if end is None else end
    return tidy(cut(runs, [start, end])[1])


def cut(runs: list[Run], places: list[int]) -> list[list[Run]]:
    """The runs cut at places of their joined text, which rise: what stands before the first one,
    between each two, and behind the last. Walks through them once, however many places there are.
    """
    pieces: list[list[Run]] = [[]]
    ends = [*places, inf]
    at = 0
    for run in runs:
        start, end = 0, at + len(run.text)
        while ends[len(pieces) - 1] < end:
            middle = max(int(ends[len(pieces) - 1]) - at, start)
            _add(pieces[-1], run, start, middle)
            pieces.append([])
            start = middle
        _add(pieces[-1], run, start, len(run.text))
        at = end
    return pieces + [[] for _ in range(len(ends) - len(pieces))]


def _add(piece: list[Run], run: Run, start: int, end: int) -> None:
    if start < end:
        piece.append(replace(run, text=run.text[start:end]))


def without(runs: list[Run], spans: list[tuple[int, int]]) -> list[Run]:
    """The runs without what stands in these spans of their joined text, which do not overlap."""
    pieces = cut(runs, [place for span in spans for place in span])
    return tidy([run for piece in pieces[::2] for run in piece])


def from_place(block: Block, start: int) -> Block:
    """The same block without its first characters: without its "Q1." for example."""
    return replace(block, runs=part(block.runs, start))


def until_place(block: Block, end: int) -> Block:
    """The same block without what stands from this place on."""
    return replace(block, runs=part(block.runs, 0, end))


def emphasised(block: Block) -> bool:
    """True when nearly every letter is bold (or nearly every one italic). Word splits bold text
    into many runs.
    """
    if isinstance(block, Table):
        return False
    return is_bold(block) or _mostly(block.runs, lambda run: run.italic)


def is_bold(block: Block) -> bool:
    """True when nearly every letter is bold."""
    return not isinstance(block, Table) and _mostly(block.runs, lambda run: run.bold)


def bold_lead(runs: list[Run]) -> int:
    """How many characters at the start are bold: where "**Question?** Answer" turns from one to
    the other.
    """
    length = 0
    for run in runs:
        if not run.bold and run.text.strip():
            break
        length += len(run.text)
    return length


def _mostly(runs: list[Run], has: Callable[[Run], bool]) -> bool:
    letters = sum(_letters(run.text) for run in runs)
    return letters > 0 and sum(_letters(run.text) for run in runs if has(run)) >= 0.9 * letters


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
