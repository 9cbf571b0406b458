"""What is asked before an action changes what families see of several rows, and what it left."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from .addresses import address_of
from .incoming_links import names_for, used_by
from .models import Published, State, Version

# So many names stand in a sentence.
NAMED = 5


class Left(NamedTuple):
    """A row with which an action does nothing, and why."""

    row: Published
    why: str


class Chosen(NamedTuple):
    """What somebody chose, parted by whether the action can do something with it."""

    rows: list[Published]
    left: list[Left]

    @classmethod
    def parted(cls, rows: Iterable[Published], why_not: Callable[[Published], str]) -> "Chosen":
        reasons = [(row, why_not(row)) for row in rows]
        return cls(
            [row for row, why in reasons if not why],
            [Left(row, why) for row, why in reasons if why],
        )


class Question(NamedTuple):
    """What is asked before an action is done. `details` says more of each row, by its key."""

    action: str
    title: str
    words: list[str]
    button: str
    details: dict[int, list[str]]


class Item(NamedTuple):
    """A row on the page that asks. `public` is where families see it today; "" where nowhere."""

    row: Published
    form: str
    public: str
    sentences: list[str]


def counted(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items"


def named(rows: list[Published]) -> str:
    """'Tea, Coffee and 3 more'."""
    names = ", ".join(f"“{row}”" for row in rows[:NAMED])
    return f"{names} and {len(rows) - NAMED} more" if len(rows) > NAMED else names


def will_be(row: Published) -> str:
    draft = Version.objects.latest_draft_of(row)
    number = f"Version {draft.number}" if draft else "It"
    if row.state == State.DRAFT:
        return f"{number} goes live for the first time."
    return f"{number} takes the place of what families see."


def public_address(row: Published) -> str:
    return (address_of(row) or "") if row.is_live() else ""


def seen_today(seen: int, of: int) -> str:
    if of == 1:
        return f"Families {'see it today, and will not any more' if seen else 'do not see it'}."
    if not seen:
        return "Families see none of them today."
    every = "all" if seen == of else f"{seen} of the"
    return f"Families see {every} {of} today, and will not any more."


def used(user: Any, rows: list[Published]) -> dict[int, list[str]]:
    """What families see of each today, and what is built from it or leads to it."""
    users = used_by(rows) if rows else {}
    found = {}
    for row in rows:
        names = names_for(user, users[row.pk])
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        uses = f"Used by: {', '.join(names[:NAMED])}{more}." if names else "Nothing else uses it."
        state = [] if public_address(row) else [row.state_in_words() + "."]
        found[row.pk] = [*state, uses, *comes_back(row)]
    return found


def comes_back(row: Published) -> list[str]:
    scheduled = Version.objects.history_of(row).filter(state="scheduled").last()
    if scheduled is None:
        return []
    return [f"Version {scheduled.number} is scheduled: at its time families see it again."]
