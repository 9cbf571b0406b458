"""Which events are coming and past, and how a time reads."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from events.models import Event, EventDate, clock, span

from .factories import make_event, make_venue


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (9, 0, "9am"),
        (9, 30, "9.30am"),
        (12, 0, "midday"),
        (12, 5, "12.05pm"),
        (18, 30, "6.30pm"),
        (0, 0, "midnight"),
        (0, 15, "12.15am"),
    ],
)
def test_times_read_as_people_write_them(hour, minute, words):
    assert clock(datetime(2026, 3, 3, hour, minute, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (
            datetime(2026, 3, 3, 10, tzinfo=UTC),
            datetime(2026, 3, 3, 11, 30, tzinfo=UTC),
            "Tuesday 3 March 2026, 10am to 11.30am",
        ),
        # 10:00 in UTC is 11 o'clock in an English summer.
        (
            datetime(2026, 7, 7, 10, tzinfo=UTC),
            datetime(2026, 7, 8, 15, tzinfo=UTC),
            "Tuesday 7 July 2026, 11am to Wednesday 8 July, 4pm",
        ),
    ],
)
def test_a_span_is_local_time(starts, ends, words):
    assert span(starts, ends) == words


@pytest.mark.django_db
def test_coming_is_soonest_first_then_to_be_announced_and_past_newest_first():
    later = make_event("later", [30])
    soon = make_event("soon", [-10, 3])
    open_date = make_event("open")
    old = make_event("old", [-300])
    recent = make_event("recent", [-20, -5])
    assert list(Event.objects.coming()) == [soon, later, open_date]
    assert list(Event.objects.past()) == [recent, old]


@pytest.mark.django_db
def test_a_cancelled_date_is_not_the_next_one_but_keeps_the_event_listed():
    event = make_event("weekly", [2, 9])
    event.dates.filter(pk=event.dates.first().pk).update(cancelled=True)
    coming = Event.objects.coming().get()
    assert coming.next_start == event.dates.last().starts
    event.dates.update(cancelled=True)
    assert Event.objects.coming().get().next_start is None


@pytest.mark.django_db
def test_the_database_refuses_a_date_twice_or_backwards():
    event = make_event(dates=[1])
    date = event.dates.get()
    for starts, ends in [(date.starts, date.ends), (date.ends, date.starts)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            EventDate.objects.create(event=event, starts=starts, ends=ends)
    with pytest.raises(ValidationError, match="The end must be after the start"):
        EventDate(event=event, starts=date.ends, ends=date.starts).clean()


@pytest.mark.django_db
def test_an_unknown_access_fact_is_not_a_no():
    facts = dict(make_venue(step_free=True, hearing_loop=False).facts())
    assert (facts["step-free way in"], facts["hearing loop"], facts["quiet space"]) == (
        True, False, None,
    )  # fmt: skip
