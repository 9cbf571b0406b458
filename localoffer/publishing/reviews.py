"""Reminding owners to check that a page is still right. They need no account."""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from localoffer.outbox.models import Message
from localoffer.outbox.writing import write

from .models import Published, published_models

SOON = timedelta(days=30)


class Reminder(NamedTuple):
    """`months_late` is 0 on the day itself, and None before it."""

    row: Published
    months_late: int | None

    @property
    def key(self) -> str:
        stage = "soon" if self.months_late is None else f"late {self.months_late}"
        row = self.row
        return f"review {row._meta.label_lower} {row.pk} {row.review_by} {stage}"


def remind(now: datetime) -> int:
    """Write the reminders that are due and not written yet; how many."""
    reminders = {each.key: each for each in reminders_due(localdate(now))}
    written = Message.objects.filter(key__in=reminders).values_list("key", flat=True)
    new = [each for key, each in reminders.items() if key not in set(written)]
    return sum(_write(reminder) for reminder in new)


def _write(reminder: Reminder) -> bool:
    row = reminder.row
    try:
        write(reminder.key, row.owner, f"Please check: {row.title}", text(reminder))
    except ValidationError:
        return False  # an owner from before addresses were checked must not stop the others
    return True


def reminders_due(today: date) -> Iterator[Reminder]:
    """For each live row with an owner the reminder of its present stage: 30 days before its date of
    review, at the date, and each month after it. Stages that were missed are not made up for.
    """
    for model in published_models():
        rows = model.objects.live().exclude(owner="")
        for row in rows.filter(review_by__lte=today + SOON).order_by("pk"):
            late = months_between(row.review_by, today) if row.review_by <= today else None
            yield Reminder(row, late)


def months_between(start: date, end: date) -> int:
    """Whole months; a month from 31 January is over on the last day of February."""
    months = (end.year - start.year) * 12 + end.month - start.month
    last_day = calendar.monthrange(end.year, end.month)[1]
    return months if end.day >= min(start.day, last_day) else months - 1


def text(reminder: Reminder) -> str:
    row = reminder.row
    day = date_format(row.review_by, "j F Y")
    when = {
        None: f"Somebody should check it by {day}.",
        0: f"The day to check that it is still right is {day}.",
    }.get(reminder.months_late, f"It should have been checked by {day}.")
    opts = row._meta
    change = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    return f"""Hello,

You look after the page “{row.title}”. {when}

1. Read the page: {settings.SITE_URL}{row.get_absolute_url()}
2. Is all of it still right? If you can sign in, say so here: {settings.SITE_URL}{change}
3. If you cannot sign in, answer this e-mail. Tell us what to change, or that all is right.

Families rely on what the page says. Thank you for looking after it.
"""
