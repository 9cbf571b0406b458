"""The texts of the demonstration: TOML files that hold Markdown."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt


def read(path: Path) -> dict[str, Any]:
    """The tables of a TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def markdown(text: str) -> str:
    """Markdown as HTML; HTML inside it is shown as text, never passed on."""
    return _parser().render(text).strip()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
