"""What families can ask in a meeting: the lists of questions in stages and worries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from graduated_response.models import Page, Part
from localoffer.richtext.html import plain

WHERE = (Part.Role.ASK, Part.Role.SAY)
_ITEM = re.compile(r"<li\b[^>]*>")
_END_OF_ITEM = re.compile(r"</li>|<[uo]l\b")
QUOTES = "\"'“”‘’ "


@dataclass(frozen=True)
class Question:
    """`key` is made of the words, so that a tick is never moved to another question."""

    key: str
    words: str


@dataclass(frozen=True)
class Group:
    """The questions of one stage or worry."""

    slug: str
    kind: str
    title: str
    questions: tuple[Question, ...]


def groups(first: str = "") -> list[Group]:
    """Stages, then worries, in their order; the page with the address `first` before all. One
    query."""
    parts = (
        Part.objects.filter(role__in=WHERE, page__in=Page.objects.live())
        .select_related("page")
        .order_by("page__kind", "page__position", "page__title", "pk")
    )
    found: dict[Page, list[Question]] = {}
    for part in parts:
        found.setdefault(part.page, []).extend(questions_in(part.text))
    made = [
        Group(page.slug, page.kind, page.title, tuple(dict.fromkeys(questions)))
        for page, questions in found.items()
        if questions
    ]
    return sorted(made, key=lambda group: group.slug != first)


def questions_in(text: str) -> Iterator[Question]:
    """One for each item of the lists in a rich text, without quotation marks around it."""
    for item in _ITEM.split(text)[1:]:
        if words := " ".join(plain(_END_OF_ITEM.split(item)[0]).split()).strip(QUOTES):
            yield Question(blake2b(words.encode(), digest_size=5).hexdigest(), words)
