"""How addresses are written down, so that one place always has one spelling."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.encoding import escape_uri_path

LONGEST = 500
NO_ADDRESS = "This is not an address. Copy it from the browser."
# In a path after decoding; a space may stand there, and nowhere else.
UNSAFE_IN_PATH = re.compile(r"[\x00-\x1f\x7f\\?#]|^//")
PATH_PARAMETERS = re.compile(r";[^/]*")
# Parameters that say nothing of the page: of campaigns, of advertisements, of sessions.
MARK = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|mc_[ce]id|[fgy]clid|msclkid|dclid|wbraid|gbraid|igshid|_gl|_ga"
    r"|jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken|sessionid|sid",
    re.IGNORECASE,
)
UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


def old_address(text: str) -> str:
    """'https://our.site/Old%20page?id=3&a=1#top' -> '/Old%20page/?a=1&id=3'

    A path gets its last slash unless it ends in a file's name. Parameters stand in one order;
    those of sessions and campaigns, and an empty query, go. Raises ValidationError.
    """
    parts = _split(text)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        raise ValidationError("Start the old address with / as in /old-page/")
    pairs = sorted(parameters(parts.query))
    query = urlencode(pairs, quote_via=quote, errors="surrogateescape")
    address = parts._replace(path=as_stored(unquote(parts.path)), query=query, fragment="").geturl()
    if len(address) > LONGEST:
        raise ValidationError(NO_ADDRESS)
    return address


def new_address(text: str) -> str:
    """An address of this site from its first slash on, or any that starts with https://

    Raises ValidationError.
    """
    parts = _split(text)
    if parts.scheme == "https" and parts.hostname and not parts.username:
        return text.strip()
    if parts.scheme or not parts.path.startswith("/"):
        raise ValidationError("Start the new address with / as in /new-page/ or with https://")
    return parts.geturl()


def _split(text: str) -> SplitResult:
    """The parts of an address; of one of ours without the host, and its path in one spelling."""
    text = text.strip()
    if text.startswith(f"{settings.SITE_URL}/"):
        text = text.removeprefix(settings.SITE_URL)
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ValidationError(NO_ADDRESS) from None
    if UNSAFE.search(text) or (parts.netloc and not parts.scheme) or len(text) > LONGEST:
        raise ValidationError(NO_ADDRESS)
    if parts.netloc:
        return parts
    path = unquote(parts.path)
    if UNSAFE_IN_PATH.search(path):
        raise ValidationError(NO_ADDRESS)
    parts = parts._replace(path=as_stored(path))
    if len(parts.geturl()) > LONGEST:  # encoded, it is longer
        raise ValidationError(NO_ADDRESS)
    return parts


def as_stored(path: str) -> str:
    """A decoded path as redirects have it: encoded, with its last slash, and without what Java
    puts behind it for visitors without cookies ('/a.page;jsessionid=1F3')."""
    path = PATH_PARAMETERS.sub("", path)
    is_file = "." in path.rpartition("/")[2]
    return escape_uri_path(path if path.endswith("/") or is_file or not path else f"{path}/")


def parameters(query: str) -> set[tuple[str, str]]:
    """What a query says, in any order; not who followed which link of which newsletter."""
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    return {(name, value) for name, value in pairs if not MARK.fullmatch(name)}


def parents(path: str) -> list[str]:
    """'/a/b/c/' -> ['/a/b/', '/a/']"""
    parts = path.strip("/").split("/")[:-1]
    return ["/" + "/".join(parts[:count]) + "/" for count in range(len(parts), 0, -1)]


def location(address: str, query: str) -> str:
    """A stored new address as a header says it, with the visitor's parameters behind its own.

    Other sites do not learn the parameters.
    """
    parts = urlsplit(address)
    if parts.netloc:
        return address
    return parts._replace(query="&".join(part for part in (parts.query, query) if part)).geturl()
