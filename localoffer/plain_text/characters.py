"""Which characters a text may hold, so that every page and file made of it is valid.

XML 1.0 (2.2 "Characters") knows no control character but tab and line breaks, no half of a
surrogate pair and neither U+FFFE nor U+FFFF; PostgreSQL takes no NUL; HTML calls all of them parse
errors. What such a character was meant to be is kept where that is known: Word writes its line
breaks and hyphens as controls, and Windows' quotation marks arrive as C1 controls.

Joiners (U+200C, U+200D), marks of direction, soft hyphens, blanks of no width and the tags of
flags stay: scripts and emoji need them.
"""

import re
import unicodedata
from typing import Any

from .wrapped_links import unwrap_links, unwrapped

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)
)
# Half pairs, noncharacters, the byte order mark, and what stands for something that is not there:
# U+FFF9 to U+FFFC (annotations, objects).
_GONE = rf"\x00-\x08\x0e-\x1d\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufff9-\ufffc{_NONCHARACTERS}"
_FOREIGN = re.compile(rf"[{_GONE}\x1e]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_LINE_BREAK_OR_TAB = re.compile("\r\n|[\t\n\r\x0b\x0c\u2028\u2029]")
# As the HTML standard reads references to them (13.2.5.80): they are Windows-1252. Five are empty.
_WINDOWS = {chr(n): bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}
_MEANT = {"\x1e": "-", **_WINDOWS}  # Word's hyphen that does not break

_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a\u202b"
_ISOLATES = "\u2066\u2067\u2068"
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"
_DIRECTION = re.compile(
    f"[{_OVERRIDES}{_EMBEDDINGS}{_ISOLATES}{_END_OF_EMBEDDING}{_END_OF_ISOLATE}]"
)


def clean_lines(text: str) -> str:
    """A text of several lines. Cleaning the result again changes nothing."""
    return unwrap_links(normalised(without_foreign(text)))


def clean_line(text: str) -> str:
    """A text of one line: each line break and each tab is a blank."""
    return clean_lines(_LINE_BREAK_OR_TAB.sub(" ", text))


def without_foreign(text: str) -> str:
    """The text with line breaks of one kind and only characters that it may hold; it can be used
    on markup and addresses too, as what is left stays as it was written."""
    # Almost all texts are letters and line breaks, and this finds out in no time.
    if text.replace("\n", "").isprintable() and "\ufffc" not in text:
        return text
    text = _LINE_BREAK.sub("\n", text)
    return _FOREIGN.sub(lambda found: _MEANT.get(found[0], ""), _joined(text))


def clean_address(text: str) -> str:
    """An address as it is spelled: another site may not know the other spelling. Marks of
    direction have no place in it (RFC 3987, 4.1)."""
    return unwrapped(_DIRECTION.sub("", without_foreign(text)))


def normalised(text: str) -> str:
    """One spelling for each letter (Unicode's NFC), and no mark of direction that leaks."""
    text = unicodedata.normalize("NFC", text)
    if not _DIRECTION.search(text):
        return text
    return "\n".join(_with_pairs_alone(line) for line in text.split("\n"))


def clean_values(value: Any) -> Any:
    """The same for every text in a value of JSON, as written (`without_foreign`)."""
    if isinstance(value, str):
        return without_foreign(value)
    if isinstance(value, dict):
        return {clean_values(key): clean_values(each) for key, each in value.items()}
    return [clean_values(each) for each in value] if isinstance(value, list | tuple) else value


def _joined(text: str) -> str:
    """Two halves of a pair are one character; UTF-16 is where pairs come from."""
    if not re.search("[\ud800-\udbff][\udc00-\udfff]", text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _with_pairs_alone(line: str) -> str:
    """Without overrides, which show letters in another order than they stand in, and without marks
    of direction that are not closed in the line: they would turn what comes after them."""
    kept, open_marks = list(line), []
    for place, mark in enumerate(line):
        if mark in _OVERRIDES + _EMBEDDINGS + _ISOLATES:
            open_marks.append(place)
        elif mark == _END_OF_EMBEDDING:
            _close(line, kept, open_marks, place, _OVERRIDES + _EMBEDDINGS)
        elif mark == _END_OF_ISOLATE:
            while open_marks and line[open_marks[-1]] not in _ISOLATES:
                kept[open_marks.pop()] = ""  # an isolate ends what began in it
            _close(line, kept, open_marks, place, _ISOLATES)
    for place in open_marks:
        kept[place] = ""
    return "".join(kept)


def _close(line: str, kept: list[str], open_marks: list[int], place: int, openers: str) -> None:
    if open_marks and line[open_marks[-1]] in openers:
        opener = open_marks.pop()
        if line[opener] not in _OVERRIDES:
            return
        kept[opener] = ""
    kept[place] = ""
