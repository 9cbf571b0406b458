"""When comments were asked for, and how many came."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from .models import Comment


def years() -> list[dict[str, Any]]:
    """The numbers of each year, the newest first, with `since` and `until`: the first and the last
    day on which comments were asked for. The form is always open, so that is the whole year, but
    the first begins with the first comment and this year goes on (`until` is None)."""
    found = list(Comment.objects.numbers_by_year())
    for row in found:
        is_first, is_now = row is found[-1], row["year"] == localdate().year
        row["since"] = localdate(row["first"]) if is_first else date(row["year"], 1, 1)
        row["until"] = None if is_now else date(row["year"], 12, 31)
    return found
