"""What happened to expectations, told from the wordings that were in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from graduated_response.citations import dated_address
from graduated_response.models import Wording
from localoffer.publishing.marked_words import lines_of_html, lines_of_text, marked

NAMES = {
    "title": "The expectation",
    "for_parents": "The same, for parents and carers",
    "easy_read": "The same, in Easy Read",
    "how": "How it is met",
    "detail": "More about it",
    "law": "Paragraphs of Schedule 2",
    "code_paragraphs": "Paragraphs of the Code of Practice",
}
# Where it stands; these count only where another row was chosen, not where one was renamed.
PLACES = {"area": "Area", "part": "Part of the area", "level": "Who it is for", "phases": "Phases"}


class TextChange(NamedTuple):
    """One text before and after; words that went are in <del>, new ones in <ins>."""

    name: str
    before: SafeString
    after: SafeString


@dataclass
class Event:
    """`what`: new, published, changed, moved, withdrawn or brought back; `before`: what was in
    force before `wording`, where that is of interest."""

    what: str
    when: datetime
    wording: Wording
    before: Wording | None = None

    @property
    def code(self) -> str:
        return self.wording.statement.code

    @property
    def address(self) -> str:
        """All that it said on this day."""
        return dated_address(self.code, timezone.localdate(self.when))

    @cached_property
    def changes(self) -> list[TextChange]:
        """Compared when somebody looks: a page shows few of many."""
        return text_changes(self.before, self.wording) if self.before else []


def text_changes(before: Wording, after: Wording) -> list[TextChange]:
    names = NAMES if before.place == after.place else NAMES | PLACES
    found = []
    for field, name in names.items():
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            lines = lines_of_html if field == "detail" else lines_of_text
            found.append(TextChange(name, *marked(lines(old), lines(new))))
    return found


def events(wordings: Iterable[Wording]) -> list[Event]:
    """The history of one expectation, newest first; its wordings come oldest first."""
    wordings = list(wordings)
    found = [Event("published", wordings[0].since, wordings[0])] if wordings else []
    for before, after in pairwise(wordings):
        if before.until < after.since:
            found.append(Event("withdrawn", before.until, before))
            found.append(Event("brought back", after.since, after, before))
        elif not before.says_the_same(after):
            what = "moved" if before.area != after.area else "changed"
            found.append(Event(what, after.since, after, before))
    last = wordings[-1] if wordings else None
    if last and last.has_ended(timezone.now()):
        found.append(Event("withdrawn", last.until, last))
    return found[::-1]


def between(before: datetime | None, after: datetime) -> list[Event]:
    """What changed in all expectations from one moment to another, in their own order: new ones
    first, then changed ones, then withdrawn ones. Without a `before` all are new. One query."""
    rows = Wording.objects.moved_between(before, after).select_related("statement__area")
    old: dict[int, Wording] = {}
    new: dict[int, Wording] = {}
    for row in rows.order_by("statement", "since"):
        (old if before and row.since <= before else new)[row.statement_id] = row
    came = [row for key, row in new.items() if key not in old]
    changed = [(old[key], row) for key, row in new.items() if key in old]
    gone = [row for key, row in old.items() if key not in new]
    return [
        *(Event("new", row.since, row) for row in came if not row.was_there),
        *(Event("brought back", row.since, row) for row in came if row.was_there),
        *(Event("changed", b.since, b, a) for a, b in changed if not a.says_the_same(b)),
        *(Event("withdrawn", row.until, row) for row in gone),
    ]
