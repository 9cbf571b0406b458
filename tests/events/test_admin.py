"""Editing events as staff do."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from events.forms import MOST_REPEATS, repeats
from events.models import Event

from .factories import make_event

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("every", "until", "days"),
    [
        ("week", date(2026, 3, 24), [(3, 17), (3, 24)]),
        ("fortnight", date(2026, 4, 6), [(3, 24)]),
        ("month", date(2026, 5, 31), [(4, 14), (5, 12)]),
        ("week", date(2026, 3, 10), []),
    ],
)
def test_repeats_keep_the_hour_of_the_clock(every, until, days):
    # The clocks go forward on 29 March 2026; ten o'clock stays ten o'clock.
    starts = repeats(datetime(2026, 3, 10, 10, tzinfo=LONDON), every, until)
    local = [timezone.localtime(start) for start in starts]
    assert [(day.month, day.day) for day in local] == days
    assert {day.hour for day in local} <= {10}


def test_a_slip_of_the_year_does_not_make_thousands_of_dates():
    first = datetime(2026, 3, 10, 10, tzinfo=LONDON)
    assert len(repeats(first, "week", date(2206, 1, 1))) == MOST_REPEATS


def form_data(**fields):
    return {
        "title": "Coffee", "slug": "coffee", "summary": "Talk.", "kind": "drop-in",
        "body": "<p>Come.</p><script>alert(1)</script>", "audience": "Parents", "cost": "Free",
        "status": "planned", "state": "live", "review_by": "2027-01-01",
        "dates-TOTAL_FORMS": "1", "dates-INITIAL_FORMS": "0",
        "dates-0-starts_0": "2027-01-05", "dates-0-starts_1": "10:00",
        "dates-0-ends_0": "2027-01-05", "dates-0-ends_1": "11:00",
        "materials-TOTAL_FORMS": "0", "materials-INITIAL_FORMS": "0",
    } | fields  # fmt: skip


@pytest.mark.django_db
def test_an_editor_adds_a_weekly_event(admin_client):
    data = form_data(repeat="week", repeat_until="2027-01-19")
    response = admin_client.post("/admin/events/event/add/", data, follow=True)
    assert "2 more dates were added." in response.content.decode()
    event = Event.objects.get()
    assert [timezone.localtime(row.starts).day for row in event.dates.all()] == [5, 12, 19]
    assert event.body == "<p>Come.</p>"


@pytest.mark.django_db
def test_half_a_repetition_is_refused_with_a_sentence(admin_client):
    page = admin_client.post("/admin/events/event/add/", form_data(repeat="week"))
    assert "Say until when it repeats." in page.content.decode()
    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_events_asks_a_fixed_number_of_queries(
    admin_client, django_assert_num_queries, count
):
    for number in range(count):
        make_event(f"e{number}", [1])
    with django_assert_num_queries(5):
        page = admin_client.get("/admin/events/event/?when=coming")
    assert page.content.decode().count("See page") == count


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["event/", "event/add/", "venue/", "venue/add/", "event/?when=past", "event/?review=overdue",
     "event/?review=soon", "event/?q=tea"],
)  # fmt: skip
def test_admin_pages_open(admin_client, path):
    assert admin_client.get(f"/admin/events/{path}").status_code == 200
