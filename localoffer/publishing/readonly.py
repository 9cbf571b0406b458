"""Rich text as words, on forms that a person may only look at: Django would show its HTML."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from localoffer.richtext.fields import RichTextField
from localoffer.richtext.html import plain


@cache
def in_words(field: RichTextField) -> Callable[[Model], str]:
    """What a fieldset names in place of the field."""

    def words(row: Model) -> str:
        return plain(getattr(row, field.name))

    words.__name__, words.short_description = field.name, field.verbose_name
    return words


def readable(fieldsets: Iterable[tuple], model: type[Model]) -> list[tuple]:
    """The fieldsets, for somebody who may not change the row."""
    return [
        (heading, options | {"fields": [_readable(each, model) for each in options["fields"]]})
        for heading, options in fieldsets
    ]


def _readable(name: Any, model: type[Model]) -> Any:
    """Of a name in a fieldset, or of several that stand in one line."""
    if isinstance(name, (list, tuple)):
        return tuple(_readable(each, model) for each in name)
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return in_words(field) if isinstance(field, RichTextField) else name
