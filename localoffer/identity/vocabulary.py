"""The lists of names.toml and ordinary.toml, read once."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
# Long words that end like this are ordinary ones.
_ORDINARY_END = re.compile(
    r".{3,26}(?:ing|[ts]ions?|ments?|ness|it(?:y|ies)|[ae]nces?|ives?|ical|ally|ful|less|[ai]ble"
    r"|ology|ships?|ism|ed|ly)"
)


@cache
def _lists() -> dict[str, str]:
    names = tomllib.loads((FOLDER / "names.toml").read_text(encoding="utf-8"))
    return names | tomllib.loads((FOLDER / "ordinary.toml").read_text(encoding="utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_lists()[name].split())


def first_names() -> frozenset[str]:
    return _words("first")


def first_names_that_are_words() -> frozenset[str]:
    return _words("also_words")


def surnames() -> frozenset[str]:
    return _words("last")


def bodies() -> frozenset[str]:
    return _words("bodies")


def places() -> frozenset[str]:
    return _words("places")


@cache
def phrases() -> frozenset[str]:
    return frozenset(filter(None, _lists()["phrases"].splitlines()))


@lru_cache(maxsize=4096)
def is_ordinary(word: str) -> bool:
    """Of a word in small letters."""
    return (
        word in _words("words")
        or word.removesuffix("s") in _words("words")
        or bool(len(word) > 5 and _ORDINARY_END.fullmatch(word))
    )
