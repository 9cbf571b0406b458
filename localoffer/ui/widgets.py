"""Inputs that Django does not have."""

from datetime import date
from typing import Any

from django import forms

# What a browser is told of a field that only its owner may know.
SECRETS = frozenset({"one-time-code", "current-password", "new-password"})
PARTS = {"day": "Day", "month": "Month", "year": "Year"}


class GovukDateWidget(forms.MultiWidget):
    """A date in three boxes, day month year, for any DateField.

    What was typed comes back as it was, however wrong; the field gets it as "year-month-day",
    or "" where all boxes are empty.
    """

    def __init__(self, attrs: dict | None = None) -> None:
        boxes = {part: forms.TextInput({"inputmode": "numeric"}) for part in PARTS}
        super().__init__(boxes, attrs)
        self.widgets_names = [f"-{part}" for part in PARTS]

    def decompress(self, value: date | str | None) -> list[str]:
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        year, month, day = [*str(value or "").split("-", 2), "", ""][:3]
        return [day, month, year]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        day, month, year = (box.strip() for box in self.boxes(data, files, name))
        return f"{year}-{month}-{day}" if day or month or year else ""

    def boxes(self, data: Any, files: Any, name: str) -> list[str]:
        return [box or "" for box in super().value_from_datadict(data, files, name)]

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        """Django numbers the ids of the boxes; error links want names: id_born-day."""
        context = super().get_context(name, value, attrs)
        base = context["widget"]["attrs"].get("id", name)
        for part, box in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            box["attrs"]["id"] = f"{base}-{part}"
            box["label"] = PARTS[part]
            box["part"] = part
        return context


class TrapInput(forms.TextInput):
    """A box that people do not see. Programs that fill in everything give themselves away by it."""

    is_trap = True

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"tabindex": "-1", "autocomplete": "off", **(attrs or {})})


class CodeInput(forms.TextInput):
    """For a code that is good once. It never comes back with the page, whatever else was wrong."""

    def __init__(self, attrs: dict | None = None) -> None:
        defaults = {"autocomplete": "one-time-code", "spellcheck": "false"}
        super().__init__(defaults | (attrs or {}))

    def format_value(self, value: Any) -> None:
        return None


def is_secret(widget: forms.Widget) -> bool:
    """Whether it takes a password or a code, by what the browser is told of it."""
    asks = widget.attrs.get("autocomplete", "").split()
    return getattr(widget, "input_type", "") == "password" or not SECRETS.isdisjoint(asks)
