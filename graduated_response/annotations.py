"""What a list shows of an expectation beyond its own words."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from graduated_response.citations import reference
from graduated_response.filters import Narrowing, in_words_for
from graduated_response.models import Statement

EASY_READ = Statement.Reading.EASY_READ


def name(statements: Iterable[Statement], narrowing: Narrowing) -> None:
    """Give each statement `phase_names`, `for_all_phases` and `stage_names`."""
    for statement in statements:
        statement.phase_names = narrowing.shelf.names("phase", statement.pk)
        statement.for_all_phases = narrowing.shelf.is_for_all("phase", statement.pk)
        statement.stage_names = narrowing.shelf.names("stage", statement.pk)


def word(statements: Iterable[Statement], narrowing: Narrowing) -> None:
    """Give each statement its names, and what it says in the chosen reading: `wording`,
    `is_borrowed`, `stale_reading`, `lines` (of Easy Read, with pictures).

    Borrowed: nobody has written this reading yet, so the sentence itself stands in. Where the
    sentence has changed since the reading was checked, the sentence in force stands first and
    the older words below it, with a remark: nobody takes them for what holds today.
    """
    name(statements, narrowing)
    for statement in statements:
        reading = statement.reading(narrowing.audience)
        is_stale = statement.is_stale(narrowing.audience)
        statement.wording = statement.title if is_stale or not reading else reading
        statement.is_borrowed = not reading
        statement.stale_reading = reading if is_stale else ""
        shows_pictures = narrowing.audience == EASY_READ and reading and not is_stale
        statement.lines = statement.easy_lines if shows_pictures else []
        statement.address = in_words_for(statement.get_absolute_url(), narrowing.audience)


def describe(request: HttpRequest, statements: Iterable[Statement], narrowing: Narrowing) -> None:
    """Give each statement (of `for_lists()`) its words, its `reference`, and where its area and
    its history are, in the chosen reading."""
    today = timezone.localdate()
    word(statements, narrowing)
    for statement in statements:
        statement.area_address = narrowing.area_address(statement.area.slug)
        history = reverse("provision:history", args=[statement.code])
        statement.history_address = in_words_for(history, narrowing.audience)
        statement.reference = reference(request, statement.code, statement.worded, today)
