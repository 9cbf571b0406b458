"""Working on the styled pieces of one block: tidy them, cut them, ask how bold they are."""

import re
from collections.abc import Callable
from dataclasses import replace

from localoffer.documents_in.blocks import Block, Run, Table

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
            _append(tidied, replace(run, text=text))
    return _strip_ends(tidied)


def _append(runs: list[Run], run: Run) -> None:
    if runs and replace(runs[-1], text="") == replace(run, text=""):
        runs[-1] = replace(run, text=runs[-1].text + run.text)
    else:
        runs.append(run)


def _strip_ends(runs: list[Run]) -> list[Run]:
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return runs


def part(runs: list[Run], start: int, end: int | None = None) -> list[Run]:
    """The runs between two places in their joined text, tidied."""
    kept, place = [], 0
    end = sum(len(run.text) for run in runs) if end is None else end
    for run in runs:
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        if text:
            kept.append(replace(run, text=text))
        place += len(run.text)
    return tidy(kept)


def without(runs: list[Run], start: int, end: int) -> list[Run]:
    """The runs without what stands between two places in their joined text."""
    kept, place = [], 0
    for run in runs:
        text = run.text[: max(start - place, 0)] + run.text[max(end - place, 0) :]
        kept.append(replace(run, text=text))
        place += len(run.text)
    return tidy(kept)


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
