"""Texts of several lines, as forms send them."""

from typing import Any

from django import forms


class LinesField(forms.CharField):
    """Line breaks become the database's own.

    Browsers send CR LF for each (HTML, "constructing the entry list"), and a text that nobody
    touched would then count as changed.
    """

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")
