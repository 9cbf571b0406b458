"""Finding the first use of each term in the text of a page, and putting its meaning there.

The meaning is written into the page as text, so that it is copied, printed and read out. Only
text between tags is looked at, and each stretch of it once: the time grows with the page.
"""

import re
from collections.abc import Iterable

from django.utils.html import escape

# A meaning would break these, be read out as part of a name, or repeat itself.
SKIPPED = {
    "a", "audio", "button", "canvas", "caption", "code", "dfn", "dt", "h1", "h2", "h3", "h4", "h5",
    "h6", "iframe", "kbd", "label", "legend", "math", "nav", "object", "option", "pre", "samp",
    "script", "select", "style", "summary", "svg", "template", "textarea", "th", "title", "video",
}  # fmt: skip
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
# Small print under a title and lines that name laws are too short to carry a meaning.
_MARKS = ("data-no-glossary", "lo-definition", "lo-card__meta", "lo-law")

_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)|<(/?)([a-zA-Z][^\s/>]*)((?:[^<>"']|"[^"]*"|'[^']*')*+)>""",
    re.DOTALL,
)
_SPACE = r"(?:\s|&nbsp;)+"
# A capital in the next word makes the term a part of a name: SEND Team, SEN Inclusion Fund.
_NAME_GOES_ON = re.compile(rf"{_SPACE}[A-Z]")
_BRACKET = re.compile(rf"{_SPACE}\(")
_APOSTROPHE = r"(?:'|’|&\#x27;|&\#39;)"
# Not inside a word, an address, a file name or an entity, nor as a part of a hyphenated word.
_START = r"(?<![\w&#@/.\-])"
_END = rf"(?:{_APOSTROPHE}s)?+(?![\w@/\-]|\.\w)"


class Definer:
    """Knows the terms of one moment: pairs of (ways to write it, short meaning)."""

    def __init__(self, terms: Iterable[tuple[list[str], str]]) -> None:
        self._meanings: list[str] = []
        wordings: list[tuple[str, int]] = []
        for number, (ways, short) in enumerate(terms):
            self._meanings.append(escape(short))
            wordings += [(way, number) for way in ways]
        # The longest wording wins, and of two terms that share one the first in the alphabet.
        wordings.sort(key=lambda pair: -len(pair[0]))
        self._term_of_group = [number for _, number in wordings]
        self._pattern = _pattern([way for way, _ in wordings]) if wordings else None

    def define(self, html: str) -> str:
        """Return the page with a meaning after the first use of each term. A page without any
        term, and a page that has been through here before, come back as they are."""
        if self._pattern is None:
            return html
        return _Page(self, html).defined()

    def find(self, text: str, start: int) -> tuple[re.Match, int] | None:
        """The next use in a text, with the number of its term."""
        return self._with_number(self._pattern.search(text, start))

    def find_at(self, text: str, place: int) -> tuple[re.Match, int] | None:
        """The same for a use that begins at this very place."""
        return self._with_number(self._pattern.match(text, place))

    def _with_number(self, match: re.Match | None) -> tuple[re.Match, int] | None:
        return (match, self._term_of_group[match.lastindex - 1]) if match else None

    def meaning(self, number: int) -> str:
        return self._meanings[number]

    def __len__(self) -> int:
        return len(self._meanings)


class _Page:
    """One walk through one page."""

    def __init__(self, definer: Definer, html: str) -> None:
        self.definer = definer
        self.html = html
        self.seen: set[int] = set()
        self.pieces: list[str] = []

    def defined(self) -> str:
        end = 0
        skipping, depth = "", 0
        for token in _TOKEN.finditer(self.html):
            text = self.html[end : token.start()]
            if skipping == "dfn":
                self._note_defined(text)
            self.pieces.append(text if skipping else self._with_meanings(text))
            self.pieces.append(token[0])
            end = token.end()
            name = (token[2] or "").lower()
            if skipping:
                if name == skipping:
                    depth += -1 if token[1] else 1
                    skipping = skipping if depth else ""
            elif name and not token[1] and _is_skipped(name, token[3]):
                skipping, depth = name, 1
        rest = self.html[end:]
        self.pieces.append(rest if skipping else self._with_meanings(rest))
        return "".join(self.pieces)

    def _note_defined(self, text: str) -> None:
        """A `dfn` that stands there already is the first use of its term."""
        if found := self.definer.find(text, 0):
            self.seen.add(found[1])

    def _with_meanings(self, text: str) -> str:
        pieces, end = [], 0
        while len(self.seen) < len(self.definer) and (found := self.definer.find(text, end)):
            match, number = found
            pieces.append(text[end : match.start()])
            end = match.end()
            if number in self.seen or self._is_part_of_more(text, end, number):
                pieces.append(match[0])
                continue
            self.seen.add(number)
            meaning = self.definer.meaning(number)
            if copied := _same_text(meaning, text, end):
                pieces.append(text[match.start() : copied])
                end = copied
                continue
            pieces.append(f'<dfn class="lo-term">{match[0]}</dfn>')
            if text.endswith("(", 0, match.start()) and text.startswith(")", end):
                # Brackets inside brackets are hard to read.
                pieces.append(f'<span class="lo-definition">: {meaning}</span>')
            else:
                pieces.append(f' <span class="lo-definition">({meaning})</span>')
        return "".join(pieces) + text[end:]

    def _is_part_of_more(self, text: str, end: int, number: int) -> bool:
        """Whether a use that ends here goes on as a longer name, or with another wording of the
        term in brackets, as in "EHC plan (EHCP)", which then gets the meaning."""
        if _NAME_GOES_ON.match(text, end):
            return True
        bracket = _BRACKET.match(text, end)
        found = bracket and self.definer.find_at(text, bracket.end())
        return bool(found and found[1] == number and text.startswith(")", found[0].end()))


def _same_text(meaning: str, text: str, start: int) -> int:
    """Where the meaning ends when the text goes on with it (copied from a page), else 0."""
    for form in (f"({meaning})", f" {meaning}"):
        end = start + 1 + len(form)
        if text[start + 1 : end].casefold() == form.casefold():
            return end
    return 0


def _is_skipped(name: str, attributes: str) -> bool:
    if attributes.endswith("/") or name in _VOID:
        return False
    return name in SKIPPED or any(mark in attributes for mark in _MARKS)


def _pattern(wordings: list[str]) -> re.Pattern:
    """One pattern for all wordings; the empty group at each one's end tells which it was.

    Every alternative begins with a set of one or two letters: the engine skips those that cannot
    match without trying them, which makes hundreds of terms cheap.
    """
    return re.compile(f"{_START}(?:{'|'.join(f'{_one(way)}{_END}()' for way in wordings)})")


def _one(wording: str) -> str:
    """A wording as a pattern: words in capitals (SENCo, EHC) exactly, others in either case."""
    words = [_word(word) for word in escape(wording).split()]
    plural = "s?" if wording[-1].isalpha() and wording[-1] not in "sS" else ""
    return _SPACE.join(words) + plural


def folded(wording: str) -> str:
    """The same for all ways to type a wording between which a text makes no difference."""
    words = (word if _is_abbreviation(word) else word.casefold() for word in wording.split())
    return " ".join(words).replace("’", "'")


def _is_abbreviation(word: str) -> bool:
    """At least two capitals make one; it is written in one way only."""
    return sum(letter.isupper() for letter in word) > 1


def _word(word: str) -> str:
    letters = re.escape if _is_abbreviation(word) else _either_case
    parts = re.split("&#x27;|’", word)
    return _APOSTROPHE.join("".join(map(letters, part)) for part in parts)


def _either_case(letter: str) -> str:
    """A set of one or two; letters that grow in capitals (ß) and signs stand for themselves."""
    other = letter.swapcase()
    return f"[{letter}{other}]" if letter.isalpha() and len(other) == 1 else re.escape(letter)
