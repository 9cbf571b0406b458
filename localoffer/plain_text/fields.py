"""Django's fields of text, cleaned on every way into the database.

`to_python` cleans what forms, importers and snapshots give, `pre_save` what `save` and
`bulk_create` write, and puts it on the instance too; `get_prep_value` cleans for `update`,
`bulk_update` and for what is looked up. What an expression (`F`, `Concat`) makes, and what was
written past Django, `from_db_value` cleans for all who read it, so that no page, feed or file
fails. Migrations know these fields by Django's own names: they make the same columns.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

from .characters import clean_address, clean_line, clean_lines, clean_values


class CleanedField:
    """What all of them do; `cleaner` changes one value."""

    cleaner: Callable[[Any], Any]

    def cleaned(self, value: Any) -> Any:
        return type(self).cleaner(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        return self.cleaned(super().to_python(value))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        # Hundreds of texts come with a page, and almost all of them are of letters alone.
        return value if isinstance(value, str) and value.isprintable() else self.cleaned(value)

    def get_prep_value(self, value: Any) -> Any:
        return self.cleaned(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.cleaned(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, _, args, kwargs = super().deconstruct()
        known = next(each for each in type(self).__mro__ if each.__module__.startswith("django."))
        return name, f"django.db.models.{known.__name__}", args, kwargs


class CharField(CleanedField, models.CharField):
    cleaner = staticmethod(clean_line)


class TextField(CleanedField, models.TextField):
    cleaner = staticmethod(clean_lines)


class SlugField(CleanedField, models.SlugField):
    cleaner = staticmethod(clean_line)


class EmailField(CleanedField, models.EmailField):
    cleaner = staticmethod(clean_line)


class URLField(CleanedField, models.URLField):
    cleaner = staticmethod(clean_address)


class AddressField(CleanedField, models.CharField):
    """An address that may be a part of this site, such as /events/."""

    cleaner = staticmethod(clean_address)


class JSONField(CleanedField, models.JSONField):
    """Texts in it stay as they are spelled: they may be markup."""

    cleaner = staticmethod(clean_values)

    def cleaned(self, value: Any) -> Any:
        return clean_values(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return clean_values(models.JSONField.from_db_value(self, value, expression, connection))
