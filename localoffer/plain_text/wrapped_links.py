"""Addresses as they were before a mail program wrapped them.

Outlook, Proofpoint, Barracuda, Google and Facebook send links through themselves. What is copied
out of a mail then leads there, for as long as it pleases them, and often carries the address of
whoever got the mail.
"""

import html
import re
from urllib.parse import parse_qs, unquote, urlsplit

# Host, path and the parameter that holds the true address.
_WRAPPERS = [
    (re.compile(r"(?:.+\.)?safelinks\.protection\.(?:outlook\.com|office365\.us)"), "/", "url"),
    (re.compile(r"(?:www\.)?google\.(?:com|co\.uk)"), "/url", "q"),
    (re.compile(r"(?:www\.)?google\.(?:com|co\.uk)"), "/url", "url"),
    (re.compile(r"l[m]?\.facebook\.com"), "/l.php", "u"),
    (re.compile(r"linkprotect\.cudasvc\.com"), "/url", "a"),
]
_PROOFPOINT = re.compile(r"https://urldefense\.(?:com|us)/v3/__(https?:.+?)__;")
_LOOKS_WRAPPED = re.compile(
    r"safelinks\.protection|google\.(?:com|co\.uk)/url\?|facebook\.com/l\.php|linkprotect\.cudasvc|urldefense\.",
    re.IGNORECASE,
)
# Services that keep the true address to themselves; it can only be found by following the link.
OPAQUE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:mimecast\.com|mimecastprotect\.com|secure-web\.cisco\.com|urldefense\.\w+"
    r"|safelinks\.protection\.[\w.]+|linkprotect\.cudasvc\.com|trendmicro\.com/wis)\b",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(r"https?://[^\s<>\"“”]{1,4000}", re.IGNORECASE)
MOST_LAYERS = 3


def unwrapped(address: str) -> str:
    """The address that a wrapped one leads to; any other, or what cannot be read, as it is."""
    for _ in range(MOST_LAYERS):
        if not _LOOKS_WRAPPED.search(address) or not (inner := _inside(address)):
            break
        address = inner
    return address


def _inside(address: str) -> str:
    if found := _PROOFPOINT.match(address):
        return found[1]
    try:
        parts = urlsplit(address)
        said = parse_qs(parts.query)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    for hosts, path, parameter in _WRAPPERS:
        inner = said.get(parameter, [""])[0].strip()
        same = hosts.fullmatch(host) and (parts.path or "/").startswith(path)
        if same and re.match(r"https?://[^\s/]", inner):
            return inner
    if host == "urldefense.proofpoint.com":  # its second form spells % as - and / as _
        inner = unquote(said.get("u", [""])[0].replace("-", "%").replace("_", "/"))
        return inner if inner.startswith(("http://", "https://")) else ""
    return ""


def unwrap_links(text: str) -> str:
    """The same for each address that stands in a text."""
    if not _LOOKS_WRAPPED.search(text):
        return text
    return _IN_TEXT.sub(lambda found: unwrapped(found[0]), text)


def unwrap_links_in_markup(text: str) -> str:
    """The same for words of HTML, where & is written &amp;"""
    if not _LOOKS_WRAPPED.search(text):
        return text
    return _IN_TEXT.sub(
        lambda found: html.escape(unwrapped(html.unescape(found[0])), quote=False), text
    )
