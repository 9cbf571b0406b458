"""Gaps that an author meant to fill: "[link to follow]", "TBC", "XXX", a link to nowhere, and what
a word processor leaves in a document.
"""

import re
from urllib.parse import urlsplit

# What is not decided yet. In a field about what is open it is a fact, elsewhere a gap.
_UNDECIDED = (
    r"\b(?:TBC|TBA|TBD)\b"
    r"|(?<!needs )(?<!need )(?<!needing )(?<!have )(?<!has )(?<!waiting )(?<!wait )(?<!place )"
    r"\bto be (?:confirmed|announced|advised)\b(?! (?:by|as|in writing)\b)"
    r"|\b(?:link|details|date|dates|information|time|times|venue) to (?:follow"
    r"|be (?:added|confirmed|inserted|announced))\b|\bcoming soon\b(?=\.?\s*$)"
)
_GAP = re.compile(
    r"[\[<{(][^\[\]<>{}()\n]{0,80}?\b(?:to follow|to come|tbc|tba|insert|placeholder"
    r"|to be (?:added|confirmed|inserted)"
    r"|add (?:link|date|name|here)|link here|link needed|url|web ?link|your name|date|name)"
    r"\b[^\[\]<>{}()\n]{0,80}[\]>})]"
    r"|\[(?:link|date|name|time|venue|details|email|number|your text|type (?:text|here)|text"
    r"|x{2,})\]"
    r"|\b(?:TODO|FIXME|X{3,10})\b"
    r"|\b(?:lorem ipsum|dolor sit amet)\b|\blorem\b|\?{3,10}"
    r"|\binsert (?:a |the |your )?(?:\w{1,20} ){0,3}?here\b"
    r"|\b(?:click|tap|click or tap)(?: here)? to (?:add|enter|insert|edit|choose)\b[^.!?\n]{0,40}"
    r"|\bchoose an item\b"
    r"|\b(?:add|enter|type|put) (?:your |the )?(?:text|title|content|heading) here\b"
    r"|\b(?:dummy|sample|placeholder|filler) text\b|\byour (?:text|title|heading) here\b"
    r"|\bError! (?:Reference source|Bookmark|Hyperlink reference|No text of|Not a valid)"
    r"[^.!?\n]{0,40}\.?"
    r"|\bhttps?://(?:www\.)?example\.(?:com|org|net)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(_UNDECIDED, re.IGNORECASE | re.MULTILINE)
# Ordinary brackets often hold "(date of birth)" or "(name of school)": only square ones are a gap
# then.
_ORDINARY = re.compile(r"^\(.{0,90}\b(?:date|name|url)\b", re.IGNORECASE)
_CERTAIN = re.compile(
    r"to follow|to come|tbc|tba|insert|placeholder|confirmed|added|add ", re.IGNORECASE
)
_EMPTY_TARGETS = frozenset(
    "# http:// https:// http https www. mailto: tel: link url http://# https://#".split()
)
_EMPTY_HOSTS = re.compile(
    r"(?:www\.)?(?:example\.(?:com|org|net)|link|url|tbc|tba|x{2,10}|insert|website|your-?site"
    r"|yourwebsite(?:\.\w{2,3}){0,2}|domain\.com|www)",
    re.IGNORECASE,
)


def placeholders(text: str, may_be_open: bool = False) -> list[str]:
    """Each different gap in the text, as written, in order. `may_be_open`: it may say that
    something is not decided yet."""
    matches = list(_GAP.finditer(text))
    matches += [] if may_be_open else _OPEN.finditer(text)
    found: dict[str, None] = {}
    reach = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        gap = match.group().strip()
        if match.start() < reach or (_ORDINARY.match(gap) and not _CERTAIN.search(gap)):
            continue
        reach = match.end()
        found[gap] = None
    return list(found)


def leads_nowhere(address: str) -> bool:
    """Whether somebody meant to put the address of a link in later."""
    address = address.strip().lower()
    if address in _EMPTY_TARGETS or placeholders(address):
        return True
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return bool(_EMPTY_HOSTS.fullmatch(host))
