"""The form of an event, with a way to enter its repeated dates at once."""

from datetime import date, datetime, timedelta

from django import forms
from django.utils import timezone

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
    day = local.date()
    while len(starts) < MOST_REPEATS:
        day = day + timedelta(days=14 if every == "fortnight" else 7)
        if day > until:
            break
        if every == "month" and (day.day - 1) // 7 != (local.day - 1) // 7:
            continue
        naive = datetime.combine(day, local.time().replace(tzinfo=None))
        starts.append(timezone.make_aware(naive))
    return starts


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

    def clean(self) -> dict:
        data = super().clean()
        if data.get("repeat") and not data.get("repeat_until"):
            self.add_error("repeat_until", "Say until when it repeats.")
        if data.get("repeat_until") and not data.get("repeat"):
            self.add_error("repeat", "Say how often it repeats.")
        return data

    def add_repeats(self) -> int:
        """Add the dates asked for after the event and its own dates are saved; returns how many."""
        last = self.instance.dates.order_by("starts").last()
        if not self.cleaned_data.get("repeat") or last is None:
            return 0
        length = last.ends - last.starts
        starts = repeats(
            last.starts, self.cleaned_data["repeat"], self.cleaned_data["repeat_until"]
        )
        EventDate.objects.bulk_create(
            EventDate(event=self.instance, starts=start, ends=start + length) for start in starts
        )
        return len(starts)
