"""The least that the database takes of any model: no words, no parts, no files, no relations."""

from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from events.models import EventDate
from graduated_response.models import Chapter, Resource
from localoffer.media.models import DocumentFile, Image
from localoffer.publishing.family import owned_models
from surveys.models import Cycle

# What the database's own rules ask for beyond its columns.
GIVEN: dict[type[models.Model], dict[str, Any]] = {
    Image: {"decorative": True},
    Cycle: {"year": 2026},
    DocumentFile: {"kind": "pdf"},
    Chapter: {"kind": "part", "heading": "H"},
    EventDate: {"ends": datetime(2026, 11, 3, tzinfo=UTC)},
    Resource: {"url": "/"},
}
LEAST = {
    models.DateTimeField: datetime(2026, 11, 2, tzinfo=UTC),
    models.DateField: date(2026, 11, 2),
    models.IntegerField: 1,
}


def bare(
    model: type[models.Model],
    near: dict[type[models.Model], models.Model] | None = None,
    **given: Any,
) -> models.Model:
    """A saved row. Only what may not be null and has no default is there, and it says nothing.
    What it cannot be without is taken from `near`, or made."""
    given = GIVEN.get(model, {}) | given
    for field in model._meta.concrete_fields:
        if field.name not in given and (least := _least(field, near or {})) is not None:
            given[field.name] = least
    row = model(**given)
    row.save()
    return row


def _least(field: models.Field, near: dict[type[models.Model], models.Model]) -> Any:
    """None for what may be left out: texts are empty then."""
    sets_itself = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    if sets_itself or field.primary_key or field.null or field.has_default():
        return None
    if isinstance(field, models.ForeignKey):
        return near.get(field.related_model) or bare(field.related_model)
    return next((LEAST[kind] for kind in type(field).__mro__ if kind in LEAST), None)


def bare_parts(row: models.Model) -> None:
    """One bare row of each kind that the row can own, and of those that these own."""
    near: dict[type[models.Model], models.Model] = {type(row): row}
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and getattr(row, field.name):
            near[field.related_model] = getattr(row, field.name)
    for model, links in owned_models(type(row)).items():
        near[model] = bare(model, near, **{links[0].name: near[links[0].related_model]})
