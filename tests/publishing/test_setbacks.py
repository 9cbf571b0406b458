"""An older version that is scheduled replaces newer words at its time: staff are told before."""

from datetime import UTC, datetime

import pytest
import time_machine

from localoffer.publishing import tasks
from localoffer.publishing.models import Version
from localoffer.publishing.setbacks import setbacks
from tests.events.factories import make_event
from tests.support.admin_forms import sent

from .factories import draft_of, make_page, states, title_of

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 2, 1, 12, tzinfo=UTC)
FRIDAY = datetime(2027, 2, 5, 9, tzinfo=UTC)
SATURDAY = datetime(2027, 2, 6, 9, tzinfo=UTC)
IS_OLDER = (
    "Version 2 is scheduled for 5 February 2027, 09:00. It is older than version 3, which is public"
    " now: the newer words will be gone then."
)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def told(page):
    return [str(each) for each in setbacks(Version.objects.standing_of(page))]


def scheduled_then_published(row):
    draft_of(row, title="Friday").schedule(FRIDAY, None)
    draft_of(row, title="Today").publish(None)


def test_newer_words_that_are_public_would_be_lost():
    page = make_page(state="live")
    scheduled_then_published(page)
    assert told(page) == [IS_OLDER]


def test_newer_words_that_go_out_before_would_be_lost():
    page = make_page(state="live")
    draft_of(page).schedule(SATURDAY, None)
    draft_of(page).schedule(FRIDAY, None)
    [sentence] = told(page)
    assert sentence == (
        "Version 2 is scheduled for 6 February 2027, 09:00. It is older than version 3, which "
        "goes out before it: the newer words will be gone then."
    )


def test_versions_in_their_order_lose_nothing():
    page = make_page(state="live")
    draft_of(page).publish(None)
    for day in (FRIDAY, SATURDAY):
        draft_of(page).schedule(day, None)
    draft_of(page)
    assert told(page) == []
    assert [each.number for each in Version.objects.standing_of(page)] == [5, 4, 3, 2]


def test_only_the_first_of_several_sets_back_what_is_public():
    page = make_page(state="live")
    draft_of(page).schedule(SATURDAY, None)
    draft_of(page).schedule(FRIDAY, None)
    draft_of(page).publish(None)
    found = setbacks(Version.objects.standing_of(page))
    assert [(each.version.number, each.newer.number) for each in found] == [(3, 4), (2, 3)]


def built_on(base, title):
    """What the form makes of a draft that it shows."""
    snapshot = base.snapshot | {"fields": base.snapshot["fields"] | {"title": title}}
    return Version.objects.save_draft(base.row, snapshot, None, base=base)


def test_what_holds_the_words_of_a_scheduled_version_takes_its_place():
    """The editor opened the scheduled draft, mended a slip, saved twice and published."""
    page = make_page(state="live")
    friday = draft_of(page, title="Frday").schedule(FRIDAY, None)
    better = built_on(built_on(friday, "Friday"), "On Friday")
    assert better.built_on == [2, 3]
    better.publish(None)
    assert told(page) == []
    assert states() == [
        (1, "superseded"), (2, "superseded"), (3, "superseded"), (4, "published"),
    ]  # fmt: skip
    assert tasks.publish_due(SATURDAY) == 0
    assert title_of(page) == "On Friday"


def test_it_does_so_too_when_both_are_scheduled(clock):
    page = make_page(state="live")
    saturday = draft_of(page, title="Saturday").schedule(SATURDAY, None)
    built_on(saturday, "Friday").schedule(FRIDAY, None)
    assert told(page) == []
    clock.move_to(SATURDAY)
    assert tasks.publish_due(SATURDAY) == 1
    assert title_of(page) == "Friday"


def test_a_draft_that_holds_them_stays_a_draft_when_they_go_out(clock):
    page = make_page(state="live")
    friday = draft_of(page, title="Friday").schedule(FRIDAY, None)
    built_on(friday, "Later")
    clock.move_to(FRIDAY)
    assert tasks.publish_due(FRIDAY) == 1
    assert title_of(page) == "Friday"
    assert states()[1:] == [(2, "published"), (3, "draft")]


def test_what_was_made_from_the_public_words_holds_none():
    page = make_page(state="live")
    draft_of(page).publish(None)
    published = Version.objects.get(state="published")
    assert built_on(published, "Next").built_on == []


def test_it_goes_out_at_its_time_and_the_newer_words_can_be_used_again(clock):
    """A person has decided that, and was told."""
    page = make_page(state="live")
    scheduled_then_published(page)
    clock.move_to(FRIDAY)
    assert tasks.publish_due(FRIDAY) == 1
    assert title_of(page) == "Friday"
    assert states() == [(1, "superseded"), (2, "published"), (3, "superseded")]
    assert told(page) == []
    Version.objects.get(number=3).restore(None).publish(None)
    assert title_of(page) == "Today"


def test_a_time_that_is_taken_back_leaves_the_newer_words():
    page = make_page(state="live")
    scheduled_then_published(page)
    version = Version.objects.get(number=2).unschedule(None)
    assert version.state == "superseded"  # newer words are public, so it waits for nothing
    assert tasks.publish_due(SATURDAY) == 0
    assert title_of(page) == "Today"
    assert told(page) == []


def change(event):
    return f"/admin/events/event/{event.pk}/change/"


def form_of(event, **fields):
    return {
        "title": event.title, "slug": event.slug, "kind": "other", "body": "<p>Cake.</p>",
        "audience": "Families", "cost": "Free", "status": "planned",
        "review_by": event.review_by, "initial-review_by": event.review_by,
        "dates-TOTAL_FORMS": 0, "dates-INITIAL_FORMS": 0,
        "materials-TOTAL_FORMS": 0, "materials-INITIAL_FORMS": 0,
    } | fields  # fmt: skip


def test_the_form_warns_and_leads_to_both_ways_out(admin_client):
    event = make_event("tea", title="Tea", state="live")
    scheduled_then_published(event)
    page = admin_client.get(change(event)).content.decode()
    assert IS_OLDER in page
    assert f'href="/admin/events/event/{event.pk}/compare/?one=3&amp;other=2"' in page
    assert f'href="/admin/events/event/{event.pk}/history/"' in page


def test_the_history_says_it_and_takes_the_time_back(admin_client):
    event = make_event("tea", title="Tea", state="live")
    scheduled_then_published(event)
    history = f"/admin/events/event/{event.pk}/history/"
    page = admin_client.get(history).content.decode()
    assert "<strong>It is older than version 3, and will replace it.</strong>" in page
    step = f"/admin/events/event/{event.pk}/version/2/unschedule/"
    assert f'action="{step}"' in page
    admin_client.post(step)
    page = admin_client.get(history).content.decode()
    assert "It is older than" not in page
    assert "unschedule" not in page


@pytest.fixture
def used_again():
    """An event with a scheduled version, and over it a draft that says what is public now."""
    event = make_event("tea", title="Tea", state="live")
    draft_of(event, title="Friday").schedule(FRIDAY, None)
    Version.objects.get(number=1).restore(None)
    return event


def test_publishing_warns_at_once(admin_client, used_again):
    step = f"/admin/events/event/{used_again.pk}/version/3/publish/"
    page = admin_client.post(step, follow=True).content.decode()
    assert "It is published." in page
    assert f"Tea: {IS_OLDER} If you do not want that, take its time back." in page


def test_scheduling_warns_at_once(admin_client, used_again):
    data = sent(used_again, form_of(used_again, title="Thursday")) | {
        "_schedule": "1", "publish_at": "2027-02-04T09:00",
    }  # fmt: skip
    page = admin_client.post(change(used_again), data, follow=True).content.decode()
    assert "It is older than version 4, which goes out before it" in page


def test_saving_a_scheduled_draft_and_publishing_it_sooner_loses_nothing(admin_client):
    event = make_event("tea", title="Tea", state="live")
    draft_of(event, title="Friday").schedule(FRIDAY, None)
    page = admin_client.get(change(event)).content.decode()
    assert "If you publish it sooner, all of it is public at once." in page
    data = sent(event, form_of(event, title="On Friday")) | {"_publish": "1"}
    page = admin_client.post(change(event), data, follow=True).content.decode()
    assert "It is older than" not in page
    assert states() == [(1, "superseded"), (2, "superseded"), (3, "published")]


def test_no_warning_where_all_is_in_order(admin_client):
    event = make_event("tea", title="Tea", state="live")
    data = sent(event, form_of(event, title="Friday")) | {
        "_schedule": "1", "publish_at": "2027-02-05T09:00",
    }  # fmt: skip
    page = admin_client.post(change(event), data, follow=True).content.decode()
    assert "It will be published on 05 February 2027 at 09:00." in page
    assert "It is older than" not in page
