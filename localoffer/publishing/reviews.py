"""Reminding owners to check that a page is still right. They need no account."""

import calendar
import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from localoffer.outbox.writing import write
from localoffer.ui.site_url import absolute

from .models import Published, WrittenReminder, published_models

SOON = timedelta(days=30)

ONE = """Hello,

You look after the page “{title}”. {when}

1. Read the page: {page}
2. Is all of it still right? If you can sign in, say so here: {change}
3. If you cannot sign in, answer this e-mail. Tell us what to change, or that all is right.

Families rely on what the page says. Thank you for looking after it.
"""
MANY = """Hello,

You look after these pages. Please read each of them. Is all of it still right?

{pages}
If you cannot sign in, answer this e-mail. Tell us what to change, or that all is right.

Families rely on what the pages say. Thank you for looking after them.
"""
IN_LIST = """{title}
{when}
Read the page: {page}
Say that it is right, if you can sign in: {change}
"""


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
            write(f"reviews {digest}", reminders[0].row.owner, subject(reminders), text(reminders))
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


def subject(reminders: list[Reminder]) -> str:
    if len(reminders) == 1:
        return f"Please check: {reminders[0].row.title}"
    return f"Please check {len(reminders)} pages"


def text(reminders: list[Reminder]) -> str:
    pages = [page_of(reminder) for reminder in reminders]
    if len(pages) == 1:
        return ONE.format(**pages[0])
    return MANY.format(pages="\n".join(IN_LIST.format(**page) for page in pages))


def page_of(reminder: Reminder) -> dict[str, str]:
    """What the e-mail says of one page."""
    row = reminder.row
    day = date_format(row.review_by, "j F Y")
    when = {
        None: f"Somebody should check it by {day}.",
        0: f"The day to check that it is still right is {day}.",
    }.get(reminder.months_late, f"It should have been checked by {day}.")
    opts = row._meta
    change = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    return {
        "title": row.title,
        "when": when,
        "page": absolute(row.get_absolute_url()),
        "change": absolute(change),
    }
