"""What an import stored, so that the next one knows which words staff changed since.

The content that an import made (a set of questions, a round) keeps its *traces*, one for each row:

    {"key": digest of the words it is known by, "pk": 7, "fields": {"answer": digest, ...},
     "live": true}

`fields` holds what the import wrote; where a row says something else today, staff wrote that.
`live` says whether an import published it. A trace stays when its row is deleted: staff had a
reason to take it away, and the same document must not bring it back.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Model

from localoffer.document_reader.findings import shortened
from localoffer.richtext.html import plain

# How much alike two wordings of one thing are, at least; measured on reworded questions.
ALIKE = 0.75
# Comparing costs the product of both sides; past this, other wording is a new thing.
MOST_COMPARED = 2500
COMPARED_LETTERS = 300
# Places in an order: they follow the document without a word about it.
PLACES = frozenset({"number", "position"})

WordsOf = Callable[[Model], str]


@dataclass
class Piece:
    """One row that a document asks for: the words it is known by, its columns by attname, and
    what reports call it (else its words).
    """

    words: str
    values: dict[str, object]
    label: str = ""

    def __str__(self) -> str:
        return shortened(self.label or self.words)


@dataclass
class Match:
    """A piece beside what the database and the traces know of it; both may be missing."""

    piece: Piece
    row: Model | None = None
    trace: dict | None = None
    is_new: bool = False

    @property
    def was_deleted(self) -> bool:
        return self.trace is not None and self.row is None


@dataclass
class Difference:
    """Columns of a row that the document words anew, and those where the words of staff stay."""

    changes: dict[str, object]
    kept: list[str]


def digest(value: object) -> str:
    """A short fingerprint of what a column holds."""
    text = "" if value is None else str(value)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def key_of(words: str) -> str:
    """A fingerprint by which words are known again: white space and capitals do not count."""
    return digest(" ".join(words.split()).casefold())


class _Choice:
    """Rows and traces that no piece has taken yet."""

    def __init__(self, rows: Iterable[Model], traces: list[dict], words_of: WordsOf) -> None:
        self.rows = {row.pk: row for row in rows}
        self.traces = {trace["pk"]: trace for trace in traces}
        self.words_of = words_of

    def give(self, match: Match, pk: int) -> None:
        match.row, match.trace = self.rows.pop(pk, None), self.traces.pop(pk, None)

    def imported(self) -> list[tuple[str, int]]:
        return [(trace["key"], pk) for pk, trace in self.traces.items()]

    def worded(self) -> list[tuple[str, int]]:
        return [(key_of(words), pk) for pk, words in self.words().items()]

    def words(self) -> dict[int, str]:
        return {pk: self.words_of(row) for pk, row in self.rows.items()}


def find_matches(
    pieces: list[Piece], rows: Iterable[Model], traces: list[dict], words_of: WordsOf
) -> list[Match]:
    """Each piece with its row: known by the words it was imported with, by its words today, or by
    words much like those. No row is taken twice.
    """
    matches = [Match(piece) for piece in pieces]
    choice = _Choice(rows, traces, words_of)
    _give_exact(matches, choice, choice.imported())
    _give_exact(matches, choice, choice.worded())
    _give_alike(matches, choice)
    return matches


def _give_exact(matches: list[Match], choice: _Choice, pairs: list[tuple[str, int]]) -> None:
    waiting: dict[str, deque[int]] = {}
    for key, pk in pairs:
        waiting.setdefault(key, deque()).append(pk)
    for match in _open(matches):
        if found := waiting.get(key_of(match.piece.words)):
            choice.give(match, found.popleft())


def _give_alike(matches: list[Match], choice: _Choice) -> None:
    wanted, words = _open(matches), choice.words()
    if len(wanted) * len(words) > MOST_COMPARED:
        return
    for match in wanted:
        worth = {pk: likeness(match.piece.words, text) for pk, text in words.items()}
        best = max(worth, key=worth.get, default=None)
        if best is not None and worth[best] >= ALIKE:
            choice.give(match, best)
            del words[best]


def _open(matches: list[Match]) -> list[Match]:
    return [match for match in matches if match.row is None and match.trace is None]


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same), by the first letters of both."""
    pair = SequenceMatcher(
        None,
        one[:COMPARED_LETTERS].casefold(),
        other[:COMPARED_LETTERS].casefold(),
        autojunk=False,
    )
    return pair.ratio() if pair.real_quick_ratio() >= ALIKE <= pair.quick_ratio() else 0.0


def compare(row: Model, values: dict[str, object], trace: dict | None) -> Difference:
    """What the document would change in a row. Words that no import wrote stay as they are."""
    written = trace["fields"] if trace else {}
    difference = Difference({}, [])
    for name, value in values.items():
        now = digest(getattr(row, name))
        if now == digest(value):
            continue
        if now == written.get(name):
            difference.changes[name] = value
        elif name not in PLACES:
            difference.kept.append(name)
    return difference


def new_trace(match: Match, kept: Iterable[str] = (), live: bool = False) -> dict:
    """The trace of a match whose row is stored; where staff's words were kept, the old memory."""
    before = match.trace or {"fields": {}}
    fields = {
        name: before["fields"].get(name, "") if name in kept else digest(value)
        for name, value in match.piece.values.items()
    }
    return {
        "key": key_of(match.piece.words),
        "pk": match.row.pk if match.row else before["pk"],
        "fields": before["fields"] | fields,
        "live": live or before.get("live", False),
    }


def plain_line(html: str) -> str:
    """Rich text as the words that a piece is known by."""
    return " ".join(plain(html).split())
