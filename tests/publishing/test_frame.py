"""What every page shows is read together, once for each content version."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from localoffer.glossary.models import Term
from localoffer.publishing import cache_token, frame
from localoffer.site.models import AlertBanner, SiteSettings
from tests.public_site import forget

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 12, 30, 15, tzinfo=UTC)


def fill(count):
    SiteSettings(pk=1, council_name="Larkshire").save()
    for number in range(count):
        Term.objects.create(title=f"T{number}", slug=f"t{number}", short="word", state="live")
        AlertBanner.objects.create(title=f"B{number}", text="Snow", starts=NOON)


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_after_a_change_asks_twice_and_every_other_once(
    rf, django_assert_num_queries, count
):
    fill(count)
    forget()
    for queries in (2, 1):
        request = rf.get("/")
        with django_assert_num_queries(queries):
            rows = frame.of(request).rows
            assert frame.of(request).rows is rows
        kinds = (Term, SiteSettings, AlertBanner)
        assert [len(rows[model]) for model in kinds] == [count, 1, count]


def test_rows_come_as_they_are_stored(rf):
    fill(1)
    rows = frame.of(rf.get("/")).rows
    [banner], [settings], [term] = rows[AlertBanner], rows[SiteSettings], rows[Term]
    assert (banner.starts, banner.ends) == (NOON, None)
    stored = SiteSettings.objects.get()
    columns = [field.attname for field in SiteSettings._meta.concrete_fields]
    assert [getattr(settings, c) for c in columns] == [getattr(stored, c) for c in columns]
    assert (term.title, term.is_live()) == ("T0", True)
    assert term.get_deferred_fields() >= {"body", "owner", "notes"}


def test_only_terms_that_somebody_published_are_kept(rf):
    for state in ("draft", "archived"):
        Term.objects.create(title=state, slug=state, short="word", state=state)
    assert frame.of(rf.get("/")).rows[Term] == []


def test_before_the_first_save_there_is_nothing(rf):
    kept = frame.of(rf.get("/"))
    assert kept.token == ""
    assert {Term, SiteSettings, AlertBanner} <= kept.rows.keys()
    assert not any(kept.rows.values())


def test_a_page_keeps_the_frame_it_began_with(rf):
    fill(1)
    request = rf.get("/")
    before = frame.of(request)
    SiteSettings(pk=1, council_name="Other").save()
    assert frame.of(request) is before
    assert frame.of(rf.get("/")).rows[SiteSettings][0].council_name == "Other"


def test_a_change_between_the_two_queries_is_no_harm(rf):
    """The frame names the version it was read under, which may be newer than the page's."""
    fill(1)
    request = rf.get("/")
    cache_token.of(request)
    SiteSettings(pk=1, council_name="Newer").save()
    kept = frame.of(request)
    assert kept.token == cache_token.current() != cache_token.of(request)
    assert kept.rows[SiteSettings][0].council_name == "Newer"


def test_a_new_thread_does_not_ask_the_database_what_it_can(rf, django_assert_num_queries):
    """On SQLite Django would ask for JSON in three queries."""
    fill(1)
    forget()
    assert "supports_json_field" not in vars(connection.features)
    with django_assert_num_queries(2):
        frame.of(rf.get("/"))
