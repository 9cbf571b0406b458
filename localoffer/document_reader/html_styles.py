"""How the text of a web page is set: bold or italic by its tags, its style or its class."""

import re

from lxml import etree

from localoffer.document_reader.blocks import Run

_WEIGHT = re.compile(
    r"font-weight\s*:\s*(?:(?P<on>bold|[6-9]00)|(?P<off>normal|lighter|[1-5]00))", re.IGNORECASE
)
_SLANT = re.compile(r"font-style\s*:\s*(?:(?P<on>italic|oblique)|(?P<off>normal))", re.IGNORECASE)
# Google Docs writes ".c1{font-weight:700}"; only such rules of one class are read.
_RULE = re.compile(r"(?:^|(?<=\}))\s{0,40}\.(?P<name>[\w-]{1,60})\s{0,9}\{(?P<css>[^{}]{0,2000})\}")
_LONGEST_SHEET = 200_000


class HtmlStyles:
    """What the classes of a page do to text."""

    def __init__(self, root: etree._Element) -> None:
        sheets = "}".join(root.xpath("//style/text()"))[:_LONGEST_SHEET]
        self._rules = {rule["name"]: rule["css"] for rule in _RULE.finditer(sheets)}

    def inside(self, element: etree._Element, tag: str, style: Run) -> Run:
        """The style of the text in an element which stands in text of `style`."""
        css = [self._rules.get(name, "") for name in element.get("class", "").split()]
        css.append(element.get("style", ""))
        bold, italic = style.bold or tag in ("b", "strong"), style.italic or tag in ("i", "em")
        for rules in css:
            bold = _said(_WEIGHT.search(rules), bold)
            italic = _said(_SLANT.search(rules), italic)
        superscript = style.superscript or tag == "sup"
        return Run("", bold, italic, superscript, _address(element, tag) or style.href)


def opens_panel(element: etree._Element) -> bool:
    """True for the visible part of an accordion."""
    if any(
        element.get(name) is not None
        for name in ("aria-expanded", "data-toggle", "data-bs-toggle", "aria-controls")
    ):
        return True
    after = element.getnext()
    is_named = element.tag == "button" and "accordion" in element.get("class", "").lower()
    return is_named and after is not None and after.tag in ("div", "section")


def _said(match: re.Match | None, otherwise: bool) -> bool:
    return bool(match["on"]) if match else otherwise


def _address(element: etree._Element, tag: str) -> str:
    if tag != "a" or element.get("href") is None:
        return ""
    href = element.get("href").strip() or "#"
    # What opens a panel of the same page leads nowhere else.
    return "" if href.startswith("#") and opens_panel(element) else href
