"""One row at a time: bringing it up to date with its document, and publishing it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Model

from localoffer.document_reader.findings import shortened
from localoffer.publishing.models import Published, State
from localoffer.publishing.outgoing import reasons_against
from localoffer.publishing.recording import recording

from .memory import PLACES, Match, compare, new_trace
from .outcome import Outcome

COMMENT = "Imported from a document."


@contextmanager
def versions_of(rows: Iterable[Published], outcome: Outcome, by: Any) -> Iterator[None]:
    """Change stored rows inside the block: what they said stays among their versions, and the
    outcome tells whose drafts were overtaken.
    """
    with recording(rows, by, COMMENT) as overtaken:
        yield
    outcome.overtaken += [shortened(row.title) for row in overtaken.drafts]
    outcome.scheduled += [shortened(row.title) for row in overtaken.scheduled]


def published_if_right(save: Callable[[bool], Outcome], publish: bool) -> Outcome:
    """Publish only what passes the checks of settings.BEFORE_PUBLISHING; else all is kept as
    drafts, and the outcome says why. `save(publish)` stores it in the transaction it is called in.
    """
    if not publish:
        return save(False)
    with transaction.atomic():
        outcome = save(True)
        stopped = _sentences(outcome.public)
        if not stopped:
            return outcome
        transaction.set_rollback(True)
    outcome = save(False)
    outcome.stopped = stopped
    return outcome


def _sentences(rows: list[Published]) -> list[str]:
    """Each row by itself, as it stands in the database."""
    fresh = [type(row)._meta.base_manager.get(pk=row.pk) for row in rows]
    return [
        f"{shortened(row.title)}: {sentence}"
        for row in fresh
        for sentence in reasons_against(None, [row], [])
    ]


def revise(match: Match, outcome: Outcome, frozen: bool) -> bool:
    """Give the row the new words of the document, but never over words of staff; say whether it
    must be saved. `frozen`: families see the row, and staff did not choose to publish.

    `match.trace` becomes what the next import must remember.
    """
    difference = compare(match.row, match.piece.values, match.trace)
    words = str(match.piece)
    if difference.kept:
        outcome.kept.append(words)
    reworded = any(name not in PLACES for name in difference.changes)
    if frozen and difference.changes:
        if reworded:
            outcome.waiting.append(words)
        return False
    set_values(match.row, difference.changes)
    match.trace = new_trace(match, difference.kept)
    if reworded:
        outcome.updated.append(words)
    elif difference.changes:
        outcome.moved += 1
    return bool(difference.changes)


def set_values(row: Model, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def publish_once(row: Published, trace: dict, outcome: Outcome) -> bool:
    """Make a draft live; say whether it must be saved. What staff took off the site stays off."""
    if row.state == State.LIVE:
        trace["live"] = True
        return False
    if trace.get("live") or row.state == State.ARCHIVED:
        outcome.taken_down.append(shortened(row.title))
        return False
    if row.unfinished():
        outcome.unfinished.append(shortened(row.title))
        return False
    row.state, trace["live"] = State.LIVE, True
    outcome.published.append(shortened(row.title))
    return True


def is_frozen(row: Published, publish: bool) -> bool:
    return row.state == State.LIVE and not publish


def traces_to_keep(traces: list[dict], matches: list[Match]) -> list[dict]:
    """What to remember: every match, and what an earlier document had beside them."""
    now = [match.trace for match in matches if match.trace]
    known = {trace["pk"] for trace in now}
    return now + [trace for trace in traces if trace["pk"] not in known]


def note_gone(
    traces: list[dict], matches: list[Match], labels: dict[int, str], outcome: Outcome
) -> None:
    """Say what staff deleted, and what the document no longer holds. `labels`: of rows, by key."""
    outcome.deleted += [str(match.piece) for match in matches if match.was_deleted]
    matched = {match.trace["pk"] for match in matches if match.trace}
    outcome.dropped += [
        shortened(labels[trace["pk"]])
        for trace in traces
        if trace["pk"] not in matched and trace["pk"] in labels
    ]
