"""What an event or a venue says against itself, and against the calendar."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from localoffer.publishing.contradictions import Contradiction
from localoffer.richtext.html import plain

from .dates import State

if TYPE_CHECKING:
    from django.db.models import Model

_BOOK_NOW = re.compile(
    r"\b(?:book|reserve) (?:now|today|your (?:place|space|seat)|a (?:place|space|seat))\b"
    r"|\b(?:register|sign up|apply) (?:now|today|here)\b"
    r"|\bplaces are (?:still )?(?:available|free|left)\b"
    r"|\bstill (?:some )?places\b|\bdo not miss it\b|\bhope to see you there\b",
    re.IGNORECASE,
)
_COME = re.compile(r"\b(?:come along|join us|come and|drop in|see you there)\b", re.IGNORECASE)
_PRICE = re.compile(r"£\s?\d")
_FREE = re.compile(r"\b(?:free|no (?:cost|charge)|nothing)\b", re.IGNORECASE)
_STEPS = re.compile(
    r"\b(?:not|no) step[- ]free\b|\b(?:is|are) (?:a |one |two |three |some |a few )?(?:flight of )?"
    r"(?:steps?|stairs) (?:up )?(?:to|at) the (?:main |front )?(?:door|entrance|way in)\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE)
NOT_TO_COME = {
    State.OVER: "is over",
    State.NOT_HELD: "was cancelled",
    State.CANCELLED: "is cancelled",
    State.DATES_CANCELLED: "is cancelled",
    State.POSTPONED: "is postponed",
}
NOT_BEGUN = {State.NEXT, State.NEW_DATE}


def of_event(event: "Model") -> Iterator[Contradiction]:
    schedule = event.schedule() if event.pk else None
    if schedule and (why := NOT_TO_COME.get(schedule.state)):
        yield from _invitations(event, why)
    is_free = _FREE.fullmatch((event.cost or "").strip(" ."))
    if is_free and (found := _PRICE.search(plain(event.body or ""))):
        yield Contradiction(
            f"The cost is “{event.cost}”, but the text names a price.",
            "cost",
            stops=False,
            about=found[0],
        )
    if event.kind == "webinar" and event.venue and not event.online_url:
        yield Contradiction(
            "A webinar is online, but this one has a venue and no link.", "venue", stops=False
        )
    if schedule and schedule.state in NOT_BEGUN and not schedule.held:
        for material in event.materials.filter(kind="recording"):
            yield Contradiction(
                "There cannot be a recording yet: it has not begun.", "kind", material
            )


def _invitations(event: "Model", why: str) -> Iterator[Contradiction]:
    for field in ("title", "summary", "body", "cost", "audience"):
        text = (
            plain(getattr(event, field) or "") if field == "body" else getattr(event, field) or ""
        )
        if found := _BOOK_NOW.search(text):
            yield Contradiction(
                f"The event {why}, but this asks families to come.", field, about=found[0]
            )
        elif found := _COME.search(text):
            yield Contradiction(
                f"The event {why}. Does this still ask families to come?",
                field,
                stops=False,
                about=found[0],
            )


def of_venue(venue: "Model") -> Iterator[Contradiction]:
    if venue.changing_places and venue.accessible_toilet is False:
        yield Contradiction(
            "A Changing Places toilet is an accessible toilet. Change one of the two.",
            "accessible_toilet",
        )
    if venue.step_free and (found := _STEPS.search(venue.access_notes or "")):
        yield Contradiction(
            "You say that the way in is step-free, and that there are steps.",
            "access_notes",
            about=found[0],
        )
    found = _POSTCODE.search(venue.address or "")
    if found and venue.postcode and _squeezed(found[0]) != _squeezed(venue.postcode):
        yield Contradiction("The address holds another postcode.", "postcode", about=found[0])


def _squeezed(postcode: str) -> str:
    return "".join(postcode.upper().split())
