"""The model field for rich text: what it stores is clean, whichever way it came in."""

from typing import Any

from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.forms import Field

from .html import clean
from .validators import validate_headings, validate_images, validate_links
from .widgets import RichTextWidget


class RichTextField(models.TextField):
    """A text field of HTML. Needs no argument of its own.

    `pre_save` cleans for `save` and `bulk_create` and puts the result on the instance;
    `get_db_prep_save` cleans for `update` and `bulk_update`, which do not ask `pre_save`.
    An expression (`F`, `Concat`) is the database's work: nobody cleans it, so use none here;
    the display filter cleans again in any case.
    """

    default_validators = [validate_headings, validate_links, validate_images]

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return _cleaned(super().clean(value, model_instance))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = _cleaned(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(_cleaned(value), connection)

    def formfield(self, **kwargs: Any) -> Field:
        """The editor, unless a form asks for a widget that is not the admin's plain one."""
        widget = kwargs.get("widget", AdminTextareaWidget)
        if widget is AdminTextareaWidget or isinstance(widget, AdminTextareaWidget):
            kwargs["widget"] = RichTextWidget
        return super().formfield(**kwargs)


def _cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value
