"""How a time that an editor types is understood: by the clock on the wall in England.

A time that the clock skips in spring is refused with a sentence. A time that comes twice in autumn
means the first of the two, in summer time. Django's own fields refuse both alike.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import timezone as fixed_offset
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AdminSplitDateTime,
    BaseAdminDateWidget,
    BaseAdminTimeWidget,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

AS_TYPED = fixed_offset(timedelta(0), "as typed")


def understood(typed: datetime) -> datetime:
    """The moment that a time without a zone means. Raises ValidationError where there is none."""
    zone = timezone.get_default_timezone()
    moment = typed.replace(tzinfo=zone, fold=0)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != typed:
        day = date_format(typed, "j F Y")
        raise ValidationError(
            f"There is no {typed:%H:%M} on {day}: the clocks go forward then. Choose a time an "
            "hour later, or before 1 o'clock.",
            code="no_such_time",
        )
    return moment


def _read(parse: Callable[[], datetime | None]) -> datetime | None:
    """What a Django field reads, its own view of the zone left out."""
    with timezone.override(AS_TYPED):
        typed = parse()
    if typed is None or typed.tzinfo is not AS_TYPED:
        return typed
    return understood(typed.replace(tzinfo=None))


class LocalTimeField(forms.DateTimeField):
    def to_python(self, value: Any) -> datetime | None:
        return _read(lambda: super(LocalTimeField, self).to_python(value))


class SplitLocalTimeField(forms.SplitDateTimeField):
    """Two boxes, for the day and for the time."""

    def compress(self, data_list: list) -> datetime | None:
        return _read(lambda: super(SplitLocalTimeField, self).compress(data_list))


class MinutesWidget(BaseAdminTimeWidget):
    def format_value(self, value: Any) -> str | None:
        """Without seconds, where there are none."""
        text = super().format_value(value)
        return text.removesuffix(":00") if text and text.count(":") == 2 else text


class SplitTimeWidget(AdminSplitDateTime):
    def __init__(self, attrs: dict | None = None) -> None:
        forms.MultiWidget.__init__(self, [BaseAdminDateWidget, MinutesWidget], attrs)


# Part of TYPED (lines.py).
IN_ADMIN = {models.DateTimeField: {"form_class": SplitLocalTimeField, "widget": SplitTimeWidget}}
