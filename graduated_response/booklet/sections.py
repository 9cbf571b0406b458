"""A section of the booklet: a heading with what stands under it, and where links to it lead from.

    {"key": "page-assess", "id": "page-assess", "level": 1, "title": "Assess", "blocks": [...]}

Blocks are those of `localoffer.richtext.blocks`, and these:

    {"t": "group", "id": "AS1", "blocks": [...]}                   stays together on a page
    {"t": "terms", "items": [{"id": "...", "term": "...", "blocks": [...]}, ...]}
"""

from localoffer.richtext.blocks import Block, Inline, blocks

from .linking import links_in

Section = dict
# Headings of rich text begin at two.
FIRST_IN_TEXT = 2
LAW = "Where the law says so: "


class Manuscript:
    """The sections so far, and the place in the booklet of each address of the site."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.places: dict[str, str] = {}

    def add(self, key: str, level: int, title: str, *addresses: str) -> Section:
        """Begin a section; `addresses` are those of the site that it stands for. What stands in the
        booklet twice gets two ids, and links lead to the first."""
        times = sum(1 for each in self.sections if each["key"] == key)
        unique = f"{key}-{times + 1}" if times else key
        section = {"key": key, "id": unique, "level": level, "title": title, "blocks": []}
        self.sections.append(section)
        for address in addresses:
            self.place(address, unique)
        return section

    def text(self, section: Section, html: str, level: int, address: str, prefix: str) -> None:
        """Add rich text whose topmost headings shall have `level`. On the site it stands at
        `address`, and its headings have ids that start with `prefix`."""
        found = blocks(html, prefix)
        for each in links_in(found):
            if each["href"].startswith(("#", "?")):
                each["href"] = address + each["href"]
        for block in found:
            if block["t"] == "heading":
                block["level"] += level - FIRST_IN_TEXT
                self.place(f"{address}#{block['id']}", f"{section['id']}-{block['id']}")
                block["id"] = f"{section['id']}-{block['id']}"
        section["blocks"] += found

    def heading(self, section: Section, level: int, words: str, part: str, *addresses: str) -> None:
        key = f"{section['id']}-{part}"
        section["blocks"].append({"t": "heading", "level": level, "id": key, "c": [words]})
        for address in addresses:
            self.place(address, key)

    def place(self, address: str, key: str) -> None:
        self.places.setdefault(address, key)


def paragraph(*content: Inline) -> Block:
    return {"t": "p", "c": list(content)}


def strong(*content: Inline) -> Inline:
    return {"t": "strong", "c": list(content)}


def lead(section: Section, summary: str) -> None:
    if summary:
        section["blocks"].append(paragraph(strong(summary)))


def link(href: str, words: str) -> Inline:
    return {"t": "link", "href": href, "c": [words]}


def lines(*content: list[Inline]) -> Block:
    """A paragraph of lines; empty ones are left out."""
    found: list[Inline] = []
    for line in content:
        if line:
            found += [*([{"t": "br"}] if found else []), *line]
    return {"t": "p", "c": found}
