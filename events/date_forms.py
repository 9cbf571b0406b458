"""The form of the dates of an event, and what there is to say of them when it is saved."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.utils import timezone

from localoffer.publishing.times import SplitLocalTimeField

from .dates import Schedule, State, Status, day
from .models import EventDate

LAST_MINUTE = time(23, 59)
LONG_DAYS = 14  # a longer one is more often a slip than an exhibition
LONG_AGO = timedelta(days=180)


class DayAndTimeField(SplitLocalTimeField):
    """The time may be left out, as a date can take all day; the form asks for it otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(require_all_fields=False, **kwargs)
        self.fields[1].required = False

    def compress(self, data_list: list) -> datetime | None:
        if data_list and data_list[0] and data_list[1] in self.empty_values:
            data_list = [data_list[0], time()]
        return super().compress(data_list)


class EventDateForm(forms.ModelForm):
    class Meta:
        model = EventDate
        exclude: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("all_day"):
            data |= self._whole_days(data)
        else:
            self._ask_for_times(data)
        return data

    def _whole_days(self, data: dict[str, Any]) -> dict[str, datetime]:
        if not data.get("starts"):
            return {}
        last = data.get("ends") or data["starts"]
        return {"starts": _at(data["starts"], time()), "ends": _at(last, LAST_MINUTE)}

    def _ask_for_times(self, data: dict[str, Any]) -> None:
        for name in ("starts", "ends"):
            typed_day, typed_time = self[name].data or ("", "")
            if data.get(name) and typed_day and not typed_time:
                self.add_error(name, "Give the time too, or tick “All day”.")


def _at(moment: datetime, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(moment), clock))


class DatesFormSet(forms.BaseInlineFormSet):
    """The dates of an event. Only here it is known which one would be repeated."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [row.cleaned_data for row in self.forms if row not in self.deleted_forms]
        starts = [row["starts"] for row in kept if row.get("starts")]
        if not self.instance.form.can_repeat(max(starts, default=None)):
            raise forms.ValidationError("Look at “Repeat the last date” above.")

    def get_unique_error_message(self, unique_check: Any) -> str:
        return "Two dates start at the same time. Take one of them out."


def remarks(schedule: Schedule, new: set[int]) -> Iterator[str]:
    """What may be a slip, in sentences to the editor. `new`: keys of dates that this save added or
    moved; of others somebody has been told before."""
    for row in schedule.rows:
        if row.pk in new:
            yield from _remarks_on(row, schedule.at)
    for one, other in pairwise(row for row in schedule.rows if row.stands):
        if other.starts < one.over_at and one.ends and new & {one.pk, other.pk}:
            yield f"Two dates overlap: {one.in_words()}, and {other.in_words()}."
    waiting = [row for row in schedule.coming if not row.cancelled]
    if schedule.state == State.POSTPONED and waiting:
        yield (
            "The event is postponed, so families read “New date to be announced”. If "
            f"{waiting[0].in_words()} is the new date, tick “New date” there."
        )
    if schedule.event.status == Status.PLANNED and schedule.state == State.DATES_CANCELLED:
        yield "No date is left to come: families read that all future dates are cancelled."


def _remarks_on(row: EventDate, at: datetime) -> Iterator[str]:
    if row.over_at < at - LONG_AGO:
        yield f"{day(row.starts)} is long past. Is the year right?"
    if row.ends and row.ends - row.starts > timedelta(days=LONG_DAYS):
        days = (timezone.localdate(row.ends) - timezone.localdate(row.starts)).days + 1
        yield (
            f"{row.in_words()} is one date of {days} days. If the event takes place several "
            "times in that time, enter a date for each."
        )
