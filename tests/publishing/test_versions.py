"""Drafts, versions and what becomes of the rows that belong to them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from graduated_response.models import Guide, Page, Statement
from localoffer.publishing import cache_token
from localoffer.publishing.applying import CannotApply
from localoffer.publishing.models import NotAllowed, Version
from localoffer.publishing.snapshots import is_draft_number, keys_of, take
from tests.events.factories import make_event

from .factories import (
    as_a_draft,
    draft_of,
    example_statement,
    make_page,
    new_material,
    states,
    title_of,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_draft_over_a_live_page_changes_nothing_for_the_public(ann):
    page = make_page(state="live")
    cache_token.bump()
    before = take(page), cache_token.current()
    version = draft_of(page, ann)
    assert (take(page), cache_token.current()) == before
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


def test_publishing_makes_a_page_live_and_gives_new_rows_their_keys():
    event = make_event(state="draft")
    snapshot = as_a_draft(event, lambda: new_material(event))
    version = Version.objects.save_draft(event, snapshot, None)
    assert [is_draft_number(pk) for _, pk in keys_of(version.snapshot)] == [True]
    cache_token.bump()
    token = cache_token.current()
    version.publish(None)
    event.refresh_from_db()
    assert (event.state, event.materials.count()) == ("live", 1)
    assert Version.objects.get().snapshot == take(event)
    assert cache_token.current() != token


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


@pytest.mark.parametrize("count", [1, 30])
def test_saving_a_draft_asks_a_fixed_number_of_queries(count, django_assert_num_queries):
    page = make_page(count, state="live")
    draft_of(page)
    snapshot = take(page)
    with django_assert_num_queries(7):
        Version.objects.save_draft(page, snapshot, None)
