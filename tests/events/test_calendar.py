"""Calendars hold every date once, with the state a reader needs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from .factories import make_event, make_venue

pytestmark = pytest.mark.django_db


def entries(client, path):
    response = client.get(path)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_one_event_is_an_entry_for_each_date(client):
    start = datetime(2026, 7, 7, 9, tzinfo=UTC)
    event = make_event("coffee", [start, start + timedelta(days=7)], venue=make_venue())
    event.dates.filter(starts=start).update(cancelled=True)
    first, second = entries(client, "/events/coffee.ics")
    assert first["DTSTART"].dt == start
    assert first["DTSTART"].params["TZID"] == "Europe/London"
    assert (first["STATUS"], second["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert first["UID"] != second["UID"]
    assert second["LOCATION"] == "Long Barn, 1 High Street, Larkminster, LK1 1AA"
    assert second["URL"] == "http://127.0.0.1:8000/events/coffee/"


def test_an_event_without_a_date_has_no_calendar_file(client):
    make_event("later")
    assert client.get("/events/later.ics").status_code == 404


def test_all_events_hold_what_comes_and_the_last_quarter(client):
    make_event("old", [-200])
    make_event("recent", [-30])
    make_event("coming", [30], title="Line\r\nBEGIN:VEVENT")
    found = entries(client, "/events/calendar.ics")
    assert str(found[0]["SUMMARY"]) == "Event recent"
    assert len(found) == 2


def test_the_feed_names_coming_events(client):
    make_event("coming", [30], title="Tea & talk")
    body = client.get("/events/feed/").content.decode()
    assert "<title>Tea &amp; talk</title>" in body
    assert 'href="http://' in body
    assert timezone.now().strftime("%Y-") in body


def test_an_entry_of_the_feed_has_an_address_as_its_id(client):
    """RFC 4287 (4.2.6): an IRI; Django's own tag has no date where the entry has none."""
    make_event("coming", [30])
    body = client.get("/events/feed/").content.decode()
    assert "<id>http://127.0.0.1:8000/events/coming/</id>" in body
    assert "<id>tag:" not in body


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/events/calendar.ics", 1), ("/events/feed/", 2)])
def test_queries_do_not_grow(client, django_assert_num_queries, count, path, queries):
    for number in range(count):
        event = make_event(f"e{number}", [number + 1], venue=make_venue(name=f"V{number}"))
        event.dates.update(venue=make_venue(name=f"Own {number}"))
    with django_assert_num_queries(queries):
        client.get(path)
