"""Cleaned rich text made ready for a page: ids on headings, scope on cells, tables that scroll."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from . import html

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_TABLE_OR_HEADING = re.compile(rf"{_TABLE.pattern}|<h[234]>(.*?)</h[234]>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b")
_HEADER = re.compile(r"<th(?![a-z])(?![^>]*\bscope=)")


@lru_cache(maxsize=256)
def displayed(value: str, prefix: str = "h") -> SafeString:
    """Return rich text as it stands in a page, cleaned once more on its way out.

    `prefix` starts the ids of headings; a page with several texts gives each its own. Images come
    as references without words: the page puts the pictures there (localoffer/media/figures.py).
    """
    if not (cleaned := html.clean(value)):
        return mark_safe("")
    ids = iter(html.headings(cleaned, prefix))
    names = _names(cleaned)
    scrolling = _TABLE.sub(lambda m: _table(m[1], next(names)), cleaned)
    images = html.IMAGE.sub(r'<img src="\1" alt="">', scrolling)
    body = html.HEADING.sub(lambda m: f'<h{m[1]} id="{next(ids).id}">{m[2]}</h{m[1]}>', images)
    # Safe: `clean` made it, and what was added holds slugs and escaped text only.
    return mark_safe(f'<div class="lo-prose">{body}</div>')  # noqa: S308


def _names(cleaned: str) -> Iterator[str]:
    """What each table is about: its caption, else the heading above it. No two alike."""
    above, number = "", 0
    for found in _TABLE_OR_HEADING.finditer(cleaned):
        if found[1] is None:
            above = f": {html.plain(found[2])}"
            continue
        number += 1
        caption = _CAPTION.search(found[1])
        yield f"Table: {html.plain(caption[1])}" if caption else f"Table {number}{above}"


def _table(inner: str, name: str) -> str:
    """A table in a region that scrolls, so that the page does not (WCAG 2.2, 1.4.10)."""
    rows = _ROW.sub(lambda m: f"<tr>{_with_scope(m[1])}</tr>", inner)
    return (
        f'<div class="lo-scroll" tabindex="0" role="region" aria-label="{escape(name)}">'
        f"<table>{rows}</table></div>"
    )


def _with_scope(row: str) -> str:
    """A row of header cells heads its columns; any other header cell heads its row."""
    is_heading_row = all(tag == "<th" for tag in _CELL.findall(row))
    return _HEADER.sub('<th scope="col"' if is_heading_row else '<th scope="row"', row)
