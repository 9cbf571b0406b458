"""Rows that are chosen in a form, by their keys.

Links fill such fields in (`?question_set=8`), and links get mangled. Django's own fields ask the
database for whatever came, and it answers with a fault.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models


def is_key(model: type[models.Model], value: Any) -> bool:
    """Whether a row could have this key."""
    try:
        model._meta.pk.clean(value, None)
    except ValidationError:
        return False
    return True


class ShowsKeys:
    def prepare_value(self, value: Any) -> Any:
        """Only what can be a key is shown as chosen; `clean` says what is wrong with the rest."""
        value = super().prepare_value(value)
        if isinstance(value, list):
            return [each for each in value if is_key(self.queryset.model, each)]
        return value if value in self.empty_values or is_key(self.queryset.model, value) else None


class RowField(ShowsKeys, forms.ModelChoiceField):
    """For foreign keys."""


class RowsField(ShowsKeys, forms.ModelMultipleChoiceField):
    """For many-to-many fields."""

    def clean(self, value: Any) -> models.QuerySet:
        for each in value or []:
            self.validate_no_null_characters(each)
            if not is_key(self.queryset.model, each):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": each})
        return super().clean(value)


# Part of TYPED (lines.py).
IN_ADMIN = {
    models.ForeignKey: {"form_class": RowField},
    models.ManyToManyField: {"form_class": RowsField},
}
