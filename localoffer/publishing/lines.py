"""Texts of several lines, as forms send them."""

from typing import Any

from django import forms
from django.db import models

from . import keys, slugs, times


class LinesField(forms.CharField):
    """Line breaks become the database's own.

    Browsers send CR LF for each (HTML, "constructing the entry list"), and a text that nobody
    touched would then count as changed.
    """

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


# For `formfield_overrides` of ModelAdmins and of inlines alike.
TYPED = {
    **keys.IN_ADMIN,
    **slugs.IN_ADMIN,
    **times.IN_ADMIN,
    models.TextField: {"form_class": LinesField},
}
