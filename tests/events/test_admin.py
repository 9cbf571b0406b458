"""Editing events as staff do."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.forms import MOST_REPEATS, repeats
from events.models import Event
from tests.support.admin_forms import sent

from .factories import make_event, make_venue

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
AFTER_THE_LAST = (
    "No date would be added: the last one is on Tuesday 5 January 2027. Choose a later day."
)


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
        "The last of them is on Tuesday 29 February 2028: 60 is the most at once. "
        "To go on from there, repeat the last date once more."
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
    with django_assert_num_queries(6):
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


@pytest.fixture
def december():
    """Asked for before `admin_client`, whose session starts at that time."""
    with time_machine.travel("2026-12-01T12:00Z", tick=False):
        yield


def said_after(client, **fields) -> list[str]:
    response = client.post("/admin/events/event/add/", form_data(**fields), follow=True)
    assert Event.objects.exists(), response.context["adminform"].form.errors
    return [str(each) for each in response.context["messages"] if each.level_tag == "warning"]


LAST_DAY = {"dates-0-ends_0": "2027-01-25"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ""),
        ({"dates-0-starts_0": "2020-01-05", "dates-0-ends_0": "2020-01-05"},
         "Sunday 5 January 2020 is long past. Is the year right?"),
        (LAST_DAY,
         ("Tuesday 5 January 2027, 10am to Monday 25 January, 11am is one date of 21 days. If the "
          "event takes place several times in that time, enter a date for each.")),
        ({"status": "postponed"},
         ("The event is postponed, so families read “New date to be announced”. If Tuesday "
          "5 January 2027, 10am to 11am is the new date, tick “New date” there.")),
        ({"status": "postponed", "dates-0-new_date": "on"}, ""),
        ({"dates-0-cancelled": "on"},
         "No date is left to come: families read that all future dates are cancelled."),
    ],
)  # fmt: skip
def test_no_slip_in_a_date_goes_without_a_remark(december, admin_client, fields, said):
    assert said_after(admin_client, **fields) == ([said] if said else [])


@pytest.mark.django_db
def test_dates_that_overlap_are_remarked_on(december, admin_client):
    second = {
        "dates-TOTAL_FORMS": "2", "dates-1-starts_0": "2027-01-05", "dates-1-starts_1": "10:30",
        "dates-1-ends_0": "2027-01-05", "dates-1-ends_1": "12:00",
    }  # fmt: skip
    (said,) = said_after(admin_client, **second)
    assert said == (
        "Two dates overlap: Tuesday 5 January 2027, 10am to 11am, and Tuesday 5 January 2027, "
        "10.30am to midday."
    )


@pytest.mark.django_db
def test_somebody_who_changes_a_word_is_not_told_of_old_dates_again(admin_client):
    event = make_event("tea", [datetime(2020, 1, 5, 10, tzinfo=LONDON)], state="draft")
    row = event.dates.get()
    data = form_data() | {
        "dates-INITIAL_FORMS": "1", "dates-0-id": row.pk, "dates-0-event": event.pk,
        "dates-0-starts_0": "2020-01-05", "dates-0-ends_0": "2020-01-05",
    }  # fmt: skip
    page = admin_client.post(
        f"/admin/events/event/{event.pk}/change/", sent(event, data), follow=True
    )
    assert "is long past" not in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"dates-0-ends_1": "09:00"}, "The end must be after the start."),
        ({"dates-0-starts_1": ""}, "Give the time too, or tick “All day”."),
        ({"dates-0-ends_1": ""}, "Give the time too, or tick “All day”."),
        ({"dates-TOTAL_FORMS": "2", "dates-1-starts_0": "2027-01-05", "dates-1-starts_1": "10:00"},
         "Two dates start at the same time. Take one of them out."),
    ],
)  # fmt: skip
def test_what_families_would_read_wrong_is_refused_and_nothing_lost(admin_client, fields, sentence):
    page = admin_client.post("/admin/events/event/add/", form_data(**fields))
    assert not Event.objects.exists()
    assert page.content.decode().count(sentence) == 1
    assert 'value="Coffee"' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("last", "ends"),
    [("", 5), ("2027-01-07", 7)],
)
def test_whole_days_need_no_times(admin_client, last, ends):
    fields = {"dates-0-all_day": "on", "dates-0-starts_1": "", "dates-0-ends_1": ""}
    admin_client.post("/admin/events/event/add/", form_data(**fields | {"dates-0-ends_0": last}))
    row = Event.objects.get().dates.get()
    assert (row.starts, row.ends, row.all_day) == (
        datetime(2027, 1, 5, tzinfo=LONDON), datetime(2027, 1, ends, 23, 59, tzinfo=LONDON), True,
    )  # fmt: skip


@pytest.mark.django_db
def test_an_end_may_be_unknown(admin_client):
    admin_client.post(
        "/admin/events/event/add/", form_data(**{"dates-0-ends_0": "", "dates-0-ends_1": ""})
    )
    assert Event.objects.get().dates.get().in_words() == "Tuesday 5 January 2027, from 10am"


@pytest.mark.django_db
def test_what_repeats_keeps_its_place_and_its_kind_of_day(admin_client):
    venue = make_venue()
    fields = {"dates-0-all_day": "on", "dates-0-venue": venue.pk, "dates-0-note": "First time"}
    repeat = {"repeat": "month", "repeat_until": "2027-04-30"}
    admin_client.post("/admin/events/event/add/", form_data(**fields | repeat))
    rows = Event.objects.get().dates.all()
    assert [(row.in_words(), row.venue, row.note) for row in rows] == [
        ("Tuesday 5 January 2027, all day", venue, "First time"),
        ("Tuesday 2 February 2027, all day", venue, ""),
        ("Tuesday 2 March 2027, all day", venue, ""),
        ("Tuesday 6 April 2027, all day", venue, ""),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_form_asks_the_same_whatever_the_number_of_dates(admin_client, count):
    event = make_event("tea", list(range(1, count + 1)), venue=make_venue())
    event.dates.update(venue=make_venue(name="Own"))
    with CaptureQueriesContext(connection) as queries:
        page = admin_client.get(f"/admin/events/event/{event.pk}/change/")
    assert page.content.decode().count("Somewhere else on this date") == count + 2
    assert sum('FROM "events_' in query["sql"] for query in queries) == 13
