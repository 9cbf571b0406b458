"""What every page shows (settings of the site, banners, words of the glossary), read together.

A kind of content joins by `on_every_page`. A process reads it in one query after each change of
content and keeps it until the next, so that the first page after a change is no dear one.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.http import HttpRequest

from localoffer.plain_text.fields import JSONField

from . import cache_token
from .cache_token import ChangesContent
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
        token, frame = cache_token.of(request), _kept
        if not token or token != frame.token:
            frame = _kept = _read()
        if request is not None:
            request.content_frame = frame
    return frame


def _read() -> Frame:
    kinds, *question = _question()
    with connection.cursor() as cursor:
        cursor.execute(*question)
        token, *found = cursor.fetchone() or ("", *[None] * len(kinds))
    as_json = JSONField()
    lists = [as_json.from_db_value(each, None, connection) for each in found]
    own = zip(kinds, lists, strict=True)
    return Frame(token, {model: rebuilt(model, rows) for model, rows in own})


@cache
def _question() -> tuple[list[type[ChangesContent]], str, tuple[Any, ...]]:
    """The kinds, and the query for all of them with its parameters. It is the same each time, and
    making it takes longer than asking it."""
    kinds = [model for model in apps.get_models() if issubclass(model, ChangesContent)]
    parts = {model: part for model in kinds if (part := model.on_every_page())}
    asked = ContentVersion.objects.filter(pk=1).values_list("token", *parts.values())
    return list(parts), *asked.query.sql_with_params()
