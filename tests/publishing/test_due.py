"""What publishing does by the clock: at the right time, once, and whatever fails."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone

from graduated_response.models import Page
from localoffer.publishing import cache_token, tasks
from localoffer.publishing.models import ContentVersion, Version
from localoffer.publishing.times import understood
from localoffer.site.models import AlertBanner

from .factories import draft_of, make_page, title_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOON = datetime(2027, 1, 31, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def scheduled(page, at, title="New title") -> Version:
    return draft_of(page, title=title).schedule(at, None)


def test_a_version_is_published_at_its_time_and_not_before():
    page = make_page(state="live", title="Old title")
    version = scheduled(page, NOON + HOUR)
    assert tasks.publish_due(NOON + HOUR - timedelta(seconds=1)) == 0
    assert title_of(page) == "Old title"
    assert tasks.publish_due(NOON + HOUR) == 1
    version.refresh_from_db()
    assert (title_of(page), version.state) == ("New title", "published")
    assert version.published_by is None


def test_it_is_published_once_even_if_the_clock_jumps_back():
    page = make_page(state="live")
    scheduled(page, NOON + HOUR)
    assert [tasks.publish_due(NOON + HOUR * hours) for hours in (2, 0, 1, 2)] == [1, 0, 0, 0]
    assert Version.objects.filter(state="published").count() == 1


def test_after_a_pause_late_ones_are_caught_up_in_their_order():
    page = make_page(state="live")
    later = scheduled(page, NOON + 2 * HOUR, "Later")
    sooner = scheduled(page, NOON + HOUR, "Sooner")
    assert tasks.publish_due(NOON + 48 * HOUR) == 2
    assert title_of(page) == "Later"
    states = {each.pk: each.state for each in Version.objects.all()}
    assert (states[sooner.pk], states[later.pk]) == ("superseded", "published")


def test_what_another_process_has_published_is_left_alone():
    version = scheduled(make_page(state="live"), NOON + HOUR)
    version.publish(None)
    assert tasks._publish(version.pk, NOON + HOUR) == 0  # noqa: SLF001
    version.refresh_from_db()
    assert version.problem == ""


def test_one_that_fails_says_why_and_others_go_on():
    gone, fine = make_page(state="live"), make_page(slug="fine", state="live")
    bad = scheduled(gone, NOON + HOUR)
    scheduled(fine, NOON + HOUR, "Fine")
    Page.objects.filter(pk=gone.pk).delete()
    assert tasks.publish_due(NOON + HOUR) == 1
    bad.refresh_from_db()
    assert (bad.state, title_of(fine)) == ("scheduled", "Fine")
    assert bad.problem == "What this version belongs to has been deleted."


def test_a_problem_that_is_mended_is_forgotten():
    page = make_page(state="live")
    version = scheduled(page, NOON + HOUR)
    version.snapshot["fields"]["slug"] = "taken"
    version.save()
    other = make_page(slug="taken")
    assert tasks.publish_due(NOON + HOUR) == 0
    version.refresh_from_db()
    assert version.problem.startswith("This version does not fit any more")
    other.slug = "free"
    other.save()
    assert tasks.publish_due(NOON + 2 * HOUR) == 1
    version.refresh_from_db()
    assert (version.state, version.problem) == ("published", "")


def test_a_fault_of_ours_is_logged_once_and_noted(monkeypatch, caplog):
    version = scheduled(make_page(state="live"), NOON + HOUR)

    def fail(self, by):
        raise ZeroDivisionError

    monkeypatch.setattr(Version, "publish", fail)
    for _ in range(2):
        assert tasks.publish_due(NOON + HOUR) == 0
    version.refresh_from_db()
    assert version.problem == tasks.FAULT
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_row_that_somebody_is_saving_just_waits(monkeypatch, caplog):
    version = scheduled(make_page(state="live"), NOON + HOUR)

    def fail(self, by):
        raise OperationalError("canceling statement due to lock timeout")

    monkeypatch.setattr(Version, "publish", fail)
    with caplog.at_level(logging.INFO):
        assert tasks.publish_due(NOON + HOUR) == 0
    version.refresh_from_db()
    assert (version.problem, [r.levelname for r in caplog.records]) == ("", ["WARNING"])


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2027-03-28 00:30", "2027-03-28 00:30"),
        ("2027-03-28 02:00", "2027-03-28 01:00"),
        ("2027-07-01 00:30", "2027-06-30 23:30"),
        ("2027-10-31 01:30", "2027-10-31 00:30"),
        ("2027-10-31 02:00", "2027-10-31 02:00"),
    ],
)  # fmt: skip
def test_local_times_around_the_change_of_the_clocks(typed, moment):
    moment = datetime.fromisoformat(f"{moment}Z")
    scheduled(make_page(state="live"), understood(datetime.fromisoformat(typed)))
    done = [tasks.publish_due(moment + timedelta(seconds=s)) for s in (-1, 0, 3600)]
    assert done == [0, 1, 0]


@pytest.fixture
def noticed():
    """The content version after what came before `NOON` was noticed."""
    cache_token.bump()
    tasks.notice_time(NOON)
    return cache_token.current()


@pytest.mark.parametrize("column", ["live_from", "expires"])
def test_what_comes_or_goes_by_itself_changes_the_content_version_once(noticed, column):
    page = make_page(state="live", **{column: NOON + HOUR})
    token = cache_token.current()
    seen = [tasks.notice_time(NOON + HOUR * n) for n in (0.5, 1, 1.5, 40)]
    assert seen == [False, True, False, False]
    assert cache_token.current() != token
    assert page.is_live(NOON + HOUR) is (column == "live_from")


def test_a_banner_that_ends_is_noticed_too(noticed):
    AlertBanner.objects.create(title="Snow", text="Closed", starts=NOON, ends=NOON + HOUR)
    assert [tasks.notice_time(NOON + HOUR), tasks.notice_time(NOON + HOUR)] == [True, False]


def test_only_one_of_two_processes_notices(noticed, monkeypatch):
    make_page(state="live", live_from=NOON + HOUR)
    first = tasks.newest_change

    def slow(after, until):
        found = first(after, until)
        monkeypatch.setattr(tasks, "newest_change", first)
        assert tasks.notice_time(until) is True  # the other process is faster
        return found

    monkeypatch.setattr(tasks, "newest_change", slow)
    assert tasks.notice_time(NOON + HOUR) is False


def test_a_bump_by_an_editor_keeps_what_was_reached(noticed):
    cache_token.bump()
    assert ContentVersion.objects.get().reached == NOON


def test_without_content_there_is_nothing_to_notice():
    ContentVersion.objects.all().delete()
    assert tasks.notice_time(NOON) is False


def test_a_round_publishes_reminds_and_empties_the_bin():
    version = scheduled(make_page(state="live"), NOON + HOUR)
    make_page(slug="old", binned=NOON - timedelta(days=31))
    make_page(slug="owned", state="live", owner="a@larkshire.example",
              review_by=timezone.localdate())  # fmt: skip
    assert tasks.run(NOON + HOUR) == 3
    version.refresh_from_db()
    assert version.state == "published"
    assert not Page.objects.filter(slug="old").exists()
