"""Bytes to text, for files from any editor: UTF-8, UTF-16, or the old Windows code page."""

import re

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset=[\"']?\s{0,3}([a-zA-Z0-9_-]{2,30})", re.IGNORECASE
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(content: bytes) -> str:
    """The text, with newlines as "\\n". Never fails: bytes that mean nothing become a
    replacement character.
    """
    text = content.decode(_encoding(content), errors="replace")
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    unmarked = _unmarked_utf16(content[:2000])
    if unmarked:
        return unmarked
    try:
        content.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return _declared(content[:4000]) or "cp1252"


def _unmarked_utf16(start: bytes) -> str:
    """English text in UTF-16 has a zero in every second byte."""
    pairs = len(start) // 2
    if pairs and start[1::2].count(0) > 0.7 * pairs:
        return "utf-16-le"
    if pairs and start[0::2].count(0) > 0.7 * pairs:
        return "utf-16-be"
    return ""


def _declared(start: bytes) -> str:
    """The encoding that a web page names for itself, when Python knows it as a plain text
    encoding.
    """
    match = _CHARSET.search(start)
    if not match:
        return ""
    name = match[1].decode("ascii").lower()
    return (
        name
        if re.fullmatch(r"(?:windows-|cp)125\d|iso-8859-\d{1,2}|utf-?8|latin-?1|macintosh", name)
        else ""
    )
