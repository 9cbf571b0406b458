"""Text as words, each with what the guard must know of it. Cost grows with the length alone."""

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from . import vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# “YouTube” is no name, “McDonald” is one.
_INNER_CAPITAL = re.compile(r"(?!Ma?c|Fitz|Di|De|La|O’)\w*[^\W\d_A-Z’'-][A-Z]")
_END_OF_SENTENCE = re.compile(r"[.!?:…•·]|\n")
# A title may have a stop behind it, and an initial.
_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady rev cllr".split())
# So many words of a line in capitals make it a heading of the old kind.
HEADING_WORDS, HEADING_SHARE = 4, 0.6
LONGEST_WORD = 30


class Sort(Enum):
    """What a word may be, as far as lists tell."""

    SMALL = auto()  # begins with a small letter, or is all capitals
    FIRST = auto()  # a first name
    EITHER = auto()  # a first name and another word
    LAST = auto()
    BODY = auto()  # makes the run it stands in the name of a place, a body or a thing
    PLACE = auto()
    ORDINARY = auto()
    UNKNOWN = auto()


_SORTS = (
    (Sort.BODY, vocabulary.bodies),
    (Sort.LAST, vocabulary.surnames),
    (Sort.PLACE, vocabulary.places),
)


class Token(NamedTuple):
    """`joined`: one space parts it from the word before it. `owns`: “Tom’s”."""

    word: str
    stem: str
    start: int
    end: int
    sort: Sort
    joined: bool
    begins: bool
    owns: bool
    in_heading: bool

    @property
    def is_title(self) -> bool:
        return self.stem in _TITLES and self.word[0].isupper()


def tokens_of(text: str, own: "Iterable[str]" = ()) -> list[Token]:
    """`own` are names of the site itself, in small letters: they tell of nobody."""
    phrases = _by_first_word([*own, *vocabulary.phrases()])
    known = {word for phrase in own for word in phrase.split()} - vocabulary.first_names()
    lower = frozenset(re.findall(r"(?<![^\W_])[a-zà-ÿ][a-zà-ÿ’'-]*", text)) | known
    found: list[Token] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found += _of_line(line, start, lower)
        start += len(line)
    return _without(found, phrases)


def _of_line(line: str, start: int, lower: frozenset[str]) -> list[Token]:
    matches = list(_WORD.finditer(line))
    heading = _is_heading([match[0] for match in matches])
    tokens, last_end, last_stem = [], 0, ""
    for match in matches:
        gap, word = line[last_end : match.start()], match[0]
        stem, owns = _stem(word)
        after_title = gap == ". " and last_stem in _TITLES
        begins = not tokens or bool(_END_OF_SENTENCE.search(gap) and not after_title)
        tokens.append(
            Token(
                word,
                stem,
                start + match.start(),
                start + match.end(),
                _sort(word, stem, lower),
                gap in (" ", "\u00a0") or after_title,
                begins,
                owns,
                heading,
            )
        )
        last_end, last_stem = match.end(), stem
    return tokens


def _is_heading(words: list[str]) -> bool:
    large = sum(word[0].isupper() for word in words)
    return len(words) >= HEADING_WORDS and large >= HEADING_SHARE * len(words)


def _stem(word: str) -> tuple[str, bool]:
    stem = word.lower().replace("'", "’")
    owns = stem.endswith(("’s", "s’"))
    return stem.removesuffix("’s"), owns


def _sort(word: str, stem: str, lower: frozenset[str]) -> Sort:
    if not word[0].isupper() or word.isupper() or len(word) > LONGEST_WORD:
        return Sort.SMALL
    parts = word.split("-")
    if _INNER_CAPITAL.match(word) or not all(part[0].isupper() for part in parts):
        return Sort.ORDINARY
    first = stem.partition("-")[0]
    if first in vocabulary.first_names():
        return Sort.FIRST
    if first in vocabulary.first_names_that_are_words():
        return Sort.FIRST if len(parts) > 1 else Sort.EITHER
    return next((sort for sort, words in _SORTS if stem in words()), None) or _other(stem, lower)


def _other(stem: str, lower: frozenset[str]) -> Sort:
    is_ordinary = stem in lower or all(map(vocabulary.is_ordinary, stem.split("-")))
    return Sort.ORDINARY if is_ordinary else Sort.UNKNOWN


def _by_first_word(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases of two words or more, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(_stem(match[0])[0] for match in _WORD.finditer(phrase))
        if len(words) > 1:
            found.setdefault(words[0], []).append(words)
    for several in found.values():
        several.sort(key=len, reverse=True)
    return found


def _without(tokens: list[Token], phrases: dict[str, list[tuple[str, ...]]]) -> list[Token]:
    """The tokens, those of a phrase as ordinary words."""
    place, kept = 0, []
    while place < len(tokens):
        length = 0
        for phrase in phrases.get(tokens[place].stem, ()):
            if tuple(each.stem for each in tokens[place : place + len(phrase)]) == phrase:
                length = len(phrase)
                break
        kept += [each._replace(sort=Sort.BODY) for each in tokens[place : place + length]]
        kept += tokens[place : place + 1] if not length else []
        place += length or 1
    return kept
