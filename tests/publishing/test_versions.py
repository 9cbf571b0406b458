"""The way of a version to the public, and what never happens on it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from graduated_response.models import Guide, Page, Statement
from localoffer.publishing import content_version
from localoffer.publishing.applying import CannotApply
from localoffer.publishing.models import NotAllowed, Version, VersionState
from localoffer.publishing.snapshots import is_draft_number, keys_of, take
from tests.events.factories import make_event

from .factories import as_a_draft, example_statement, make_page, new_material

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ann():
    return make_user("ann", first_name="Ann", last_name="Lee")


def make_user(name="ben", **fields):
    return get_user_model().objects.create(username=name, **fields)


def draft_of(row, by=None, title="New title") -> Version:
    snapshot = take(row)
    snapshot["fields"]["title"] = title
    return Version.objects.save_draft(row, snapshot, by, "Said better")


def title_of(row) -> str:
    return type(row).objects.get(pk=row.pk).title


def states() -> list[tuple[int, str]]:
    return list(Version.objects.order_by("number").values_list("number", "state"))


def test_a_draft_over_a_live_page_changes_nothing_for_the_public(ann):
    page = make_page(state="live")
    content_version.bump()
    before = take(page), content_version.current()
    version = draft_of(page, ann)
    assert (take(page), content_version.current()) == before
    assert (version.author, version.author_name, version.comment) == (ann, "Ann Lee", "Said better")
    assert version.snapshot["fields"]["title"] == "New title"
    assert Version.objects.latest_draft_of(page) == version


def test_the_first_version_is_the_page_as_it_was():
    page = make_page(state="live", title="Old title")
    draft_of(page)
    first = Version.objects.get(number=1)
    assert (first.state, first.published_at, first.author) == ("published", page.updated, None)
    assert first.snapshot == take(page)
    assert states() == [(1, "published"), (2, "draft")]


def test_a_page_that_never_was_live_has_no_such_version():
    draft_of(make_page())
    assert states() == [(1, "draft")]


def test_a_change_past_the_versions_is_kept_too():
    page = make_page(state="live")
    draft_of(page).publish(None)
    Page.objects.update(title="Changed past them")
    draft_of(page, title="Third")
    assert states() == [
        (1, "superseded"), (2, "superseded"), (3, "published"), (4, "draft"),
    ]  # fmt: skip
    assert Version.objects.get(number=3).snapshot["fields"]["title"] == "Changed past them"


def test_a_page_that_is_put_right_needs_no_second_record():
    page = make_page(state="live")
    draft_of(page)
    draft_of(page)
    assert states() == [(1, "published"), (2, "superseded"), (3, "draft")]


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
    token = content_version.current()
    Page.objects.filter(pk=page.pk).update(title="Newer still")
    with pytest.raises(NotAllowed, match="^Somebody else has changed this version meanwhile"):
        copy.publish(None)
    assert title_of(page) == "Newer still"
    assert content_version.current() == token
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


def test_publishing_makes_a_page_live_and_gives_new_rows_their_keys():
    event = make_event(state="draft")
    snapshot = as_a_draft(event, lambda: new_material(event))
    version = Version.objects.save_draft(event, snapshot, None)
    assert [is_draft_number(pk) for _, pk in keys_of(version.snapshot)] == [True]
    content_version.bump()
    token = content_version.current()
    version.publish(None)
    event.refresh_from_db()
    assert (event.state, event.materials.count()) == ("live", 1)
    assert Version.objects.get().snapshot == take(event)
    assert content_version.current() != token


def test_saving_a_draft_numbers_rows_that_do_not_exist():
    event = make_event()
    taken = take(event)
    taken["owned"]["events.material"] = [
        {
            "pk": 7,
            "fields": {"event": event.pk, "label": "A", "url": "https://a.example"},
            "many": {},
        }
    ]
    first = Version.objects.save_draft(event, taken, None)
    number = first.snapshot["owned"]["events.material"][0]["pk"]
    assert is_draft_number(number)
    second = Version.objects.save_draft(event, first.snapshot, None)
    assert second.snapshot == first.snapshot  # what the last version knew keeps its number


def test_a_draft_built_on_an_older_version_keeps_the_numbers_of_that_one():
    event = make_event()
    snapshot = as_a_draft(event, lambda: new_material(event))
    older = Version.objects.save_draft(event, snapshot, None)
    Version.objects.save_draft(event, take(event), None)  # a colleague takes the new row out again
    merged = Version.objects.save_draft(event, older.snapshot, None, base=older)
    assert merged.snapshot == older.snapshot


def test_a_draft_built_on_a_published_one_learns_the_keys():
    event = make_event()
    earlier = Version.objects.save_draft(
        event, as_a_draft(event, lambda: new_material(event)), None
    )
    earlier.submit(None)
    later = draft_of_snapshot(event, earlier.snapshot | {}, "Later")
    earlier.publish(None)
    material = event.materials.get()
    later.refresh_from_db()
    assert list(keys_of(later.snapshot)) == [("events.material", material.pk)]
    later.publish(None)
    assert event.materials.get() == material


def draft_of_snapshot(row, snapshot, title):
    changed = snapshot | {"fields": snapshot["fields"] | {"title": title}}
    return Version.objects.save_draft(row, changed, None)


def test_an_earlier_scheduled_version_stays_and_other_waiting_ones_are_past():
    page = make_page()
    scheduled = draft_of(page, title="Monday").schedule(timezone.now() + HOUR, None)
    draft_of(page, title="Waits").submit(None)
    draft_of(page, title="Now").publish(None)
    assert states() == [(1, "scheduled"), (2, "superseded"), (3, "published")]
    assert Version.objects.latest_draft_of(page) is None
    scheduled.publish(None)
    assert title_of(page) == "Monday"


def test_a_failure_leaves_everything_as_it_was():
    statement = example_statement()
    version = Version.objects.save_draft(statement, take(statement), None)
    version.snapshot["fields"]["level"] = 10**6
    before = take(statement)
    with pytest.raises(CannotApply):
        version.publish(None)
    assert take(statement) == before
    assert (version.state, states()) == ("draft", [(1, "draft")])


def test_content_keeps_its_own_rules_when_published():
    statement = example_statement()
    Version.objects.save_draft(statement, take(statement), None).publish(None)
    assert Statement.objects.get(pk=statement.pk).ever_live


def test_restoring_makes_a_new_draft(ann):
    page = make_page(state="live", title="First")
    draft_of(page, title="Second").publish(None)
    restored = Version.objects.get(number=1).restore(ann)
    assert (restored.number, restored.state, restored.author) == (3, "draft", ann)
    assert restored.comment == "As in version 1."
    assert title_of(page) == "Second"
    restored.publish(ann)
    assert title_of(page) == "First"


def test_restoring_brings_back_rows_under_their_keys():
    event = make_event(dates=[1, 2])
    before = take(event)
    gone = as_a_draft(event, lambda: event.dates.all().delete())
    Version.objects.save_draft(event, gone, None).publish(None)
    assert not event.dates.exists()
    Version.objects.get(number=1).restore(None).publish(None)
    assert take(event) == before


def test_a_guide_is_published_with_its_pages(ann):
    guide = Guide.objects.create(title="Guide", slug="guide")
    new = make_page(slug="new", guide=guide)
    live = make_page(slug="live", guide=guide, state="live", title="Live")
    untouched = make_page(slug="same", guide=guide, state="live")
    archived = make_page(slug="old", guide=guide, state="archived")
    draft_of(live, ann)
    rows = [guide, *guide.pages.order_by("slug")]
    published = Version.objects.published_set(rows, ann)
    assert [version.row for version in published] == [guide, live, new]
    assert {version.published_by for version in published} == {ann}
    assert set(guide.pages.live()) == {new, live, untouched}
    assert Page.objects.get(pk=archived.pk).state == "archived"
    assert title_of(live) == "New title"


def test_a_guide_is_published_whole_or_not_at_all():
    guide = Guide.objects.create(title="Guide", slug="guide")
    page = make_page(guide=guide)
    draft_of(page).submit(None).request_changes(None, "Shorter")
    with pytest.raises(NotAllowed):
        Version.objects.published_set([guide, page], None)
    assert Guide.objects.get().state == "draft"
    assert states() == [(1, "changes_requested")]


def test_what_is_deleted_cannot_be_published_or_restored():
    page = make_page()
    draft_of(page)
    Page.objects.all().delete()
    version = Version.objects.get()
    for step in (version.publish, version.restore):
        with pytest.raises(NotAllowed, match="has been deleted"):
            step(None)


def test_the_name_of_an_author_outlives_the_account(ann):
    draft_of(make_page(), ann)
    ann.delete()
    version = Version.objects.get()
    assert (version.author, version.author_name) == (None, "Ann Lee")


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


@pytest.mark.parametrize("count", [1, 30])
def test_saving_a_draft_asks_a_fixed_number_of_queries(count, django_assert_num_queries):
    page = make_page(count, state="live")
    draft_of(page)
    snapshot = take(page)
    with django_assert_num_queries(11):
        Version.objects.save_draft(page, snapshot, None)
