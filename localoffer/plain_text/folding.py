"""One spelling for searching: é and e, ’ and ', – and - and capitals find each other.

The look-up of lookups.py folds what stands in a column in the same way. SQLite calls `fold` for
it: each of its connections knows it (`FoldingConnection`, which the settings name).
"""

import re
import sqlite3
import unicodedata
from functools import lru_cache
from typing import Any

QUOTES = {"'": "‘’‚‛′ʼʻ`´", '"': "“”„‟″«»"}
DASHES = {"-": "‐‑‒–—―−"}
ONE_FOR_ONE = {sign: kept for kept, signs in {**QUOTES, **DASHES}.items() for sign in signs} | dict(
    zip("øđłħıðŧ", "odlhidt", strict=True)
)
LONGER = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
# Accents that stand alone after taking letters apart, and signs without any width.
NOTHING = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]"
SHORT = 300
_NO_SIGNS = re.compile(NOTHING)
_INSTEAD = str.maketrans(ONE_FOR_ONE | LONGER)


def fold(text: str) -> str:
    """Letters taken apart (Unicode's NFKD: also ligatures, “…” and blanks that do not break), small
    and without accents. Folding the result again changes nothing."""
    # Some quotes would become a blank and an accent.
    apart = unicodedata.normalize("NFKD", text.translate(_INSTEAD))
    return _NO_SIGNS.sub("", apart).lower().translate(_INSTEAD)


def _fold_column(text: str | None) -> str | None:
    if not isinstance(text, str):
        return text
    # A search asks for the same titles again and again; long texts would fill the memory.
    return _fold_short(text) if len(text) <= SHORT else fold(text)


@lru_cache(maxsize=20_000)
def _fold_short(text: str) -> str:
    return fold(text)


class FoldingConnection(sqlite3.Connection):
    """For the option `factory` of the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.create_function("folded", 1, _fold_column, deterministic=True)
