"""Files without a mark of their own: plain text and CSV."""

import re
import unicodedata

from .refused import Refused

MARKUP = (
    "The file is a web page, a drawing or other code (HTML, SVG, XML, a script). Paste its words "
    "into a page of the site, or save it as a PDF."
)
UNKNOWN = (
    "This kind of file cannot be taken. You can send PDF, Word, Excel, PowerPoint, OpenDocument, "
    "CSV and plain text."
)
# What browsers look for when they guess that a text is a page (WHATWG MIME sniffing, 7.1).
_STARTS_AS_MARKUP = re.compile(r"\s*<[a-z!?/]", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:script|html|svg|iframe|body|\?php|\?xml|!doctype)\b", re.IGNORECASE)
_ORDINARY_CONTROLS = {"\t", "\n", "\r", "\f"}


def inspect(content: bytes, ending: str) -> dict:
    text = _decoded(content)
    if _STARTS_AS_MARKUP.match(text) or _MARKUP.search(text):
        raise Refused(MARKUP)
    return {"kind": "csv" if ending == "csv" else "txt", "pages": None, "language": ""}


def _decoded(content: bytes) -> str:
    """The text in Unicode or in the code page of old Windows programs."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(unicodedata.category(c) != "Cc" or c in _ORDINARY_CONTROLS for c in set(text)):
            return text
    raise Refused(UNKNOWN)
