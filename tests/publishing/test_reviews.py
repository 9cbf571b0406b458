"""Reminders of reviews: when, to whom, once each; and saying that all is still right."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core import mail

from graduated_response.models import Page
from localoffer.outbox import tasks as outbox
from localoffer.outbox.emails import rendered
from localoffer.outbox.models import Message
from localoffer.publishing import reviews
from localoffer.publishing.models import WrittenReminder
from tests.events.factories import make_event

from .factories import make_page, make_user

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 31)
OWNER = "owner@larkshire.example"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2027, 1, 31, 9, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def owned(**fields) -> Page:
    return make_page(**{"state": "live", "owner": OWNER, "review_by": DAY} | fields)


def months_late(today: date) -> list:
    return [reminder.months_late for reminder in reviews.reminders_due(today)]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 31), []),
        (date(2027, 1, 1), [None]),
        (date(2027, 1, 30), [None]),
        (date(2027, 1, 31), [0]),
        (date(2027, 2, 27), [0]),
        (date(2027, 2, 28), [1]),
        (date(2027, 3, 30), [1]),
        (date(2027, 3, 31), [2]),
        (date(2028, 1, 31), [12]),
    ],
)
def test_when_reminders_are_due(today, expected):
    owned()
    assert months_late(today) == expected


@pytest.mark.parametrize(
    "fields",
    [{"owner": ""}, {"state": "draft"}, {"state": "archived"}, {"review_by": date(2028, 1, 1)}],
)
def test_who_is_not_reminded(fields):
    owned(**fields)
    assert months_late(DAY) == []


def test_each_reminder_is_written_once():
    owned()
    written = []
    for day in range(120):
        written.append(reviews.remind(datetime(2026, 12, 20, 9, tzinfo=UTC) + timedelta(day)))
    days = [date(2026, 12, 20) + timedelta(n) for n, count in enumerate(written) if count]
    assert days == [date(2027, 1, 1), DAY, date(2027, 2, 28), date(2027, 3, 31)]
    assert sum(written) == Message.objects.count() == 4


def test_after_a_pause_only_the_present_stage_is_sent():
    owned()
    assert reviews.remind(datetime(2027, 6, 5, tzinfo=UTC)) == 1
    assert WrittenReminder.objects.get().key.endswith("late 4")


def test_a_new_date_of_review_begins_again():
    page = owned()
    now = datetime(2027, 1, 31, 9, tzinfo=UTC)
    reviews.remind(now)
    Page.objects.filter(pk=page.pk).update(review_by=DAY + timedelta(days=10))
    assert (reviews.remind(now), Message.objects.count()) == (1, 2)


def test_the_key_tells_nothing_personal():
    page = owned()
    reviews.remind(datetime(2027, 1, 31, 9, tzinfo=UTC))
    key = f"review graduated_response.page {page.pk} 2027-01-31 late 0"
    assert WrittenReminder.objects.get().key == key
    assert re.fullmatch("reviews [0-9a-f]{32}", Message.objects.get().key)


def test_the_words_and_the_links(settings):
    settings.SITE_URL = "https://send.larkshire.example"
    page = owned(title="Help with talking", notes="A private note")
    reviews.remind(datetime(2027, 1, 31, 9, tzinfo=UTC))
    outbox.run(datetime(2027, 1, 31, 9, tzinfo=UTC))
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([OWNER], "Please check: Help with talking")
    today = "The day to check that it is still right is 31 January 2027."
    change = f"https://send.larkshire.example/admin/graduated_response/page/{page.pk}/change/"
    expected = f"""Hello,

You look after the page “Help with talking”. {today}

1. Read the page: https://send.larkshire.example/graduated-response/talking/
2. Is all of it still right? If you can sign in, say so here: {change}
3. If you cannot sign in, answer this e-mail. Tell us what to change, or that all is right.

Families rely on what the page says. Thank you for looking after it.
"""
    assert sent.body == expected


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 1, 2), "Somebody should check it by 31 January 2027."),
        (date(2027, 5, 2), "It should have been checked by 31 January 2027."),
    ],
)
def test_the_words_before_and_after_the_day(today, words):
    owned()
    (reminder,) = reviews.reminders_due(today)
    assert words in rendered("review_reminder", pages=[reviews.page_of(reminder)])[1]


def test_every_kind_is_reminded_and_an_old_bad_address_stops_nobody():
    owned(owner="not an address")
    event = make_event(owner=OWNER, review_by=DAY)
    assert reviews.remind(datetime(2027, 1, 31, 9, tzinfo=UTC)) == 1
    assert f"events.event {event.pk}" in WrittenReminder.objects.get().key
    assert Message.objects.get().to == OWNER


def test_an_owner_of_several_pages_gets_one_message(settings):
    settings.SITE_URL = "https://send.larkshire.example"
    owned(slug="talking", title="Talking")
    owned(slug="walking", title="Walking", owner=OWNER.upper(), review_by=date(2026, 12, 1))
    owned(slug="other", title="Other", owner="other@larkshire.example")
    event = make_event("tea", title="Tea", owner=OWNER, review_by=date(2027, 2, 10))
    now = datetime(2027, 1, 31, 9, tzinfo=UTC)
    assert [reviews.remind(now), reviews.remind(now)] == [2, 0]
    message = Message.objects.get(to__iexact=OWNER)
    assert message.subject == "Please check 3 pages"
    places = [message.body.index(title) for title in ("Walking", "Talking", "Tea")]
    assert places == sorted(places)
    assert "Other" not in message.body
    change = f"https://send.larkshire.example/admin/events/event/{event.pk}/change/"
    assert (
        "Tea\nSomebody should check it by 10 February 2027.\n"
        "Read the page: https://send.larkshire.example/events/tea/\n"
        f"Say that it is right, if you can sign in: {change}\n" in message.body
    )


def test_what_is_due_later_comes_in_a_message_of_its_own():
    owned(slug="talking", title="Talking")
    owned(slug="walking", title="Walking", review_by=DAY + timedelta(days=40))
    now = datetime(2027, 1, 31, 9, tzinfo=UTC)
    assert [reviews.remind(now + timedelta(days=n)) for n in (0, 5, 10, 15)] == [1, 0, 1, 0]
    subjects = list(Message.objects.order_by("pk").values_list("subject", flat=True))
    assert subjects == ["Please check: Talking", "Please check: Walking"]


def test_another_process_that_was_faster_with_one_page_leaves_the_other(monkeypatch):
    """Nothing is written twice, and nothing is left out: the next round writes the rest."""
    page, _ = owned(slug="talking"), owned(slug="walking")
    now = datetime(2027, 1, 31, 9, tzinfo=UTC)
    write = reviews._write  # noqa: SLF001

    def late(reminders, moment):
        monkeypatch.setattr(reviews, "_write", write)
        WrittenReminder.objects.create(key=reviews.Reminder(page, 0).key)
        return write(reminders, moment)

    monkeypatch.setattr(reviews, "_write", late)
    assert (reviews.remind(now), Message.objects.count()) == (0, 0)
    assert reviews.remind(now) == 1
    assert WrittenReminder.objects.count() == 2


def test_written_reminders_are_forgotten_when_their_stage_is_long_past():
    WrittenReminder.objects.create(key="old", written=datetime(2026, 10, 1, tzinfo=UTC))
    WrittenReminder.objects.create(key="new", written=datetime(2026, 12, 1, tzinfo=UTC))
    owned()
    reviews.remind(datetime(2027, 1, 31, 9, tzinfo=UTC))
    assert not WrittenReminder.objects.filter(key="old").exists()
    assert WrittenReminder.objects.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_a_round_with_nothing_new_costs_a_query_a_kind(count, django_assert_num_queries):
    now = datetime(2027, 1, 31, 9, tzinfo=UTC)
    for number in range(count):
        owned(slug=f"page-{number}")
    reviews.remind(now)
    kinds = len(reviews.published_models())
    with django_assert_num_queries(kinds + 1):
        assert reviews.remind(now) == 0


def test_reviewed_still_right(clock):
    page, ann = owned(), make_user("ann")
    edited = page.updated
    clock.shift(timedelta(days=1))
    page.reviewed(ann)
    page.refresh_from_db()
    assert (page.review_by, page.updated) == (date(2028, 2, 1), edited)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_edited_object()) == (ann, page)
    assert (
        str(entry) == "Changed “Talking” — Reviewed, still right. Next review by 01 February 2028."
    )
    assert months_late(date(2027, 2, 1)) == []
