"""Whether families see a row, in sentences for staff."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format

if TYPE_CHECKING:
    from .models import Published, Version


def spoken(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), r"j F Y \a\t H:i")


def kept_back(row: "Published", at: datetime | None = None) -> str:
    """What the row's own times do to it at a moment (default: now), were it published; empty
    where they let families see it."""
    at = at or timezone.now()
    if row.expires and row.expires <= at:
        until = f"“Show until” was {spoken(row.expires)}"
        return f"Families do not see it: {until}. To show it again, change that date."
    if row.live_from and row.live_from > at:
        return f"Families see it from {spoken(row.live_from)}."
    return ""


def too_late(row: "Published", at: datetime) -> str:
    """Why it makes no sense to publish the row at a moment to come; empty where it does."""
    if row.expires is None or row.expires > at:
        return ""
    return (
        f"It would be published on {spoken(at)}, but families see it only until "
        f"{spoken(row.expires)} (“Show until”). Change one of the two times."
    )


def seen_now(row: "Published", draft: "Version | None") -> str:
    """For somebody who looks at the form of a row, and at its draft if there is one."""
    if row.binned:
        return "Families do not see it. To bring it back, choose the bin beside the list."
    if row.state == "draft":
        return ""
    if row.state == "archived":
        return f"Families do not see it{' until this is published' if draft else ''}."
    if why := kept_back(row):
        return why
    if draft:
        return "The public sees an earlier one until this is published."
    return "You see what the public sees."
