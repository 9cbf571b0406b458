"""How easy the sentences are: their length, and the age at which most people can read them.

The reading age is the grade of Flesch and Kincaid (1975) plus five, the age at which English
children are in that year of school. It only measures the length of sentences and words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .outline import outline_of
from .remark import Known, Remark, Text

MOST_WORDS = 25  # in a sentence
TARGET_AGE = 11
FEWEST_WORDS = 60  # of less text the age says little
HARDEST = 3

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A sentence ends before a capital, a number or a bracket; "e.g." and "Mr." do not end one.
_END = re.compile(
    r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bNo\.)"
    r"(?:(?<=[.!?…])|(?<=[.!?…][”\"’')\]])) (?=[“\"‘'(\[]?[A-Z0-9])"
)
_FULL_STOP = re.compile(r"[.!?…:][”\"’')\]]*$")
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
# Letters at the end that are not spoken, and pairs of vowels that are spoken apart.
_SILENT = re.compile(r"(?<![aeiouyl])(?:e|es|ed)$|(?<=[aeiouy]l)es?$|ely$")
_SPOKEN = re.compile(r"(?:[td]ed|[cgsxz]es|[cs]hes)$")
_APART = re.compile(
    r"i(?:a(?!l)|o(?!n|us)|um|et|enc)|[rv]ious|ua[lt]|uou|eo[^nu]|[^q]ue[lnt]|ying|ier$|eing|ea$"
    r"|creat"
)


class Sentence(NamedTuple):
    words: str
    length: int
    syllables: int

    def age(self) -> float:
        return _age(self.length, 1, self.syllables)


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    sentences = _running(texts)
    for text in texts:
        long = [each for each in sentences_of([text]) if each.length > MOST_WORDS]
        if long:
            which = "This sentence has" if len(long) == 1 else f"{len(long)} sentences have"
            yield Remark(
                "long-sentence",
                "warn",
                text,
                f"{which} more than {MOST_WORDS} words. Make two of one.",
                tuple(dict.fromkeys(each.words for each in long)),
            )
    age = _age_of(sentences)
    if age is not None and round(age) > TARGET_AGE:
        hardest = sorted(set(sentences), key=lambda each: (-each.age(), each.words))[:HARDEST]
        yield Remark(
            "reading-age",
            "warn",
            None,
            f"This reads at about age {round(age)}. Aim for 9 to {TARGET_AGE}: shorter sentences, "
            "shorter words. These are the hardest:",
            tuple(each.words for each in hardest),
        )


def reading_age(texts: list[Text]) -> float | None:
    """The age at which most people can read them; None for too little text."""
    return _age_of(_running(texts))


def _running(texts: list[Text]) -> list[Sentence]:
    """Without titles and lists of words, which are no sentences."""
    return [
        each
        for text in texts
        for each in sentences_of([text])
        if text.kind == "html" or _FULL_STOP.search(each.words)
    ]


def _age_of(sentences: list[Sentence]) -> float | None:
    length = sum(each.length for each in sentences)
    if length < FEWEST_WORDS:
        return None
    return _age(length, len(sentences), sum(each.syllables for each in sentences))


def sentences_of(texts: list[Text]) -> list[Sentence]:
    """Every sentence outside headings and tables. A line without a full stop is one, too."""
    found = []
    for text in texts:
        for line in outline_of(text).prose:
            for sentence in _END.split(line):
                if words := _WORD.findall(sentence):
                    found.append(Sentence(sentence, len(words), sum(map(syllables, words))))
    return found


def _age(words: int, sentences: int, syllables: int) -> float:
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59 + 5


def syllables(word: str) -> int:
    """How many syllables an English word has, right for about nine words of ten."""
    word = word.lower()
    count = len(_VOWELS.findall(word)) + len(_APART.findall(word))
    if _SILENT.search(word) and not _SPOKEN.search(word):
        count -= 1
    return max(count, 1)
