"""Hard words, words in capitals, and short names that nobody explains."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .outline import lines_of
from .remark import Known, Remark, Text
from .wording import everyday_capitals, jargon_pattern, plain_words, shouted_words

LONGEST_SHORT_NAME = 6
_OPENING = "(“\"'‘[<"
_CLOSING = ".,:;!?)”\"'’]>…"


class Run(NamedTuple):
    """Words in capitals that follow each other, within the line they stand in."""

    words: list[str]

    def __str__(self) -> str:
        return " ".join(self.words)


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    explained, phrases = _explained(texts, known), _phrases(known)
    seen: set[str] = set()
    for text in texts:
        lines = [_without(phrases, line) for line in lines_of(text)]
        yield from _jargon(text, lines, known, seen)
        shouted, short_names = _capitals(lines, explained)
        if shouted:
            yield Remark(
                "capitals",
                "warn",
                text,
                "Words in capitals are hard to read, and may be read out letter by letter. "
                "Use small letters.",
                tuple(shouted),
            )
        for name in short_names:
            if name not in seen:
                seen.add(name)
                yield Remark(
                    "acronym",
                    "warn",
                    text,
                    f"The glossary does not explain “{name}”. Write it out, or add it to the "
                    "glossary.",
                    (name,),
                )


def _jargon(text: Text, lines: list[str], known: Known, seen: set[str]) -> Iterator[Remark]:
    """Each hard word once in a piece of content, unless the glossary explains it."""
    in_glossary = {wording.casefold() for wording in known.wordings}
    for line in lines:
        for match in jargon_pattern().finditer(line):
            word = match[0].lower()
            if word in in_glossary or word in seen:
                continue
            seen.add(word)
            sentence = f"“{match[0]}” is hard to understand. Plainer: {plain_words()[word]}."
            yield Remark("jargon", "warn", text, sentence, (match[0],))


def _explained(texts: list[Text], known: Known) -> set[str]:
    """Short names that need no entry: the text itself gives them after the words in full."""
    explained = {*everyday_capitals(), *known.wordings}
    for text in texts:
        for line in lines_of(text):
            explained |= {
                token[1:].rstrip(_CLOSING) for token in line.split() if token.startswith("(")
            }
    return explained


def _phrases(known: Known) -> re.Pattern | None:
    """Finds terms of several words: in "EHC plan" the capitals are explained."""
    phrases = sorted((each for each in known.wordings if " " in each), key=len, reverse=True)
    if not phrases:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})s?(?!\w)", re.IGNORECASE)


def _without(phrases: re.Pattern | None, line: str) -> str:
    return phrases.sub(" … ", line) if phrases else line


def _capitals(lines: list[str], explained: set[str]) -> tuple[list[str], list[str]]:
    """(runs in capitals, short names) that are not explained, each once."""
    shouted: dict[str, None] = {}
    short_names: dict[str, None] = {}
    for line in lines:
        for run in _runs(line):
            unknown = [word for word in run.words if len(word) > 1 and not _is(word, explained)]
            if _is_shouted(unknown):
                shouted[str(run)] = None
            else:
                short_names |= dict.fromkeys(_singular(word) for word in unknown)
    return list(shouted), list(short_names)


def _is(word: str, explained: set[str]) -> bool:
    return word in explained or _singular(word) in explained


def _singular(word: str) -> str:
    return word.removesuffix("s").removesuffix("’").removesuffix("'")


def _is_shouted(unknown: list[str]) -> bool:
    """Ordinary words are shouted, and so is what is too long or too many to be short names."""
    return len(unknown) > 2 or any(
        word in shouted_words() or len(_singular(word)) > LONGEST_SHORT_NAME for word in unknown
    )


def _runs(line: str) -> Iterator[Run]:
    """A mark between two words ends a run. One letter alone begins none."""
    words: list[str] = []
    for token in [*line.replace("/", " / ").split(), ""]:
        word = token.strip(_OPENING + _CLOSING)
        if words and token[:1] in _OPENING:
            yield Run(words)
            words = []
        if _in_capitals(word) and (words or len(word) > 1):
            words.append(word)
            if token[-1] not in _CLOSING:
                continue
        if words:
            yield Run(words)
            words = []


def _in_capitals(word: str) -> bool:
    """Letters only, all of them large but the s for more than one or for whose it is."""
    stem = word if len(word) < 3 else _singular(word)
    return stem.isalpha() and stem.isascii() and stem.isupper()
