"""The form of an event, with a way to enter its repeated dates at once."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from .dates import day as day_in_words
from .models import Event, EventDate

# Enough for a weekly event over a year; more would be a slip of the year.
MOST_REPEATS = 60


def repeats(first: datetime, every: str, until: date) -> list[datetime]:
    """Starts after `first` up to and including the day `until`, each at the same time by the clock.

    `every` is 'week', 'fortnight' or 'month' (the same weekday of the month, such as the second
    Tuesday; months that lack a fifth one are left out).
    """
    local = timezone.localtime(first)
    starts: list[datetime] = []
    day, step = local.date(), timedelta(days=14 if every == "fortnight" else 7)
    while len(starts) < MOST_REPEATS and until - day >= step:
        day += step
        if every == "month" and (day.day - 1) // 7 != (local.day - 1) // 7:
            continue
        naive = datetime.combine(day, local.time().replace(tzinfo=None))
        starts.append(timezone.make_aware(naive))
    return starts


def moved(row: EventDate, start: datetime) -> EventDate:
    """The same at another time, as long by the clock on the wall. What is said of one date only
    (cancelled, a note) stays behind."""
    kept = {name: getattr(row, name) for name in ("event", "all_day", "venue", "online_url")}
    kept["new_date"] = row.new_date
    return EventDate(**kept, starts=start, ends=row.ends and _by_the_clock(row, start))


def _by_the_clock(row: EventDate, start: datetime) -> datetime:
    first, last = (timezone.localtime(each).replace(tzinfo=None) for each in (row.starts, row.ends))
    return timezone.make_aware(timezone.localtime(start).replace(tzinfo=None) + (last - first))


class EventForm(forms.ModelForm):
    REPEATS = [
        ("", "It does not repeat"),
        ("week", "Every week"),
        ("fortnight", "Every two weeks"),
        ("month", "Every month, on the same weekday of the month"),
    ]
    repeat = forms.ChoiceField(label="Repeat the last date", choices=REPEATS, required=False)
    repeat_until = forms.DateField(
        required=False, help_text="The last day on which it may take place."
    )

    class Meta:
        model = Event
        exclude: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.form = self  # DatesFormSet asks it

    def clean(self) -> dict:
        data = super().clean()
        if data.get("repeat") and not data.get("repeat_until"):
            self.add_error("repeat_until", "Say until when it repeats.")
        if data.get("repeat_until") and not data.get("repeat"):
            self.add_error("repeat", "Say how often it repeats.")
        return data

    def can_repeat(self, last: datetime | None) -> bool:
        """Whether this adds a date after the last one, if it is asked to; the form says why not."""
        every, until = self.cleaned_data.get("repeat"), self.cleaned_data.get("repeat_until")
        if every and last is None:
            self.add_error("repeat", "There is no date to repeat yet. Enter the first date below.")
            return False
        if every and until and not repeats(last, every, until):
            no_date = (
                f"No date would be added: the last one is on {day_in_words(last)}. "
                "Choose a later day."
            )
            self.add_error("repeat_until", no_date)
            return False
        return True

    def add_repeats(self) -> list[datetime]:
        """Add the dates asked for after the event and its own dates are saved; returns them."""
        last = self.instance.dates.order_by("starts").last()
        if not self.cleaned_data.get("repeat") or last is None:
            return []
        starts = self.repeats_after(last.starts)
        EventDate.objects.bulk_create(moved(last, start) for start in starts)
        return starts

    def repeats_after(self, start: datetime) -> list[datetime]:
        return repeats(start, self.cleaned_data["repeat"], self.cleaned_data["repeat_until"])
