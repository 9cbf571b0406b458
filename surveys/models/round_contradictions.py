"""What a round of You said, we did says against itself, and against the calendar."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from events.models import Event
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.family import owned_rows
from localoffer.richtext.html import plain

if TYPE_CHECKING:
    from django.db.models import Model

_YEAR = re.compile(r"\b20\d\d\b")
_NOT_YET = re.compile(
    r"\bwe (?:will|plan to|are planning to|hope to|intend to|are going to)\b", re.IGNORECASE
)
_EVENT = re.compile(r"/events/([\w-]+)/")
TICK_IT = (
    "This answers nothing, while “{}” has no answer: families read that we also did this, and that "
    "we have not answered yet. Tick what it answers."
)


def of_round(cycle: "Model") -> Iterator[Contradiction]:
    yield from _of_its_year(cycle)
    if not cycle.pk:
        return
    owned = {model._meta.model_name: rows.values() for model, rows in owned_rows(cycle).items()}
    yield from _without_other_half(list(owned["yousaid"]), list(owned["wedid"]))
    for each in owned["wedid"]:
        yield from _of_action(each)
    for note in owned["progress"]:
        if note.date and note.date > timezone.localdate():
            yield Contradiction("This day is still to come.", "date", note)
    for promise in owned["promise"]:
        links = [link for link in owned["evidence"] if link.promise_id == promise.pk]
        yield from _of_promise(cycle, promise, links)


def _of_its_year(cycle: "Model") -> Iterator[Contradiction]:
    if not cycle.year:
        return
    if cycle.year > timezone.localdate().year:
        yield Contradiction("That year has not come yet.", "year")
    named = _YEAR.findall(cycle.title)
    if named and str(cycle.year) not in named:
        yield Contradiction(
            f"The title names {named[0]}, but it stands under {cycle.year}.", "year", stops=False
        )


def _without_other_half(said: list, did: list) -> Iterator[Contradiction]:
    answers = _answers(did)
    waiting = [each for each in said if each.pk not in {other for _, other in answers}]
    loose = [action for action in did if action.pk not in {one for one, _ in answers}]
    if waiting:
        for action in loose:
            sentence = TICK_IT.format(Truncator(str(waiting[0])).chars(80))
            yield Contradiction(sentence, "said", action)
    for each in [] if loose else waiting:
        yield Contradiction(
            "This has no answer yet. Families read that too.", "text", each, stops=False
        )


def _answers(did: list) -> set[tuple[int, int]]:
    """(key of what was done, key of what was said)."""
    if not did:
        return set()
    ties = type(did[0]).said.through.objects.filter(wedid__in=[each.pk for each in did])
    return set(ties.values_list("wedid_id", "yousaid_id"))


def _of_action(did: "Model") -> Iterator[Contradiction]:
    if did.status != "done":
        return
    if did.due and did.due > timezone.localdate():
        yield Contradiction(
            "It is done, but planned for a day to come. Change one of the two.", "due", did
        )
    if found := _NOT_YET.search(plain(did.text or "")):
        yield Contradiction(
            "It says “Done”, but the words sound as if it is still to come.",
            "status",
            did,
            stops=False,
            about=found[0],
        )


def _of_promise(cycle: "Model", promise: "Model", links: list) -> Iterator[Contradiction]:
    kept = promise.kept_on
    if kept is None:
        if promise.outcome:
            yield Contradiction(
                "You say what came of it, but families read that it is still to do. Enter the day "
                "when it was kept.",
                "kept_on",
                promise,
                stops=False,
            )
        return
    if kept > timezone.localdate():
        yield Contradiction("A promise cannot be kept on a day to come.", "kept_on", promise)
    if cycle.year and kept.year < cycle.year:
        yield Contradiction(
            f"It was kept before {cycle.year}, the year in which it was made.", "kept_on", promise
        )
    for link in links:
        if (first := _first_day_of_event(link.path)) and first > kept:
            day = date_format(first, "j F Y")
            yield Contradiction(
                f"It was kept before the event that shows it, which began on {day}.",
                "kept_on",
                promise,
                about=link.label,
            )


def _first_day_of_event(path: str) -> date | None:
    match = _EVENT.fullmatch(urlsplit(path).path)
    event = Event.objects.filter(slug=match[1]).first() if match else None
    return event.begins_on() if event else None
