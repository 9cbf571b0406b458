"""Blocks as XHTML, which is also valid HTML: for the e-book and the web page."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.html import escape

from localoffer.richtext.blocks import Block, Inline

DEEPEST = 6


class Markup(NamedTuple):
    """`address_of(id)` is where a place of the booklet stands, `source_of(file)` a picture;
    `deeper` is how many levels headings stand below those of print."""

    address_of: Callable[[str], str]
    source_of: Callable[[str], str]
    deeper: int = 0

    def heading(self, level: int, key: str, words: str) -> str:
        name = f"h{min(level + self.deeper, DEEPEST)}"
        return f'<{name} id="{escape(key)}">{words}</{name}>'

    def blocks(self, nodes: list[Block]) -> str:
        return "\n".join(_WRITERS[node["t"]](self, node) for node in nodes)

    def inlines(self, nodes: list[Inline]) -> str:
        return "".join(self.inline(node) for node in nodes)

    def inline(self, node: Inline) -> str:
        if isinstance(node, str):
            return escape(node)
        if node["t"] == "br":
            return "<br/>"
        inner = self.inlines(node["c"])
        if node["t"] == "link":
            href = self.address_of(node["to"]) if "to" in node else node["href"]
            return f'<a href="{escape(href)}">{inner}</a>'
        return f"<{node['t']}>{inner}</{node['t']}>"

    def text_heading(self, node: Block) -> str:
        return self.heading(node["level"], node["id"], self.inlines(node["c"]))

    def paragraph(self, node: Block) -> str:
        return f"<p>{self.inlines(node['c'])}</p>" if node["c"] else ""

    def listing(self, node: Block) -> str:
        items = "".join(f"<li>{self._inside(item)}</li>" for item in node["items"])
        start = f' start="{node["start"]}"' if node.get("start", 1) != 1 else ""
        return f"<{node['t']}{start}>{items}</{node['t']}>"

    def quote(self, node: Block) -> str:
        return f"<blockquote>{self.blocks(node['blocks'])}</blockquote>"

    def rule(self, node: Block) -> str:
        return "<hr/>"

    def image(self, node: Block) -> str:
        source, size = self.source_of(node["file"]), (node["width"], node["height"])
        return (
            f'<p><img src="{escape(source)}" alt="{escape(node["alt"])}" '
            f'width="{size[0]}" height="{size[1]}"/></p>'
        )

    def group(self, node: Block) -> str:
        key = f' id="{escape(node["id"])}"' if "id" in node else ""
        return f'<div class="group"{key}>{self.blocks(node["blocks"])}</div>'

    def terms(self, node: Block) -> str:
        rows = "".join(
            f'<dt id="{escape(item["id"])}">{escape(item["term"])}</dt>'
            f"<dd>{self._inside(item['blocks'])}</dd>"
            for item in node["items"]
        )
        return f"<dl>{rows}</dl>"

    def table(self, node: Block) -> str:
        caption = f"<caption>{self.inlines(node['caption'])}</caption>" if node["caption"] else ""
        head = "".join(self._row(row, "col") for row in node["head"])
        body = "".join(self._row(row, "row") for row in node["rows"])
        head = f"<thead>{head}</thead>" if head else ""
        return f"<table>{caption}{head}<tbody>{body}</tbody></table>"

    def _row(self, cells: list[dict], scope: str) -> str:
        return f"<tr>{''.join(self._cell(cell, scope) for cell in cells)}</tr>"

    def _cell(self, cell: dict, scope: str) -> str:
        name = f'th scope="{scope}"' if cell["heads"] else "td"
        across = f' colspan="{cell["across"]}"' if cell["across"] > 1 else ""
        down = f' rowspan="{cell["down"]}"' if cell["down"] > 1 else ""
        return f"<{name}{across}{down}>{self._inside(cell['blocks'])}</{name[:2]}>"

    def _inside(self, nodes: list[Block]) -> str:
        """A lone paragraph needs no tags in an item or cell."""
        if nodes and nodes[0]["t"] == "p":
            return self.inlines(nodes[0]["c"]) + self.blocks(nodes[1:])
        return self.blocks(nodes)


_WRITERS: dict[str, Callable[[Markup, Block], str]] = {
    "heading": Markup.text_heading,
    "p": Markup.paragraph,
    "ul": Markup.listing,
    "ol": Markup.listing,
    "quote": Markup.quote,
    "rule": Markup.rule,
    "image": Markup.image,
    "group": Markup.group,
    "terms": Markup.terms,
    "table": Markup.table,
}
