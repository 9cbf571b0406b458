"""When content shows, and what the database refuses, for every kind of content."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from localoffer.publishing.models import Published, PublishedQuerySet, State, published_models
from localoffer.site.models import SitePage

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_page(slug="a-page", **fields):
    return SitePage.objects.create(
        **{"title": "A page", "slug": slug, "body": "<p>Text</p>"} | fields
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "live", "status"),
    [
        ({"state": State.DRAFT}, False, "Draft"),
        ({"state": State.LIVE}, True, "Live"),
        ({"state": State.ARCHIVED}, False, "Archived"),
        ({"state": State.LIVE, "live_from": NOW}, True, "Live"),
        ({"state": State.LIVE, "live_from": NOW + HOUR}, False, "Scheduled"),
        ({"state": State.LIVE, "expires": NOW + HOUR}, True, "Live"),
        ({"state": State.LIVE, "expires": NOW}, False, "Expired"),
        ({"state": State.DRAFT, "live_from": NOW - HOUR}, False, "Draft"),
    ],
)
def test_the_row_and_the_database_agree_on_what_is_live(fields, live, status, time_machine):
    time_machine.move_to(NOW, tick=False)
    page = make_page(**fields)
    assert page.is_live() is live
    assert SitePage.objects.live().exists() is live
    assert page.state_in_words() == status


@pytest.mark.django_db
def test_live_can_ask_about_another_moment():
    make_page(state=State.LIVE, live_from=NOW, expires=NOW + HOUR)
    assert not SitePage.objects.live(NOW - HOUR).exists()
    assert SitePage.objects.live(NOW + HOUR / 2).exists()
    assert not SitePage.objects.live(NOW + HOUR).exists()


@pytest.mark.django_db
def test_overdue_counts_only_live_rows_past_their_date():
    yesterday = timezone.localdate() - timedelta(days=1)
    overdue = make_page(state=State.LIVE, review_by=yesterday)
    make_page("draft", review_by=yesterday)
    make_page("today", state=State.LIVE, review_by=timezone.localdate())
    assert list(SitePage.objects.overdue()) == [overdue]
    assert overdue.is_overdue()


@pytest.mark.django_db
def test_a_new_page_is_a_draft_to_review_in_a_year():
    page = make_page()
    assert (page.state, page.review_by) == ("draft", timezone.localdate() + timedelta(days=365))


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"state": "published"}, {"live_from": NOW, "expires": NOW}])
def test_the_database_refuses_what_makes_no_sense(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_page(**fields)


def test_a_form_is_told_that_the_end_comes_before_the_start():
    with pytest.raises(ValidationError) as problem:
        SitePage(live_from=NOW, expires=NOW - HOUR).clean()
    assert problem.value.message_dict == {
        "expires": ["Choose a time after the time in 'show from'."]
    }


@pytest.mark.parametrize("model", published_models(), ids=lambda model: model.__name__)
def test_every_kind_of_content_keeps_the_rules(model):
    names = {constraint.name for constraint in model._meta.constraints}
    prefix = f"{model._meta.app_label}_{model._meta.model_name}"
    assert {f"{prefix}_state_known", f"{prefix}_expires_after_start"} <= names
    assert isinstance(model.objects.all(), PublishedQuerySet)
    assert model._meta.get_field("slug").unique


def test_kinds_are_found_not_listed():
    assert SitePage in published_models()
    assert all(issubclass(model, Published) for model in published_models())
