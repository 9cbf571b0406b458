"""Which events are coming and past, and how a time reads."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from events.models import Event, EventDate

from .factories import make_event, make_venue


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
