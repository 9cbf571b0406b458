"""One row decides what is said of a date: each state, and its exact words wherever they stand.

It is Tuesday 2 March 2027, midday.
"""

import ast
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.admin import site
from django.test import RequestFactory
from icalendar import Calendar

from events.dates import clock, span
from events.models import Event, EventDate
from events.querysets import not_over, stands
from localoffer.richtext.html import plain
from tests.public_site import costs

from .factories import make_event, make_venue

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 2, 12, tzinfo=LONDON)


def at(day: int, hour: int = 10, minute: int = 0, month: int = 3, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def row(starts: datetime, ends: datetime | None = None, **fields) -> dict:
    return {"starts": starts, "ends": ends or starts + timedelta(hours=1)} | fields


@dataclass
class Case:
    """`dates` and `event`: what is stored. The others: what is read, in order from the list to the
    admin. `calendar`: (title, status, start, end) of each entry."""

    dates: list
    event: dict
    tag: str
    block: str
    when: str
    page: list[str]
    headline: str
    calendar: list[tuple] = field(default_factory=list)
    is_past: bool = False


STOOD = {"summary": "Tea"}
CASES = {
    "none announced yet": Case(
        [], {"when_note": "Early next year"}, "", "Date to be announced", "Early next year",
        ["Date to be announced. Early next year."], "Date to be announced. Early next year.",
    ),
    "next date": Case(
        [row(at(9)), row(at(16))], {}, "", "Tuesday 9 March 2027",
        "Tuesday 9 March 2027, 10am to 11am",
        ["Tuesday 9 March 2027, 10am to 11am", "Tuesday 16 March 2027, 10am to 11am"],
        "Tuesday 9 March 2027, 10am to 11am.",
        [("Tea", "CONFIRMED", at(9), at(9, 11)), ("Tea", "CONFIRMED", at(16), at(16, 11))],
    ),
    # A range that is made of two dates: the short one ends first, the long one starts first.
    "a long date and a short one in it": Case(
        [row(at(1, 9), at(30, 17)), row(at(9))], {}, "Happening now", "Monday 1 March 2027",
        "Monday 1 March 2027, 9am to Tuesday 30 March, 5pm",
        ["Happening now.", "Monday 1 March 2027, 9am to Tuesday 30 March, 5pm",
         "Tuesday 9 March 2027, 10am to 11am"],
        "Happening now: Monday 1 March 2027, 9am to Tuesday 30 March, 5pm.",
        [("Tea", "CONFIRMED", at(1, 9), at(30, 17)), ("Tea", "CONFIRMED", at(9), at(9, 11))],
    ),
    "happening now": Case(
        [row(at(2, 11, 30), at(2, 13))], {}, "Happening now", "Tuesday 2 March 2027",
        "Tuesday 2 March 2027, 11.30am to 1pm",
        ["Happening now.", "Tuesday 2 March 2027, 11.30am to 1pm"],
        "Happening now: Tuesday 2 March 2027, 11.30am to 1pm.",
        [("Tea", "CONFIRMED", at(2, 11, 30), at(2, 13))],
    ),
    "all coming ones cancelled": Case(
        [row(at(1)), row(at(9), cancelled=True), row(at(16), cancelled=True)], {},
        "Cancelled", "All future dates are cancelled", "",
        ["All future dates are cancelled.", "Tuesday 9 March 2027, 10am to 11am Cancelled",
         "Tuesday 16 March 2027, 10am to 11am Cancelled",
         "Monday 1 March 2027, 10am to 11am"],
        "All future dates are cancelled.",
        [("Tea", "CONFIRMED", at(1), at(1, 11)), ("Cancelled: Tea", "CANCELLED", at(9), at(9, 11)),
         ("Cancelled: Tea", "CANCELLED", at(16), at(16, 11))],
    ),
    "the only date cancelled": Case(
        [row(at(9), cancelled=True)], {}, "Cancelled", "The next date is cancelled", "",
        ["The next date is cancelled.", "Tuesday 9 March 2027, 10am to 11am Cancelled"],
        "The next date is cancelled.",
        [("Cancelled: Tea", "CANCELLED", at(9), at(9, 11))],
    ),
    "a cancelled date among others": Case(
        [row(at(9), cancelled=True, note="The hall is closed."), row(at(16))], {},
        "", "Tuesday 16 March 2027", "Tuesday 16 March 2027, 10am to 11am",
        ["Tuesday 9 March 2027, 10am to 11am Cancelled The hall is closed.",
         "Tuesday 16 March 2027, 10am to 11am"],
        "Tuesday 16 March 2027, 10am to 11am.",
        [("Cancelled: Tea", "CANCELLED", at(9), at(9, 11)),
         ("Tea", "CONFIRMED", at(16), at(16, 11))],
    ),
    "postponed without a new date": Case(
        [row(at(9))], {"status": "postponed", "when_note": "In the summer"},
        "Postponed", "New date to be announced", "In the summer",
        ["New date to be announced. In the summer.",
         "Tuesday 9 March 2027, 10am to 11am Postponed"],
        "Postponed. New date to be announced. In the summer.",
        [("Postponed: Tea", "CANCELLED", at(9), at(9, 11))],
    ),
    "postponed, and the old date has passed": Case(
        [row(at(1))], {"status": "postponed"}, "Postponed", "New date to be announced", "",
        ["New date to be announced.", "Monday 1 March 2027, 10am to 11am Postponed"],
        "Postponed. New date to be announced.",
        [("Postponed: Tea", "CANCELLED", at(1), at(1, 11))],
    ),
    "postponed with a new date": Case(
        [row(at(9)), row(at(16), new_date=True)], {"status": "postponed"},
        "New date", "Tuesday 16 March 2027", "Tuesday 16 March 2027, 10am to 11am",
        ["There is a new date.", "Tuesday 9 March 2027, 10am to 11am Postponed",
         "Tuesday 16 March 2027, 10am to 11am New date"],
        "Postponed. New date: Tuesday 16 March 2027, 10am to 11am.",
        [("Postponed: Tea", "CANCELLED", at(9), at(9, 11)),
         ("Tea", "CONFIRMED", at(16), at(16, 11))],
    ),
    "postponed, and held on the new date": Case(
        [row(at(1, month=2)), row(at(1), new_date=True)], {"status": "postponed"},
        "", "Monday 1 March 2027", "Monday 1 March 2027, 10am to 11am",
        ["This event has taken place.", "Monday 1 February 2027, 10am to 11am Postponed",
         "Monday 1 March 2027, 10am to 11am"],
        "It took place on Monday 1 March 2027, 10am to 11am.",
        [("Postponed: Tea", "CANCELLED", at(1, month=2), at(1, 11, month=2)),
         ("Tea", "CONFIRMED", at(1), at(1, 11))],
        is_past=True,
    ),
    "the whole event cancelled": Case(
        [row(at(9))], {"status": "cancelled"}, "Cancelled", "It will not take place",
        "It was planned for Tuesday 9 March 2027, 10am to 11am",
        ["It will not take place.", "Tuesday 9 March 2027, 10am to 11am Cancelled"],
        "Cancelled. It will not take place. It was planned for Tuesday 9 March 2027, 10am to 11am.",
        [("Cancelled: Tea", "CANCELLED", at(9), at(9, 11))],
    ),
    "the whole event cancelled, long ago": Case(
        [row(at(1))], {"status": "cancelled"}, "Cancelled", "It did not take place", "",
        ["It did not take place.", "Monday 1 March 2027, 10am to 11am Cancelled"],
        "Cancelled. It did not take place.",
        [("Cancelled: Tea", "CANCELLED", at(1), at(1, 11))],
        is_past=True,
    ),
    "over": Case(
        [row(at(1, month=2)), row(at(1))], {}, "", "Monday 1 March 2027",
        "Monday 1 March 2027, 10am to 11am",
        ["This event has taken place.", "Monday 1 February 2027, 10am to 11am",
         "Monday 1 March 2027, 10am to 11am"],
        "It took place on Monday 1 March 2027, 10am to 11am.",
        [("Tea", "CONFIRMED", at(1, month=2), at(1, 11, month=2)),
         ("Tea", "CONFIRMED", at(1), at(1, 11))],
        is_past=True,
    ),
    "all past ones were cancelled": Case(
        [row(at(1), cancelled=True)], {}, "Cancelled", "It did not take place", "",
        ["It did not take place.", "Monday 1 March 2027, 10am to 11am Cancelled"],
        "Cancelled. It did not take place.",
        [("Cancelled: Tea", "CANCELLED", at(1), at(1, 11))],
        is_past=True,
    ),
    "all day": Case(
        [row(at(9, 0), at(9, 23, 59), all_day=True)], {}, "", "Tuesday 9 March 2027",
        "Tuesday 9 March 2027, all day", ["Tuesday 9 March 2027, all day"],
        "Tuesday 9 March 2027, all day.",
        [("Tea", "CONFIRMED", at(9).date(), at(10).date())],
    ),
    "all day, on several days": Case(
        [row(at(9, 0), at(11, 23, 59), all_day=True)], {}, "", "Tuesday 9 March 2027",
        "Tuesday 9 March to Thursday 11 March 2027, all day",
        ["Tuesday 9 March to Thursday 11 March 2027, all day"],
        "Tuesday 9 March to Thursday 11 March 2027, all day.",
        [("Tea", "CONFIRMED", at(9).date(), at(12).date())],
    ),
    "over several days": Case(
        [row(at(9), at(11, 16))], {}, "", "Tuesday 9 March 2027",
        "Tuesday 9 March 2027, 10am to Thursday 11 March, 4pm",
        ["Tuesday 9 March 2027, 10am to Thursday 11 March, 4pm"],
        "Tuesday 9 March 2027, 10am to Thursday 11 March, 4pm.",
        [("Tea", "CONFIRMED", at(9), at(11, 16))],
    ),
    "into the night": Case(
        [row(at(9, 20), at(10, 1, 30))], {}, "", "Tuesday 9 March 2027",
        "Tuesday 9 March 2027, 8pm to 1.30am the next day",
        ["Tuesday 9 March 2027, 8pm to 1.30am the next day"],
        "Tuesday 9 March 2027, 8pm to 1.30am the next day.",
        [("Tea", "CONFIRMED", at(9, 20), at(10, 1, 30))],
    ),
    "start without end": Case(
        [{"starts": at(2, 10), "ends": None}], {}, "Happening now", "Tuesday 2 March 2027",
        "Tuesday 2 March 2027, from 10am",
        ["Happening now.", "Tuesday 2 March 2027, from 10am"],
        "Happening now: Tuesday 2 March 2027, from 10am.",
        [("Tea", "CONFIRMED", at(2, 10), None)],
    ),
    "start without end, yesterday": Case(
        [{"starts": at(1, 23), "ends": None}], {}, "", "Monday 1 March 2027",
        "Monday 1 March 2027, from 11pm",
        ["This event has taken place.", "Monday 1 March 2027, from 11pm"],
        "It took place on Monday 1 March 2027, from 11pm.",
        [("Tea", "CONFIRMED", at(1, 23), None)],
        is_past=True,
    ),
    "two dates on one day": Case(
        [row(at(9)), row(at(9, 14))], {}, "", "Tuesday 9 March 2027",
        "Tuesday 9 March 2027, 10am to 11am and 2pm to 3pm",
        ["Tuesday 9 March 2027, 10am to 11am", "Tuesday 9 March 2027, 2pm to 3pm"],
        "Tuesday 9 March 2027, 10am to 11am and 2pm to 3pm.",
        [("Tea", "CONFIRMED", at(9), at(9, 11)), ("Tea", "CONFIRMED", at(9, 14), at(9, 15))],
    ),
}  # fmt: skip


@pytest.fixture
def noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request, db, noon):
    event = make_event("tea", title="Tea", summary="", **request.param.event)
    EventDate.objects.bulk_create(EventDate(event=event, **each) for each in request.param.dates)
    return request.param


def words(html: str) -> str:
    return " ".join(plain(html).split())


def section(client, address: str, start: str, end: str) -> str:
    return words(client.get(address).content.decode().partition(start)[2].partition(end)[0])


def card(case: Case) -> str:
    return " ".join(filter(None, [case.block, case.tag, "Tea", case.when]))


def test_a_list_says_nothing_else(client, case):
    path, other = ("/events/past/", "/events/") if case.is_past else ("/events/", "/events/past/")
    start, end = '<ul class="lo-cards lo-cards--list">', "</ul>"
    assert section(client, path, start, end) == card(case)
    assert section(client, other, start, end) == ""


def test_the_home_page_says_nothing_else(client, case):
    shown = section(client, "/", '<ul class="lo-cards lo-cards--list">', "</ul>")
    assert shown == ("" if case.is_past else card(case))


def test_the_page_says_nothing_else(client, case):
    shown = section(client, "/events/tea/", '<h2 id="when">When</h2>', "</section>")
    standing = [each for each in case.calendar if each[1] == "CONFIRMED"]
    shown = re.sub(r" ?Put (this date|these dates) in your calendar", "", shown)
    shown = shown.replace(" Earlier dates", "")
    assert shown == " ".join(case.page)
    assert bool(standing) or "Book" not in shown


def test_the_calendar_says_nothing_else(client, case):
    response = client.get("/events/tea.ics")
    if not case.calendar:
        assert response.status_code == 404
        return
    found = Calendar.from_ical(response.content).walk("VEVENT")
    ends = [each["DTEND"].dt if "DTEND" in each else None for each in found]
    assert [
        (str(each["SUMMARY"]), str(each["STATUS"]), each["DTSTART"].dt, end)
        for each, end in zip(found, ends, strict=True)
    ] == case.calendar
    for entry in found:
        is_day = not isinstance(entry["DTSTART"].dt, datetime)
        assert entry["DTSTART"].params.get("VALUE") == ("DATE" if is_day else None)


def test_the_feed_says_nothing_else(client, case):
    body = client.get("/events/feed/").content.decode()
    title = f"{case.tag}: Tea" if case.tag else "Tea"
    shown = re.findall(r"<entry><title>(.*?)</title>.*?<summary[^>]*>(.*?)</summary>", body)
    assert shown == ([] if case.is_past else [(title, case.headline)])


def test_the_poster_says_nothing_else(client, case):
    shown = section(client, "/poster/?of=/events/tea/", '<p class="lo-poster__note">', "</p>")
    assert shown == case.headline


def test_the_admin_says_nothing_else(admin_user, case):
    request = RequestFactory().get("/")
    request.user = admin_user
    admin = site.get_model_admin(Event)
    assert admin.dates(admin.get_queryset(request).get()) == case.headline


def test_a_date_by_itself_says_when_it_does_not_stand(case):
    for each, (title, *_) in zip(EventDate.objects.all(), case.calendar, strict=True):
        off = title.removesuffix("Tea").rstrip(": ").lower()
        assert str(each) == each.in_words() + (f" ({off})" if off else "")


@pytest.mark.django_db
def test_the_database_and_the_row_agree_on_what_stands_and_what_is_over(noon):
    flags = [(False, False), (True, False), (False, True), (True, True)]
    moments = [
        (at(1), at(1, 11)), (at(2), at(2, 12)), (at(2), at(2, 13)), (at(9), at(9, 11)),
        (at(1, 23), None), (at(2, 0), None), (at(2, 11), None), (at(3), None),
    ]  # fmt: skip
    for status in Event.Status:
        event = make_event(f"e-{status}", status=status)
        for (cancelled, new), (n, (starts, ends)) in product(flags, enumerate(moments)):
            starts += timedelta(microseconds=flags.index((cancelled, new)) + 4 * n)
            EventDate.objects.create(
                event=event, starts=starts, ends=ends, cancelled=cancelled, new_date=new
            )
    rows = EventDate.objects.select_related("event")
    assert {each.pk for each in rows if each.stands} == {
        each.pk for each in rows.filter(stands("", "event__"))
    }
    assert {each.pk for each in rows if not each.is_over(NOW)} == {
        each.pk for each in rows.filter(not_over(NOW, ""))
    }


@pytest.mark.django_db
def test_every_event_is_in_one_of_the_two_lists(noon):
    for number, each in enumerate(CASES.values()):
        event = make_event(f"e{number}", **each.event)
        EventDate.objects.bulk_create(EventDate(event=event, **one) for one in each.dates)
    coming, past = (
        {row.slug for row in rows} for rows in (Event.objects.coming(), Event.objects.past())
    )
    assert (coming & past, len(coming) + len(past)) == (set(), len(CASES))
    assert past == {f"e{number}" for number, each in enumerate(CASES.values()) if each.is_past}


# --- A date's own place -----------------------------------------------------------------------


@pytest.mark.django_db
def test_a_date_has_its_own_venue_everywhere(client, noon):
    library = make_venue(name="Library", address="2 Low Road", postcode="LK2 2BB", step_free=True)
    event = make_event("tea", [at(9), at(16)], title="Tea", venue=make_venue())
    event.dates.filter(starts=at(9)).update(venue=library)
    assert "11am Library" in section(client, "/events/", '<ul class="lo-cards', "</ul>")
    page = client.get("/events/tea/").content.decode()
    assert "On this date: Library." in page
    assert page.count("On this date:") == 1
    assert re.findall(r"Getting in and around at ([\w ]+)", page) == ["Library", "Long Barn"]
    entries = Calendar.from_ical(client.get("/events/tea.ics").content).walk("VEVENT")
    assert [str(each["LOCATION"]) for each in entries] == [
        "Library, 2 Low Road, LK2 2BB",
        "Long Barn, 1 High Street, Larkminster, LK1 1AA",
    ]


@pytest.mark.django_db
def test_a_date_can_be_online_while_the_event_has_a_venue(client, noon):
    event = make_event("tea", [at(9), at(16)], title="Tea", venue=make_venue())
    event.dates.filter(starts=at(9)).update(online_url="https://meet.larkshire.example/9")
    assert "11am Online" in section(client, "/events/", '<ul class="lo-cards', "</ul>")
    page = client.get("/events/tea/").content.decode()
    assert (
        page.count('<a href="https://meet.larkshire.example/9">Join online on this date</a>') == 1
    )
    entries = Calendar.from_ical(client.get("/events/tea.ics").content).walk("VEVENT")
    assert str(entries[0]["LOCATION"]) == "Online"


@pytest.mark.django_db
def test_the_link_to_join_is_not_offered_where_every_date_has_a_hall(client, noon):
    link = "https://meet.larkshire.example/all"
    event = make_event("tea", [at(9)], online_url=link)
    assert link in client.get("/events/tea/").content.decode()
    event.dates.update(venue=make_venue())
    assert link not in client.get("/events/tea/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "days"), [("/events/", 5), ("/events/past/", -5)])
def test_lists_with_own_venues_ask_the_same_number_of_queries(client, count, path, days):
    for number in range(count):
        event = make_event(f"e{number}", [days], venue=make_venue(name=f"Hall {number}"))
        event.dates.update(venue=make_venue(name=f"Own hall {number}"))
    assert costs(client, path) == (5, 4)


# --- Words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (9, 0, "9am"), (9, 30, "9.30am"), (12, 0, "midday"), (12, 5, "12.05pm"),
        (18, 30, "6.30pm"), (0, 0, "midnight"), (0, 15, "12.15am"),
    ],
)  # fmt: skip
def test_times_read_as_people_write_them(hour, minute, words):
    assert clock(datetime(2026, 3, 3, hour, minute, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (at(9), at(9, 12), "Tuesday 9 March 2027, 10am to midday"),
        (at(9, 19), at(10, 0), "Tuesday 9 March 2027, 7pm to midnight"),
        (at(9, 22), at(10, 9), "Tuesday 9 March 2027, 10pm to Wednesday 10 March, 9am"),
        (at(9), at(12, 0), "Tuesday 9 March 2027, 10am to Thursday 11 March, midnight"),
        (at(31, 20, month=12), at(1, 1, month=1, year=2028),
         "Friday 31 December 2027, 8pm to 1am the next day"),
        (at(31, 20, month=12), at(2, 1, month=1, year=2028),
         "Friday 31 December 2027, 8pm to Sunday 2 January 2028, 1am"),
        # 10:00 in UTC is 11 o'clock in an English summer.
        (datetime(2027, 7, 6, 10, tzinfo=UTC), datetime(2027, 7, 6, 11, tzinfo=UTC),
         "Tuesday 6 July 2027, 11am to midday"),
        # The clocks go forward on 28 March at 1am and back on 31 October at 2am.
        (datetime(2027, 3, 27, 23, tzinfo=UTC), datetime(2027, 3, 28, 2, tzinfo=UTC),
         "Saturday 27 March 2027, 11pm to 3am the next day"),
        (datetime(2027, 10, 30, 21, tzinfo=UTC), datetime(2027, 10, 31, 2, tzinfo=UTC),
         "Saturday 30 October 2027, 10pm to 2am the next day"),
    ],
)  # fmt: skip
def test_a_span_is_the_time_on_the_wall(starts, ends, words):
    assert span(starts, ends) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (at(28, 0), at(28, 23, 59), "Sunday 28 March 2027, all day"),  # 23 hours long
        (at(31, 0, month=12), at(1, 23, 59, month=1, year=2028),
         "Friday 31 December 2027 to Saturday 1 January 2028, all day"),
    ],
)  # fmt: skip
def test_whole_days_are_days_also_when_the_clocks_change(first, last, words):
    assert span(first, last, all_day=True) == words


# --- Nothing else puts dates into words -------------------------------------------------------

ROOT = Path(__file__).resolve().parents[2]
FORMATTERS = {"strftime", "date_format", "time_format", "isoformat", "naturalday", "timesince"}
FILTERS = re.compile(r"\|\s*(?:date|time|timesince|timeuntil|naturalday|naturaltime)\b|{%\s*now\b")


def formats(source: str) -> list[str]:
    """Calls and f-strings in Python that put a moment into words."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            found += [name] if name in FORMATTERS else []
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            found += [
                s.value for s in node.format_spec.values if "%" in str(getattr(s, "value", ""))
            ]
    return found  # fmt: skip


def test_no_other_python_of_events_formats_a_date():
    sources = {path.name: formats(path.read_text()) for path in (ROOT / "events").glob("**/*.py")}
    assert sources.pop("dates.py"), "the test sees what it forbids"
    assert {name: found for name, found in sources.items() if found} == {}


def test_no_template_formats_the_date_of_an_event():
    folder = ROOT / "templates"
    own = [*(folder / "events").glob("*.html"), folder / "components/event_card.html"]
    assert {path.name: FILTERS.findall(path.read_text()) for path in own} == {
        path.name: [] for path in own
    }
    others = (path for path in folder.rglob("*.html") if path not in own)
    moments = re.compile(r"\b(?:starts|ends|next_start|next_end|last_start|last_held)\s*\|")
    assert [path.name for path in others if moments.search(path.read_text())] == []
    assert FILTERS.search('{{ date.starts|date:"c" }}')


def test_no_other_slice_reads_the_columns_of_a_date():
    names = re.compile(r"\bEventDate\b|\bdates__|\bnext_start\b|\bevents\.dates\b")
    for top in ("localoffer", "graduated_response", "surveys"):
        found = [path for path in (ROOT / top).rglob("*.py") if names.search(path.read_text())]
        assert found == [], top
