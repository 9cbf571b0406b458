"""Scheduled versions that bring older words back.

What is scheduled stays scheduled: only a person takes that back. Somebody may therefore publish
newer words, or schedule them for an earlier day, and lose them again when the older version goes
out. Staff are told wherever they look at such a page, and decide.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime

from .models import Version, VersionState

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Setback(NamedTuple):
    """`version` takes the place of `newer` at its time."""

    version: Version
    newer: Version

    def __str__(self) -> str:
        at = date_format(localtime(self.version.publish_at), "j F Y, H:i")
        public = self.newer.state == VersionState.PUBLISHED
        when = "is public now" if public else "goes out before it"
        return (
            f"Version {self.version.number} is scheduled for {at}. It is older than version "
            f"{self.newer.number}, which {when}: the newer words will be gone then."
        )


def setbacks(versions: Iterable[Version]) -> list[Setback]:
    """Among versions of one row, in the order in which families will see them."""
    seen = [
        each for each in versions if each.state in (VersionState.PUBLISHED, VersionState.SCHEDULED)
    ]
    seen.sort(key=_goes_out)
    return [
        Setback(later, sooner)
        for sooner, later in pairwise(seen)
        # What the newer one was made from is past as soon as that is published.
        if later.number < sooner.number and later.number not in sooner.built_on
    ]


def _goes_out(version: Version) -> tuple[datetime, int]:
    is_public = version.state == VersionState.PUBLISHED
    return (LONG_AGO if is_public else version.publish_at), version.number
