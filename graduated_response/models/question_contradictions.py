"""What a question says against itself, and whether it is still in the words of who asked."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from localoffer.publishing.contradictions import Contradiction

if TYPE_CHECKING:
    from django.db.models import Model

_NUMBERED = re.compile(r"question(?:-\d+)?")
_WORDS = re.compile(r"\w+")
# Fewer equal words are no quotation: "How do I appeal?" is what anybody would ask.
FEWEST_WORDS = 6
TO_COME = "This day is still to come."
ADDRESS = "This address says nothing. Write a few words of the question."
THEIR_WORDS = (
    "This is word for word what somebody asked. Write it in your own words, or confirm that it "
    "tells of nobody."
)


def of_question(question: "Model") -> Iterator[Contradiction]:
    today = timezone.localdate()
    if question.as_at and question.as_at > today:
        yield Contradiction(TO_COME, "as_at")
    answered_on = question.answered_on()
    if answered_on and question.review_by and question.review_by < answered_on:
        yield Contradiction(
            "The next review is before the day of the answer. Change one of the two.",
            "review_by",
            stops=False,
        )
    if not question.is_question and question.text.rstrip().endswith("?"):
        yield Contradiction(
            "It ends like a question, but is marked as a statement.", "is_question", stops=False
        )
    if question.asked and _same(question.asked, question.title):
        yield Contradiction("This only says the title again. Empty it.", "asked", stops=False)
    yield from _replaced(question)
    if question.pk:
        yield from _of_who_asked(question)


def of_set(question_set: "Model") -> Iterator[Contradiction]:
    day = question_set.as_at
    if day is None:
        return
    if day > timezone.localdate():
        yield Contradiction(TO_COME, "as_at")
    first = question_set.event and question_set.event.dates.order_by("starts").first()
    if first and day < timezone.localdate(first.starts):
        yield Contradiction(
            "The answers are older than the event at which the questions were asked.",
            "as_at",
            stops=False,
        )


def _replaced(question: "Model") -> Iterator[Contradiction]:
    newer = question.superseded_by
    if newer is None:
        return
    if newer.pk == question.pk or any(each.pk == question.pk for each in question.newer_answers()):
        yield Contradiction("It cannot be replaced by itself.", "superseded_by")
    elif question.newest_live() is None:
        yield Contradiction(
            "Families cannot see the question that replaces it, so they read this one as current.",
            "superseded_by",
            stops=False,
        )


def _of_who_asked(question: "Model") -> Iterator[Contradiction]:
    """A question from the public is published under an address and in words of an editor."""
    asked = list(question.asked_by_public.values_list("words", flat=True))
    if asked and _NUMBERED.fullmatch(question.slug or ""):
        yield Contradiction(ADDRESS, "slug")
    for field in ("asked", "title"):
        mine = getattr(question, field) or ""
        if any(_is_quoted(mine, words) for words in asked):
            yield Contradiction(THEIR_WORDS, field, confirmable=True, about=mine)
            return


def _is_quoted(mine: str, theirs: str) -> bool:
    """Whether all of it stands in what they wrote."""
    said = _folded(mine)
    return len(said.split()) >= FEWEST_WORDS and f" {said} " in f" {_folded(theirs)} "


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
