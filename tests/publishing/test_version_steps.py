"""The way of a version to the public, and what never happens on it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from graduated_response.models import Page
from localoffer.publishing import cache_token
from localoffer.publishing.models import NotAllowed, Version, VersionState

from .factories import (
    draft_of,
    make_page,
    make_user,
    states,
    title_of,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_the_long_way(ann):
    ben, page = make_user(), make_page(state="live")
    version = draft_of(page, ann).submit(ann)
    version.request_changes(ben, "Shorter, please")
    assert (version.state, version.wanted) == ("changes_requested", "Shorter, please")
    version = draft_of(page, ann, "Short").submit(ann).approve(ben).publish(ben)
    stored = Version.objects.get(pk=version.pk)
    assert (stored.submitted_by, stored.approved_by, stored.published_by) == (ann, ben, ben)
    assert None not in (stored.submitted_at, stored.approved_at, stored.published_at)
    assert title_of(page) == "Short"
    assert states() == [(1, "superseded"), (2, "superseded"), (3, "published")]
    assert [each.number for each in Version.objects.history_of(page)] == [3, 2, 1]


STEPS = {
    "submit": lambda version: version.submit(None),
    "request_changes": lambda version: version.request_changes(None, "Shorter"),
    "approve": lambda version: version.approve(None),
    "schedule": lambda version: version.schedule(timezone.now() + HOUR, None),
    "unschedule": lambda version: version.unschedule(None),
    "publish": lambda version: version.publish(None),
    "discard": lambda version: version.discard(None),
}
ALLOWED = {
    "draft": {"submit", "approve", "schedule", "publish", "discard"},
    "submitted": {"request_changes", "approve", "schedule", "publish", "discard"},
    "changes_requested": {"discard"},
    "approved": {"request_changes", "schedule", "publish", "discard"},
    "scheduled": {"schedule", "unschedule", "publish", "discard"},
    "published": set(),
    "superseded": set(),
}


@pytest.mark.parametrize("state", VersionState.values)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_allowed_from_some_states_only(state, step):
    page = make_page()
    version = draft_of(page)
    times = {"publish_at": timezone.now() + HOUR, "published_at": timezone.now()}
    Version.objects.filter(pk=version.pk).update(state=state, **times)
    version.refresh_from_db()
    if step in ALLOWED[state]:
        assert STEPS[step](version).state == Version.objects.get().state != VersionState.DRAFT
    else:
        with pytest.raises(NotAllowed, match="^This version cannot be .*: its state is “.*”\\.$"):
            STEPS[step](version)
        assert Version.objects.get().state == version.state == state


def test_asking_for_changes_says_which():
    version = draft_of(make_page()).submit(None)
    with pytest.raises(NotAllowed, match="^Say what should be changed.$"):
        version.request_changes(None, " ")


def test_a_time_that_has_passed_is_refused():
    with pytest.raises(NotAllowed, match="^Choose a time to come"):
        draft_of(make_page()).schedule(timezone.now(), None)


def test_scheduling_approves_and_can_be_taken_back(ann):
    version = draft_of(make_page()).schedule(timezone.now() + HOUR, ann)
    assert (version.state, version.approved_by) == ("scheduled", ann)
    version.unschedule(ann)
    stored = Version.objects.get()
    assert (stored.state, stored.publish_at) == ("approved", None)


def test_due_versions_come_in_the_order_of_their_times():
    now = timezone.now()
    versions = [draft_of(make_page(slug=f"p{n}")).schedule(now + n * HOUR, None) for n in (3, 1, 2)]
    assert list(Version.objects.due(now)) == []
    assert list(Version.objects.due(now + 2 * HOUR)) == [versions[1], versions[2]]


def test_a_version_is_published_once_whoever_tries_again():
    page = make_page(state="live")
    version = draft_of(page)
    copy = Version.objects.get(pk=version.pk)
    version.publish(None)
    token = cache_token.current()
    Page.objects.filter(pk=page.pk).update(title="Newer still")
    with pytest.raises(NotAllowed, match="^Somebody else has changed this version meanwhile"):
        copy.publish(None)
    assert title_of(page) == "Newer still"
    assert cache_token.current() == token
    assert copy.state == "draft"
    assert states() == [(1, "superseded"), (2, "published")]


def test_a_version_that_was_given_another_time_is_not_published_at_the_old_one():
    version = draft_of(make_page()).schedule(timezone.now() + HOUR, None)
    due = Version.objects.due(timezone.now() + HOUR).get()
    version.schedule(timezone.now() + 5 * HOUR, None)
    with pytest.raises(NotAllowed):
        due.publish(None)
    assert Page.objects.get().state == "draft"


@pytest.mark.django_db(transaction=True)
def test_processes_that_publish_at_once_publish_once():
    # SQLite in memory lets one thread at a time near the database: there one tries twice.
    at_once = 4 if connection.vendor == "postgresql" else 1
    page = make_page(state="live")
    versions = [draft_of(page, title=f"Title {n}").approve(None) for n in range(2)]
    copies = [Version.objects.get(pk=each.pk) for each in versions * 2]

    def publish(version):
        try:
            return version.publish(None).number
        except NotAllowed:
            return None
        finally:
            if at_once > 1:
                connections.close_all()

    if at_once == 1:
        numbers = [publish(copy) for copy in copies]
    else:
        with ThreadPoolExecutor(at_once) as threads:
            numbers = list(threads.map(publish, copies))
    done = sorted(number for number in numbers if number)
    # The earlier one may have become past before its turn came.
    assert done in ([2, 3], [3])
    assert Version.objects.filter(state="published").count() == 1
    live = Version.objects.get(state="published")
    assert title_of(page) == live.snapshot["fields"]["title"]


@pytest.mark.parametrize(
    "fields",
    [{"state": "lost"}, {"state": "scheduled"}, {"state": "published"}, {"number": 1}],
)
def test_the_database_refuses_what_makes_no_sense(fields):
    page = make_page()
    draft_of(page)
    version = draft_of(page)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**fields)


def test_only_one_version_can_be_the_published_one():
    page = make_page()
    draft_of(page).publish(None)
    draft_of(page)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.update(state="published", published_at=timezone.now())
