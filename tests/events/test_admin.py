"""Editing events as staff do."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from events.forms import MOST_REPEATS, repeats
from events.models import Event
from tests.staff import sent

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


BOXES = ["starts_0", "starts_1", "ends_0", "ends_1"]
NO_DATE = {f"dates-0-{box}": "" for box in BOXES}
AFTER_THE_LAST = "No date would be added: the last one is on 5 January 2027. Choose a later day."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ({"repeat_until": "2027-01-19"} | NO_DATE, "repeat",
         "There is no date to repeat yet. Enter the first date below."),
        ({"repeat_until": "2027-01-01"}, "repeat_until", AFTER_THE_LAST),
        ({"repeat_until": "2027-01-11"}, "repeat_until", AFTER_THE_LAST),
    ],
)  # fmt: skip
def test_a_repetition_that_adds_nothing_is_refused(admin_client, asked, field, sentence):
    data = form_data(repeat="week", **asked)
    page = admin_client.post("/admin/events/event/add/", data)
    assert page.context["adminform"].form.errors == {field: [sentence]}
    assert sentence in page.content.decode()
    assert '<option value="week" selected>' in page.content.decode()
    assert f'value="{asked["repeat_until"]}"' in page.content.decode()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_date_that_is_taken_away_is_not_repeated(admin_client):
    event = make_event("tea", [3], state="draft")
    row = event.dates.get()
    data = form_data(repeat="week", repeat_until="2027-01-19", **NO_DATE) | {
        "dates-TOTAL_FORMS": "1", "dates-INITIAL_FORMS": "1", "dates-0-id": row.pk,
        "dates-0-event": event.pk, "dates-0-DELETE": "on",
    }  # fmt: skip
    page = admin_client.post(f"/admin/events/event/{event.pk}/change/", sent(event, data))
    assert "There is no date to repeat yet." in page.content.decode()


@pytest.mark.django_db
def test_who_asks_for_too_many_dates_is_told_where_they_end(admin_client):
    data = form_data(repeat="week", repeat_until="2030-12-31")
    response = admin_client.post("/admin/events/event/add/", data, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert f"{MOST_REPEATS} more dates were added." in said
    assert (
        "The last of them is on 29 February 2028: 60 is the most at once. To go on from there, "
        "repeat the last date once more."
    ) in said
    assert timezone.localdate(Event.objects.get().dates.last().starts) == date(2028, 2, 29)


@pytest.mark.django_db
def test_who_asks_for_just_as_many_dates_hears_of_no_limit(admin_client):
    data = form_data(repeat="week", repeat_until="2028-02-29")
    response = admin_client.post("/admin/events/event/add/", data, follow=True)
    assert "is the most at once" not in response.content.decode()


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
