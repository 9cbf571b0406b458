"""Saying of an expectation's readings that they still fit its sentence."""

from copy import deepcopy
from typing import Any

from graduated_response.models import Statement
from localoffer.publishing.applying import apply
from localoffer.publishing.models import State, Version
from localoffer.publishing.models.version_queryset import locked
from localoffer.publishing.snapshots import take

COMMENT = "The readings are still right."


def checked_draft(row: Statement, by: Any) -> tuple[Version, bool]:
    """A draft that says nothing new but that the readings are checked, and whether it is alone:
    it goes on from the draft that waits already, if any. Call it in a transaction."""
    row = locked(row)
    waiting = Version.objects.latest_draft_of(row)
    snapshot = deepcopy(waiting.snapshot) if waiting else take(row)
    fields = snapshot["fields"]
    for field in Statement.READING_FIELDS.values():
        fields[f"{field}_from"] = fields["title"] if fields[field] else ""
    if row.state == State.DRAFT:  # never public, so edited directly
        apply(row, snapshot, for_good=True)
    version = Version.objects.save_draft(row, snapshot, by, COMMENT, base=waiting)
    return version, waiting is None
