"""What is scheduled together goes out together, whoever pulls at one of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from graduated_response.models import Page
from localoffer.publishing.bin import empty_bin
from localoffer.publishing.models import NotAllowed, Version
from localoffer.publishing.tasks import publish_due

from .factories import draft_of, make_page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BOTH_NEW = {"lead": "New title", "one": "New title", "two": "New title"}


@pytest.fixture
def together():
    """Drafts of three live pages, the first of which leads: (leader, companion, companion)."""
    drafts = [draft_of(make_page(slug=slug, state="live")) for slug in ("lead", "one", "two")]
    drafts[0].schedule(timezone.now() + DAY, None, drafts[1:])
    return drafts


def titles():
    return dict(Page.objects.values_list("slug", "title"))


def states(drafts):
    for each in drafts:
        each.refresh_from_db()
    return [each.state for each in drafts]


def test_they_go_out_at_the_time_of_their_leader(together):
    assert (publish_due(timezone.now()), publish_due(timezone.now() + 2 * DAY)) == (0, 3)
    assert titles() == BOTH_NEW


def test_one_that_does_not_fit_any_more_holds_all_until_it_is_mended(together):
    leader, _, last = together
    last.snapshot["fields"]["slug"] = "taken"
    last.save()
    other = make_page(slug="taken")
    assert publish_due(timezone.now() + 2 * DAY) == 0
    assert titles() == dict.fromkeys(("lead", "one", "two", "taken"), "Talking")
    assert states(together) == ["scheduled"] * 3
    assert leader.problem.startswith("Talking: This version does not fit any more")
    other.put_in_bin()
    Page.objects.filter(pk=other.pk).update(slug="free")
    assert publish_due(timezone.now() + 2 * DAY) == 3
    leader.refresh_from_db()
    assert (leader.state, leader.problem) == ("published", "")


def test_nothing_goes_out_with_a_page_that_lies_in_the_bin(together):
    together[1].row.put_in_bin()
    assert publish_due(timezone.now() + 2 * DAY) == 0
    together[0].refresh_from_db()
    assert together[0].problem == "Talking: This page has been deleted. Bring it back first."


@pytest.mark.parametrize(
    "step", [lambda v: v.unschedule(None), lambda v: v.discard(None),
             lambda v: v.schedule(timezone.now() + 3 * DAY, None)],
    ids=["take back", "discard", "another time"],
)  # fmt: skip
def test_a_companion_alone_keeps_its_time(together, step):
    version = Version.objects.get(pk=together[1].pk)
    with pytest.raises(NotAllowed, match="Talking: version 2 goes out with version 2 of “Talking”"):
        step(version)
    assert states(together) == ["scheduled"] * 3


@pytest.mark.parametrize(("step", "state"), [("unschedule", "approved"), ("discard", "superseded")])
def test_without_their_leader_they_are_scheduled_no_longer(together, step, state):
    getattr(together[0], step)(None)
    assert states(together) == [state, "approved", "approved"]
    assert publish_due(timezone.now() + 2 * DAY) == 0


def test_who_is_left_out_at_the_next_time_is_scheduled_no_longer(together):
    leader, one, _ = together
    leader.schedule(timezone.now() + 3 * DAY, None, [one])
    assert states(together) == ["scheduled", "scheduled", "approved"]
    assert publish_due(timezone.now() + 2 * DAY) == 0
    assert publish_due(timezone.now() + 4 * DAY) == 2


def test_one_that_went_out_sooner_holds_up_nobody(together):
    together[1].publish(None)
    assert publish_due(timezone.now() + 2 * DAY) == 2
    assert titles() == BOTH_NEW


def test_released_by_hand_they_leave_nothing_scheduled(together):
    leader, one, _ = together
    draft_of(one.row, title="Newer")
    Version.objects.published_set([leader.row, one.row], None)
    assert states(together) == ["published", "superseded", "approved"]
    assert titles() == {"lead": "New title", "one": "Newer", "two": "Talking"}


def test_a_leader_that_is_deleted_for_good_takes_their_time_along(together):
    leader = together[0].row
    leader.put_in_bin()
    assert empty_bin(timezone.now() + 31 * DAY) == 1
    assert publish_due(timezone.now() + 2 * DAY) == 0
    assert states(together[1:]) == ["approved", "approved"]


def test_one_that_ends_before_keeps_all_from_being_scheduled():
    lead = draft_of(make_page(slug="lead", state="live"))
    ends = timezone.now() + DAY
    last = draft_of(make_page(slug="last", title="Last", state="live", expires=ends))
    with pytest.raises(NotAllowed, match="^Last: It would be published on .* only until"):
        lead.schedule(ends, None, [last])
    assert states([lead, last]) == ["draft", "draft"]
