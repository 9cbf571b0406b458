"""Reminding owners to check that a page is still right. They need no account."""

import calendar
import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from localoffer.outbox.emails import write_email
from localoffer.ui.site_url import absolute

from .models import Published, WrittenReminder, published_models

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
    """Write to each owner about the reviews that are due and not written of yet; how many."""
    reminders = {each.key: each for each in reminders_due(localdate(now))}
    written = WrittenReminder.objects.filter(key__in=reminders).values_list("key", flat=True)
    of_owner: dict[str, list[Reminder]] = {}
    for key in reminders.keys() - set(written):
        reminder = reminders[key]
        of_owner.setdefault(reminder.row.owner.lower(), []).append(reminder)
    return sum(_write(sorted(its, key=by_date), now) for its in of_owner.values())


def by_date(reminder: Reminder) -> tuple[date, str]:
    return reminder.row.review_by, reminder.row.title


def _write(reminders: list[Reminder], now: datetime) -> bool:
    """One e-mail about all of them, unless another process was faster with any of them."""
    keys = sorted(reminder.key for reminder in reminders)
    digest = hashlib.sha256("\n".join(keys).encode()).hexdigest()[:32]
    try:
        with transaction.atomic():
            WrittenReminder.objects.bulk_create(
                WrittenReminder(key=key, written=now) for key in keys
            )
            WrittenReminder.objects.forget(now)
            write_email(
                "review_reminder" if len(reminders) == 1 else "review_reminders",
                f"reviews {digest}",
                reminders[0].row.owner,
                pages=[page_of(reminder) for reminder in reminders],
            )
    except (IntegrityError, ValidationError):
        # What the other process left is written in the next round. An owner from before addresses
        # were checked must not stop the others.
        return False
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


def page_of(reminder: Reminder) -> dict[str, Any]:
    """What the e-mail says of one page."""
    row, opts = reminder.row, reminder.row._meta
    form = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    return {
        "title": row.title,
        "months_late": reminder.months_late,
        "day": date_format(row.review_by, "j F Y"),
        "address": absolute(row.get_absolute_url()),
        "form": absolute(form),
    }
