"""Markdown to blocks, by way of HTML, with the slips mended that people make in it."""

import re
from itertools import groupby

from markdown_it import MarkdownIt

from localoffer.document_reader.blocks import Block, Run, Table
from localoffer.document_reader.breaks import page_width
from localoffer.document_reader.read_html import read_html
from localoffer.document_reader.runs import tidy

_SIGNS = re.compile(
    r"^#{1,6}\s\S|\]\([^)\s]{1,300}\)|\*\*\S|^\s{0,3}\|?\s?:?-{3,}\s?\|", re.MULTILINE
)
# A rule over a text looks the same, but no key of YAML stands under it.
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\n((?=(?:title|subtitle|author|date|lang|layout|description|tags):)"
    r"(?:[^\n]{1,500}\n){1,40}?)(?:---|\.\.\.)[ \t]*\n"
)
_TITLE = re.compile(r"^title:[ \t]{0,9}([^\n]{1,300})$", re.MULTILINE)
_QUOTES = " \t\"'"
_SPAN = re.compile(r"\[([^\[\]\n]{0,300})\]\{[#.][^{}\n]{1,200}\}")
_HEADING_NAME = re.compile(r"^(#{1,6}\s[^\n{]{0,500})\{[#.][^{}\n]{1,200}\}[ \t]*$", re.MULTILINE)
_CONTENT_START = re.compile(r"\s*(?:[-*+]\s+)?(?:\d{1,3}[.)]\s+)?")


def is_markdown(text: str) -> bool:
    """True when a text file uses Markdown's headings, links, bold or tables."""
    return bool(_SIGNS.search(text))


def read_markdown(text: str) -> list[Block]:
    """The blocks of a Markdown text; raw HTML in it is read too, and notes are left out that
    pandoc and Google Docs write for machines: "{#travel}", "[x]{.underline}".
    """
    text = _SPAN.sub(r"\1", _HEADING_NAME.sub(r"\1", _with_title(text)))
    parser = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")
    )
    parser.add_render_rule("softbreak", lambda *_: "<soft-break></soft-break>")
    blocks = read_html(parser.render(balanced(text)), page_width(text))
    return [_without_stars(block) for block in blocks]


def _with_title(text: str) -> str:
    """The text with a heading in place of the YAML in front of it."""
    notes = _FRONT_MATTER.match(text)
    if not notes:
        return text
    title = _TITLE.search(notes[1])
    heading = f"# {title[1].strip(_QUOTES)}\n\n" if title else ""
    return heading + text[notes.end() :]


def balanced(text: str) -> str:
    """The text with an odd `**` of a paragraph completed.

    "- 1. Can I ask?**" becomes "- 1. **Can I ask?**".
    """
    groups = groupby(text.split("\n"), key=lambda line: bool(line.strip()))
    return "\n".join(_balanced_paragraph("\n".join(lines)) for _, lines in groups)


def _balanced_paragraph(paragraph: str) -> str:
    if paragraph.count("**") % 2 == 0:
        return paragraph
    body = paragraph.rstrip()
    start = _CONTENT_START.match(body).end()
    if body.endswith("**"):
        return body[:start] + "**" + body[start:-2].rstrip() + "**" + paragraph[len(body) :]
    if body.startswith("**", start):
        return body + "**" + paragraph[len(body) :]
    return paragraph


def _without_stars(block: Block) -> Block:
    """Bold marks that Markdown could not pair are still marks, not words."""
    if isinstance(block, Table):
        rows = [[[_without_stars(part) for part in cell] for cell in row] for row in block.rows]
        return Table(rows, block.header)
    if "**" in block.text:
        block.runs = tidy(
            [
                Run(run.text.replace("**", ""), run.bold, run.italic, run.superscript, run.href)
                for run in block.runs
            ]
        )
    return block
