"""What a Word file's styles say about a paragraph: its heading level, its weight, its list."""

import re
from dataclasses import dataclass

from lxml import etree

_LONGEST_CHAIN = 12
_NO = ("0", "false", "off", "none")


def local(element: etree._Element) -> str:
    """The name of a tag or attribute without its namespace; Word has two families of them."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    for name in path:
        element = (
            next((part for part in element if local(part) == name), None)
            if element is not None
            else None
        )
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute by its local name, or None."""
    if element is None:
        return None
    return next(
        (found for key, found in element.attrib.items() if key.rpartition("}")[2] == name), None
    )


def switched_on(properties: etree._Element | None, name: str) -> bool | None:
    """A toggle such as <w:b/> or <w:b w:val="0"/>; None when nothing is said."""
    element = child(properties, name)
    if element is None:
        return None
    return (value(element) or "1").lower() not in _NO


@dataclass(frozen=True)
class Style:
    """What one style adds to the style it is based on. `list_id` and `list_level` are Word's
    numbering.
    """

    name: str
    based_on: str | None
    bold: bool | None
    italic: bool | None
    outline: int | None
    list_id: str | None
    list_level: int | None


class Styles:
    """Looks through a style and those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {
            value(element, "styleId"): _style(element)
            for element in (root if root is not None else ())
            if local(element) == "style"
        }

    def chain(self, style_id: str | None) -> list[Style]:
        found: list[Style] = []
        while style_id in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[style_id])
            style_id = found[-1].based_on
        return found

    def first(self, style_id: str | None, attribute: str) -> bool | int | str | None:
        """The nearest value of an attribute that is not None."""
        return next(
            (
                found
                for style in self.chain(style_id)
                if (found := getattr(style, attribute)) is not None
            ),
            None,
        )

    def heading_level(self, style_id: str | None) -> int | None:
        """1-6 for headings and 0 for the title over them, also for a council's own styles that are
        based on these.
        """
        for style in self.chain(style_id):
            match = re.fullmatch(r"heading (\d)", style.name)
            if match:
                return min(max(int(match[1]), 1), 6)
            if style.name == "title":
                return 0
        outline = self.first(style_id, "outline")
        return outline + 1 if outline is not None and outline < 6 else None

    def is_contents(self, style_id: str | None) -> bool:
        """True for the lines of an automatic table of contents."""
        return any(re.match(r"toc (?:\d|heading)", style.name) for style in self.chain(style_id))


def _style(element: etree._Element) -> Style:
    text, paragraph = child(element, "rPr"), child(element, "pPr")
    return Style(
        name=(value(child(element, "name")) or "").lower(),
        based_on=value(child(element, "basedOn")),
        bold=switched_on(text, "b"),
        italic=switched_on(text, "i"),
        outline=whole(value(child(paragraph, "outlineLvl"))),
        list_id=value(child(paragraph, "numPr", "numId")),
        list_level=whole(value(child(paragraph, "numPr", "ilvl"))),
    )


def whole(text: str | None) -> int | None:
    """A small whole number, or None."""
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else None
