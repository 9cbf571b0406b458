"""What people typed must not be run by the spreadsheet that opens it (OWASP ASVS 5.0, 1.2.10)."""

import re

# A cell that starts with one of these is a formula to some spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_LOOKS_LIKE_ONE = re.compile("'*[{}]".format("".join(map(re.escape, FORMULA_STARTS))))


def looks_like_one(text: str) -> bool:
    return bool(_LOOKS_LIKE_ONE.match(text))


def safe(text: str) -> str:
    """The text for a .csv, with an apostrophe before it where a spreadsheet would run it.

    One that began with apostrophes already gets another, so that `typed` gives back every text.
    """
    return f"'{text}" if looks_like_one(text) else text


def typed(text: str) -> str:
    """The text that `safe` was given."""
    return text[1:] if text.startswith("'") and looks_like_one(text) else text
