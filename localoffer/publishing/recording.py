"""Changes that no form made, such as an import's, put into the history of their rows."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from .models import Published, Version
from .models.version_queryset import locked_snapshot
from .models.version_states import OPEN
from .models.version_states import VersionState as S


@dataclass
class Overtaken:
    """Rows whose words in waiting are older now than what the row says."""

    # Their open drafts said something else and are no longer current; the history keeps them.
    drafts: list[Published] = field(default_factory=list)
    # A version that is scheduled still goes out: only a person may take that back.
    scheduled: list[Published] = field(default_factory=list)


@contextmanager
def recording(rows: Iterable[Published], by: Any, comment: str) -> Iterator[Overtaken]:
    """Keep a version of each row that changes inside the block; nothing it said before is lost.

    The rows are locked, so an editor who publishes or saves at the same time comes before or
    after, and is told. The answer is filled when the block ends.
    """
    before = [locked_snapshot(row) for row in rows]
    overtaken = Overtaken()
    yield overtaken
    for stored, snapshot in before:
        row, present = locked_snapshot(stored)
        if row.state == stored.state and present == snapshot:
            continue
        drafts = list(Version.objects.history_of(row).filter(state__in=OPEN))
        Version.objects.changed_past_forms(stored, snapshot, by, comment)
        if any(draft.state != S.SCHEDULED and draft.snapshot != snapshot for draft in drafts):
            overtaken.drafts.append(row)
        if any(draft.state == S.SCHEDULED for draft in drafts):
            overtaken.scheduled.append(row)
