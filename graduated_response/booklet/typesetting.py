"""Setting the booklet in type: a tagged PDF by typst, from booklet.typ beside this file."""

import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from pypdf import PdfReader

from .fonts import families, fonts

REFUSED = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
TEMPLATE = Path(__file__).with_name("booklet.typ")


class CannotBeSet(Exception):
    """Why the compiler refused, in its words; `signs` are those that it cannot show."""

    def __init__(self, why: str, signs: frozenset[str] = frozenset()) -> None:
        super().__init__(why)
        self.signs = signs


def pdf(
    content: dict, pictures: Mapping[str, bytes], *, size: int = 12, paper: str = "white"
) -> bytes:
    """The booklet as PDF/UA-1. `content` is that of `content.py` with a "date" (`finishing.py`);
    `pictures` are the bodies of its pictures, by name.

    A picture without alternative text and without being decoration stops it. Raises CannotBeSet.
    """
    with TemporaryDirectory(prefix="booklet-") as folder:
        root = Path(folder)
        (root / "booklet.typ").write_bytes(TEMPLATE.read_bytes())
        (root / "data.json").write_text(json.dumps(content, ensure_ascii=False))
        for name, body in pictures.items():
            (root / name).write_bytes(body)
        inputs = {"size": str(size), "paper": paper}
        return compiled(root / "booklet.typ", inputs, root=root)


def compiled(source: Path | bytes, inputs: dict[str, str], **options: Any) -> bytes:
    """PDF/UA-1 with the fonts of the booklet. Raises CannotBeSet."""
    try:
        return typst.compile(
            source,
            format="pdf",
            font_paths=fonts(),
            sys_inputs={**inputs, "fonts": json.dumps(families())},
            pdf_standards=["ua-1"],
            timestamp=int(datetime.now(UTC).timestamp()),
            **options,
        )
    except typst.TypstError as error:
        raise CannotBeSet(str(error), refused_in(error)) from error
    except BaseException as error:
        # A Rust program that is at its wits' end raises what is no Exception.
        if type(error).__name__ == "PanicException":
            raise CannotBeSet(f"It failed within: {error}") from error
        raise


def refused_in(error: typst.TypstError) -> frozenset[str]:
    """The signs that the compiler names as having no glyph, or as not allowed in PDF/UA."""
    return frozenset("".join(map(_unescaped, REFUSED.findall(error.diagnostic))))


def _unescaped(text: str) -> str:
    """Of a text as the compiler writes it: "\\u{f0b7}" for what cannot be seen."""
    return ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else CONTROLS.get(m[2], m[2]), text)


def pages_in(body: bytes) -> int:
    return len(PdfReader(io.BytesIO(body)).pages)
