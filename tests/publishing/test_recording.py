"""Changes past the form (an import's): every word of before and after is among the versions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from graduated_response.models import Page
from localoffer.publishing.models import Version
from localoffer.publishing.recording import recording
from localoffer.publishing.snapshots import take

from .factories import draft_of, make_cycle, make_page, make_user, states, title_of

pytestmark = pytest.mark.django_db


def titles():
    return [each.snapshot["fields"]["title"] for each in Version.objects.order_by("number")]


def record(page, by=None, **fields):
    with recording([page], by, "Imported.") as overtaken:
        Page.objects.filter(pk=page.pk).update(**fields)
    return overtaken


def test_what_was_live_and_what_is_live_now_are_both_kept():
    ann, page = make_user("ann"), make_page(state="live", title="Old")
    assert record(page, ann, title="New").drafts == []
    assert (states(), titles()) == ([(1, "superseded"), (2, "published")], ["Old", "New"])
    newest = Version.objects.get(number=2)
    assert (newest.author, newest.published_by, newest.comment) == (ann, ann, "Imported.")
    assert newest.snapshot == take(page)


def test_a_draft_over_a_live_page_is_past_and_can_be_used_again():
    page = make_page(state="live", title="Old")
    draft = draft_of(page, title="Draft")
    overtaken = record(page, title="New")
    assert (overtaken.drafts, overtaken.scheduled) == ([page], [])
    assert (states(), titles()) == (
        [(1, "superseded"), (2, "superseded"), (3, "published")], ["Old", "Draft", "New"],
    )  # fmt: skip
    assert Version.objects.latest_draft_of(page) is None
    draft.refresh_from_db()
    draft.restore(None).publish(None)
    assert title_of(page) == "Draft"


@pytest.mark.parametrize("step", ["submit", "approve"])
def test_what_waits_for_a_publisher_is_past_too(step):
    page = make_page(state="live")
    getattr(draft_of(page), step)(None)
    assert record(page, title="New").drafts == [page]
    assert states()[1:] == [(2, "superseded"), (3, "published")]


def test_what_is_scheduled_stays_and_is_named():
    page = make_page(state="live", title="Old")
    draft_of(page).schedule(timezone.now() + timedelta(hours=1), None)
    overtaken = record(page, title="New")
    assert (overtaken.drafts, overtaken.scheduled) == ([], [page])
    assert states() == [(1, "superseded"), (2, "scheduled"), (3, "published")]


def test_a_page_that_never_was_live_gets_a_newer_draft():
    """Publishing its latest draft must not bring the words of before back."""
    page = make_page(title="Old")
    Version.objects.save_draft(page, take(page), None)
    assert record(page, title="New").drafts == []  # its draft said no more than the page
    assert (states(), titles()) == ([(1, "superseded"), (2, "draft")], ["Old", "New"])
    Version.objects.published_set([Page.objects.get()], None)
    assert (title_of(page), Page.objects.get().state) == ("New", "live")


def test_going_live_is_a_version_of_its_own():
    page = make_page()
    record(page, state="live")
    assert states() == [(1, "published")]


def test_nothing_changed_leaves_no_version():
    page = make_page(state="live")
    draft_of(page)
    assert record(page, title=page.title).drafts == []
    assert states() == [(1, "published"), (2, "draft")]


def test_a_change_of_what_it_owns_counts():
    cycle = make_cycle()
    with recording([cycle], None, "Imported."):
        cycle.said.update(text="<p>New</p>")
    assert states() == [(1, "draft")]
