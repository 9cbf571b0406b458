"""Gaps that an author meant to fill: "[link to follow]", "TBC", "XX"."""

import re

_PLACEHOLDER = re.compile(
    r"[\[<{(][^\[\]<>{}()\n]{0,80}?\b(?:to follow|to come|tbc|tba|insert|placeholder"
    r"|to be (?:added|confirmed|inserted)"
    r"|add (?:link|date|name|here)|link here|link needed|url|web ?link|your name|date|name)"
    r"\b[^\[\]<>{}()\n]{0,80}[\]>})]"
    r"|\[(?:link|date|name|time|venue|details|email|number|x{2,})\]"
    r"|\b(?:TBC|TBA|TODO|X{3,10})\b"
    r"|\b(?:link|details|date|dates|information) to (?:follow|be (?:added|confirmed|inserted))\b"
    r"|\bto be confirmed\b|\blorem ipsum\b|\?{3,10}",
    re.IGNORECASE,
)
# Ordinary brackets often hold "(date of birth)" or "(name of school)": only square ones are a gap
# then.
_ORDINARY = re.compile(r"^\(.{0,90}\b(?:date|name|url)\b", re.IGNORECASE)
_CERTAIN = re.compile(
    r"to follow|to come|tbc|tba|insert|placeholder|confirmed|added|add ", re.IGNORECASE
)


def placeholders(text: str) -> list[str]:
    """Each different gap in the text, as written, in order."""
    found: list[str] = []
    for match in _PLACEHOLDER.finditer(text):
        gap = match.group()
        if _ORDINARY.match(gap) and not _CERTAIN.search(gap):
            continue
        if gap not in found:
            found.append(gap)
    return found
