"""Three years of comments on the local offer of the made-up council; the text is in demo.toml
beside this file."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils.timezone import get_current_timezone

from localoffer.document_reader.demo_text import markdown, read

from .models import Comment


def load() -> None:
    """Needs a database without comments."""
    for row in read(Path(__file__).with_suffix(".toml"))["comment"]:
        Comment.objects.create(**columns(row))


def columns(row: dict[str, Any]) -> dict[str, Any]:
    """`sent` and `decided` are days, `answer` and `action` Markdown; the rest is as stored."""
    rich = {name: markdown(row.pop(name, "")) for name in ("answer", "action")}
    times = {"created": noon(row.pop("sent")), "decided": noon(row.pop("decided", None))}
    return {"key": uuid4(), **row, **rich, **times}


def noon(day: Any) -> datetime | None:
    return day and datetime(day.year, day.month, day.day, 12, tzinfo=get_current_timezone())
