"""The text of one Word paragraph: its runs, links, fields and line breaks, without what was
struck out.
"""

import re
from collections.abc import Iterator

from lxml import etree

from localoffer.document_reader.blocks import Run
from localoffer.document_reader.word_styles import Styles, child, local, switched_on, value

_SKIPPED = {
    "del",
    "moveFrom",
    "Fallback",
    "pPr",
    "rPr",
    "sdtPr",
    "txbxContent",
    "delText",
    "rubyPr",
    "rt",
    "ffData",
}
_LINK_FIELD = re.compile(r"\s*HYPERLINK\s+(?:\\[a-z]\s+){0,4}\"([^\"]{1,2000})\"", re.IGNORECASE)
_ANCHOR_FIELD = re.compile(r"\s*HYPERLINK\s+\\l\s+\"([^\"]{1,200})\"", re.IGNORECASE)


class RunReader:
    """Reads the runs of paragraphs one after the other. A field (an old kind of link) may span
    several of them.
    """

    def __init__(self, styles: Styles, targets: dict[str, str]) -> None:
        self._styles = styles
        self._targets = targets
        # One [instruction, link, whether its result is being shown] for each field that is open.
        self._fields: list[list] = []
        self._references: list[tuple[str, str]] = []

    def references(self) -> list[tuple[str, str]]:
        """(kind, id) of the notes that were referred to since the last call."""
        found, self._references = self._references, []
        return found

    def read(self, paragraph: etree._Element, style_id: str | None) -> list[Run]:
        bold = bool(self._styles.first(style_id, "bold"))
        italic = bool(self._styles.first(style_id, "italic"))
        return list(self._inside(paragraph, Run("", bold, italic)))

    def _inside(self, element: etree._Element, base: Run) -> Iterator[Run]:
        for part in element:
            name = local(part)
            if name == "r":
                yield from self._run(part, base)
            elif name == "hyperlink":
                yield from self._inside(part, _linked(base, self._address(part)))
            elif name == "fldSimple":
                yield from self._inside(
                    part, _linked(base, _field_link(value(part, "instr") or ""))
                )
            elif name not in _SKIPPED:
                yield from self._inside(part, base)

    def _address(self, element: etree._Element) -> str:
        anchor = value(element, "anchor")
        target = self._targets.get(value(element, "id") or "", "")
        return target or (f"#{anchor}" if anchor else "#")

    def _run(self, element: etree._Element, base: Run) -> Iterator[Run]:
        properties = child(element, "rPr")
        if switched_on(properties, "vanish"):
            return
        style = self._style(properties, base)
        for part in element:
            name = local(part)
            if name == "fldChar":
                self._field(value(part, "fldCharType") or "")
            elif name == "instrText":
                if self._fields and not self._fields[-1][2]:
                    self._fields[-1][0] = (self._fields[-1][0] + (part.text or ""))[:3000]
            elif name in ("footnoteReference", "endnoteReference"):
                self._references.append((name.removesuffix("Reference"), value(part, "id") or ""))
            elif text := _text(part, name):
                yield from self._shown(text, style)

    def _shown(self, text: str, style: Run) -> Iterator[Run]:
        if any(not shows for _, _, shows in self._fields):
            return
        link = next((link for _, link, _ in reversed(self._fields) if link), style.href)
        yield Run(text, style.bold, style.italic, style.superscript, link)

    def _field(self, kind: str) -> None:
        if kind == "begin" and len(self._fields) < 50:
            self._fields.append(["", "", False])
        elif kind == "separate" and self._fields:
            self._fields[-1][1:] = [_field_link(self._fields[-1][0]), True]
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _style(self, properties: etree._Element | None, base: Run) -> Run:
        if properties is None:
            return base
        style_id = value(child(properties, "rStyle"))
        found = {}
        for name, tag in (("bold", "b"), ("italic", "i")):
            said = switched_on(properties, tag)
            if said is None and style_id:
                said = self._styles.first(style_id, name)
            found[name] = getattr(base, name) if said is None else bool(said)
        raised = value(child(properties, "vertAlign")) == "superscript"
        return Run("", found["bold"], found["italic"], raised, base.href)


def _text(part: etree._Element, name: str) -> str:
    if name == "t":
        return (part.text or "").replace("\n", " ")
    if name in ("br", "cr"):
        return " " if value(part, "type") in ("page", "column") else "\n"
    return {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}.get(name, "")


def _linked(base: Run, href: str) -> Run:
    return Run("", base.bold, base.italic, base.superscript, href or base.href)


def _field_link(instruction: str) -> str:
    match = _LINK_FIELD.match(instruction)
    if match:
        return match[1]
    anchor = _ANCHOR_FIELD.match(instruction)
    return f"#{anchor[1]}" if anchor else ""
