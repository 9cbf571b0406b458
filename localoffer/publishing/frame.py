"""What every page shows (settings of the site, banners, words of the glossary), read together.

A kind of content joins by `on_every_page`. A process reads it in one query after each change of
content and keeps it until the next, so that the first page after a change is no dear one.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest

from . import content_version
from .content_version import ChangesContent
from .json_rows import rebuilt
from .models import ContentVersion


@dataclass(frozen=True)
class Frame:
    """The rows of each kind under one content version; a kind without rows has an empty list."""

    token: str
    rows: dict[type[ChangesContent], list[Any]]


_kept = Frame("", {})


def of(request: HttpRequest | None) -> Frame:
    """The frame of this moment: no query of its own unless the content has changed."""
    global _kept
    frame = getattr(request, "content_frame", None)
    if frame is None:
        token, frame = content_version.of(request), _kept
        if not token or token != frame.token:
            frame = _kept = _read()
        if request is not None:
            request.content_frame = frame
    return frame


def _read() -> Frame:
    kinds = [model for model in apps.get_models() if issubclass(model, ChangesContent)]
    parts = {model: part for model in kinds if (part := model.on_every_page())}
    found = ContentVersion.objects.filter(pk=1).values_list("token", *parts.values()).first()
    token, *rows = found or ("", *[None] * len(parts))
    own = zip(parts, rows, strict=True)
    return Frame(token, {model: rebuilt(model, its_rows) for model, its_rows in own})
