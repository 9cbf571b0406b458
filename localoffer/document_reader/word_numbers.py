"""Word's automatic numbering. The numbers stand nowhere in the text: they are counted here as
Word counts them.
"""

import re
from dataclasses import dataclass

from lxml import etree

from localoffer.document_reader.word_styles import child, local, value, whole

_DEEPEST = 8
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(frozen=True)
class Level:
    """One level of a list: `form` is Word's numFmt, `pattern` its lvlText ("%1.", "Q%1",
    "%1.%2").
    """

    form: str
    pattern: str
    start: int


@dataclass(frozen=True)
class Mark:
    """`number` is None for a bullet; `label` is what Word prints ("3.", "b)", "Q4")."""

    number: int | None
    label: str


class Numbering:
    """Counts through the document: call `mark` once for each numbered paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._lists[value(element, "abstractNumId") or ""] = _levels(element)
        for element in root if root is not None else ():
            if local(element) == "num":
                self._read_num(element)

    def _read_num(self, element: etree._Element) -> None:
        num_id, abstract = (
            value(element, "numId") or "",
            value(child(element, "abstractNumId")) or "",
        )
        self._abstract[num_id] = abstract
        overrides = [part for part in element if local(part) == "lvlOverride"]
        if any(child(part, "lvl") is not None for part in overrides):
            levels = dict(self._lists.get(abstract, {}))
            for part in overrides:
                levels.update(_levels(part))
            self._abstract[num_id] = abstract = f"{abstract}/{num_id}"
            self._lists[abstract] = levels
        for part in overrides:
            start = whole(value(child(part, "startOverride")))
            if start is not None:
                self._restarts.setdefault(num_id, {})[whole(value(part, "ilvl")) or 0] = start

    def mark(self, num_id: str, depth: int) -> Mark | None:
        """The number or bullet of the next paragraph of a list; None when the list is unknown
        or says "no number".
        """
        levels = self._lists.get(self._abstract.get(num_id, ""), {})
        depth = min(depth, _DEEPEST)
        level = levels.get(depth)
        if level is None or level.form == "none":
            return None
        if level.form == "bullet":
            return Mark(None, "")
        counts = self._counts.setdefault(self._abstract[num_id], [None] * (_DEEPEST + 1))
        restart = self._restarts.get(num_id, {}).pop(depth, None)
        if restart is not None:
            counts[depth] = restart
        else:
            counts[depth] = level.start if counts[depth] is None else counts[depth] + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth)
        return Mark(counts[depth], _label(level.pattern, levels, counts))


def _levels(element: etree._Element) -> dict[int, Level]:
    found = {}
    for part in element:
        depth = whole(value(part, "ilvl")) or 0
        if local(part) == "lvl" and depth <= _DEEPEST:
            start = whole(value(child(part, "start")))
            form, pattern = (
                value(child(part, "numFmt")) or "decimal",
                value(child(part, "lvlText")) or "",
            )
            found[depth] = Level(form, pattern, 1 if start is None else start)
    return found


def _label(pattern: str, levels: dict[int, Level], counts: list[int | None]) -> str:
    def printed(match: re.Match) -> str:
        depth = int(match[1]) - 1
        level = levels.get(depth)
        count = counts[depth] if counts[depth] is not None else level.start if level else 1
        return _printed(count, level.form if level else "decimal")

    return re.sub(r"%([1-9])", printed, pattern)[:40].strip()


def _printed(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 5)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        letters = _roman(count)
        return letters.upper() if form == "upperRoman" else letters
    return str(count)


def _roman(count: int) -> str:
    letters = ""
    for size, sign in _ROMAN:
        letters += sign * (count // size)
        count %= size
    return letters
