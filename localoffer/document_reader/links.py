"""Which links work, which lead nowhere, and bare addresses in text that should be links."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from localoffer.document_reader.blocks import Block, Run, Table

# Bounded everywhere, so that hostile text costs no more than its length.
_BARE = re.compile(
    r"(?P<web>\bhttps?://[^\s<>\"“”]{3,2000})"
    r"|(?P<www>\bwww\.[a-z0-9-]{1,63}\.[^\s<>\"“”]{2,2000})"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})"
    # British numbers only: a nought, then nine or ten digits in up to four groups.
    r"|(?P<phone>(?<![\w.,/+-])0(?=(?:[ ]?\d){9,10}(?![\d/]|[ ]\d))"
    r"\d{2,4}[ ]?\d{2,8}(?:[ ]?\d{2,6}){0,2})",
    re.IGNORECASE,
)
_SCHEMES = {"web": "", "www": "https://", "mail": "mailto:", "phone": "tel:"}
_TRAILING = ".,;:!?'\"’”»*_…"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def working(href: str) -> str:
    """The address when it can be followed from our site, else an empty string.

    Only full web addresses, e-mail and telephone links work here: a path or an anchor belonged to
    the old site.
    """
    # Browsers drop line ends and tabs inside an address, and read a space as %20.
    href = re.sub(r"[\t\r\n]", "", href).strip()
    href = href.replace(" ", "" if href.lower().startswith("tel:") else "%20")
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme.lower() in ("http", "https"):
        return href if parts.hostname and "." in parts.hostname else ""
    if parts.scheme.lower() in ("mailto", "tel"):
        return href if parts.path else ""
    if not parts.scheme and href.lower().startswith("www.") and len(href) > 6:
        return "https://" + href
    return ""


def dead_links(blocks: list[Block]) -> list[tuple[str, str]]:
    """(text, address) of each link that leads nowhere, in the order of the document."""
    found: list[tuple[str, str]] = []
    for runs in _all_runs(blocks):
        before = ""
        for run in runs:
            if run.href and not working(run.href):
                if run.href == before and found:
                    found[-1] = (found[-1][0] + run.text, run.href)
                else:
                    found.append((run.text, run.href))
            before = run.href
    return [(text.strip(), href) for text, href in found]


def _all_runs(blocks: list[Block]) -> Iterator[list[Run]]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _all_runs(cell)
        else:
            yield block.runs


def linked_pieces(text: str) -> Iterator[tuple[str, str]]:
    """(piece, address or "") for the whole text: bare web and e-mail addresses get theirs."""
    place = 0
    for match in _BARE.finditer(text):
        bare = _without_trailing(match.group())
        href = working(_SCHEMES[match.lastgroup] + bare)
        if not href:
            continue
        if match.start() > place:
            yield text[place : match.start()], ""
        yield bare, href
        place = match.start() + len(bare)
    if place < len(text):
        yield text[place:], ""


def _without_trailing(address: str) -> str:
    """An address in a sentence: the full stop and the closing bracket after it are not part of
    it.
    """
    end = len(address)
    counts = {mark: address.count(mark) for mark in "()[]{}"}
    while end:
        last = address[end - 1]
        if last in _PAIRS and counts[last] > counts[_PAIRS[last]]:
            counts[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return address[:end]
