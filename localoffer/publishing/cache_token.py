"""One token in the database that changes with every change of public content.

Whatever a process keeps in memory (glossary, site settings, menus) hangs on the token, so it is
as fresh as one small query and needs no expiry. A token is random, never counted up: a rolled
back transaction can then not leave behind memory that looks valid.
"""

import secrets
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.http import HttpRequest

_remembered: dict[str, tuple[str, Any]] = {}


def current() -> str:
    """Read the token: one query."""
    row = apps.get_model("publishing", "ContentVersion").objects.values_list("token", flat=True)
    return row.filter(pk=1).first() or ""


def of(request: HttpRequest | None) -> str:
    """Read the token once for a request, however many parts of the page ask."""
    if request is None:
        return current()
    if not hasattr(request, "content_version"):
        request.content_version = current()
    return request.content_version


def bump() -> None:
    """Say that public content changed. Call it after bulk writes; `save()` does it by itself."""
    rows = apps.get_model("publishing", "ContentVersion").objects
    token = secrets.token_hex(16)
    if not rows.filter(pk=1).update(token=token):
        rows.update_or_create(pk=1, defaults={"token": token})


def bump_from(token: str) -> str:
    """Say that content changed by what was made from it, as it was under this token. The new token;
    "" where somebody else changed it meanwhile, so that what was made may be behind."""
    rows = apps.get_model("publishing", "ContentVersion").objects
    new = secrets.token_hex(16)
    if rows.filter(pk=1, token=token).update(token=new):
        return new
    bump()
    return ""


def remember(token: str, name: str, build: Callable[[], Any]) -> Any:
    """Return what `build()` gave under this token, building it when the content has changed."""
    kept = _remembered.get(name)
    if kept is None or kept[0] != token or not token:
        kept = _remembered[name] = (token, build())
    return kept[1]


class ChangesContent(models.Model):
    """Abstract: saving or deleting a row changes what the public can see."""

    # The columns from and until when a row shows, where it comes and goes by itself.
    shows_between: tuple[str, ...] = ()
    # The columns that hold names of the site's own, which tell of no person (localoffer/identity).
    own_names: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            bump()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            bump()
        return deleted

    @classmethod
    def on_every_page(cls) -> models.Subquery | None:
        """Rows of this kind that every page shows, by `all_json_rows` (see frame.py). It is asked
        for once in a process, so it names no moment."""
        return None
