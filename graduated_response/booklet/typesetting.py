"""Setting the booklet in type: a tagged PDF by typst, from booklet.typ beside this file."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from django.conf import settings
from pypdf import PdfReader

TEMPLATE = Path(__file__).with_name("booklet.typ")


class CannotBeSet(Exception):
    """Why the compiler refused, in its words."""


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
        try:
            return typst.compile(
                root / "booklet.typ",
                root=root,
                format="pdf",
                font_paths=[settings.FONTS_DIR],
                ignore_system_fonts=True,
                sys_inputs={"size": str(size), "paper": paper},
                pdf_standards=["ua-1"],
                timestamp=int(datetime.now(UTC).timestamp()),
            )
        except RuntimeError as error:
            raise CannotBeSet(str(error)) from error


def pages_in(body: bytes) -> int:
    return len(PdfReader(io.BytesIO(body)).pages)
