"""The lists of wording.toml, read once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def empty_links() -> frozenset[str]:
    return frozenset(_lists()["links"]["empty"])


@cache
def everyday_capitals() -> frozenset[str]:
    return frozenset(_lists()["capitals"]["everyday"])


@cache
def shouted_words() -> frozenset[str]:
    return frozenset(_lists()["capitals"]["shouted"])


@cache
def plain_words() -> dict[str, str]:
    """What to write instead of each word or phrase."""
    return {form: entry["use"] for entry in _lists()["jargon"] for form in entry["find"]}


@cache
def jargon_pattern() -> re.Pattern:
    """Finds any of them as whole words; of two that begin alike the longer one."""
    forms = sorted(plain_words(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)
