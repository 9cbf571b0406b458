"""A snapshot brings everything back, for every kind of content."""

import json

import pytest
from django.db import models

from localoffer.publishing.applying import apply, trying
from localoffer.publishing.family import content_fields, owned_models
from localoffer.publishing.models import published_models
from localoffer.publishing.snapshots import (
    DRAFT_NUMBERS_FROM,
    is_draft_number,
    keys_of,
    take,
)
from surveys.models import Cycle
from tests.events.factories import make_event

from .examples import change_all, example
from .factories import as_a_draft, make_cycle, new_material

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("model", published_models(), ids=lambda model: model.__name__)


@every_kind
@pytest.mark.parametrize("for_good", [True, False])
def test_it_brings_everything_back(model, for_good):
    row = example(model)
    before = take(row)
    change_all(row)
    assert take(row) != before
    apply(row, json.loads(json.dumps(before)), for_good=for_good)
    assert take(row) == before
    assert take(model.objects.get(pk=row.pk)) == before


@every_kind
def test_owned_models_can_be_kept_in_a_snapshot(model):
    for owned in owned_models(model):
        # Draft numbers need the room, and rows that are put back get a new time of creation.
        assert isinstance(owned._meta.pk, models.BigAutoField)
        assert not [f for f in owned._meta.fields if getattr(f, "auto_now_add", False)]


@every_kind
def test_when_content_shows_is_not_in_it(model):
    assert {"title", "slug"} <= content_fields(model).keys()
    assert not {"id", "state", "live_from", "expires", "updated"} & content_fields(model).keys()


def test_owned_models_of_all_levels_are_found():
    names = [model.__name__ for model in owned_models(Cycle)]
    assert sorted(names) == ["Evidence", "Progress", "Promise", "WeDid", "YouSaid"]
    assert names[-1] == "Evidence"  # after its three possible owners


def test_a_draft_leaves_nothing_behind():
    cycle = make_cycle()
    before = take(cycle)
    draft = as_a_draft(cycle, lambda: cycle.did.all().delete())
    assert draft != before
    with trying((cycle, draft)):
        assert take(cycle) == draft
    assert take(cycle) == before


def test_new_rows_of_a_draft_come_last_and_get_keys_for_good():
    event = make_event(dates=[1])
    kept = event.dates.get()
    draft = as_a_draft(
        event,
        lambda: [
            event.dates.create(starts=f"2030-01-0{n} 10:00Z", ends=f"2030-01-0{n} 11:00Z")
            for n in (1, 2)
        ],
    )
    numbers = [pk for _, pk in keys_of(draft)]
    assert numbers[0] == kept.pk
    assert [is_draft_number(pk) for pk in numbers] == [False, True, True]
    with trying((event, draft)):
        assert [row.pk for row in event.dates.order_by("pk")] == numbers
    answer = apply(event, draft, for_good=True)
    after = [row.pk for row in event.dates.order_by("pk")]
    assert after[0] == kept.pk
    assert max(after) < DRAFT_NUMBERS_FROM
    assert [answer["events.eventdate", pk] for pk in numbers[1:]] == after[1:]


def test_two_editors_never_get_the_same_number():
    event = make_event()
    drafts = [as_a_draft(event, lambda: new_material(event)) for _ in range(2)]
    assert not set(keys_of(drafts[0])) & set(keys_of(drafts[1]))


def test_drafts_of_two_rows_stand_side_by_side():
    one, two = make_event("one"), make_event("two")
    drafts = [(row, as_a_draft(row, lambda row=row: new_material(row))) for row in (one, two)]
    with trying(*drafts):
        assert one.materials.count() == two.materials.count() == 1
