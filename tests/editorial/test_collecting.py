"""Which links to other sites are known, and where they stand."""

from datetime import UTC, datetime, timedelta

import pytest

from events.models import Event
from graduated_response.models import Contact
from localoffer.editorial.link_checker.collecting import collect, collect_when_due
from localoffer.editorial.models import ExternalLink, FoundOn

from .pages import make_page

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def link(address):
    return f'<p><a href="{address}">Words</a></p>'


def known():
    return list(
        FoundOn.objects.order_by("link__url", "path").values_list("link__url", "path", "title")
    )


def test_links_of_live_pages_with_their_places():
    make_page("one", link("https://example.org/a#b") + link("/two/") + link("mailto:a@b.example"))
    make_page("two", link("https://EXAMPLE.org/a") + link("http://127.0.0.1:8000/one/"))
    make_page("hidden", link("https://example.org/draft"), state="draft")
    assert collect() == 1
    assert known() == [
        ("https://example.org/a", "/one/", "One"),
        ("https://example.org/a", "/two/", "Two"),
    ]
    assert ExternalLink.objects.get().host == "example.org"


def test_links_in_fields_of_their_own_and_in_owned_rows():
    event = Event.objects.create(
        title="Webinar",
        slug="webinar",
        body="<p>Come</p>",
        audience="All",
        booking_url="https://book.example/",
        state="live",
    )
    event.materials.create(label="Slides", url="https://slides.example/")
    Contact.objects.create(name="Team", web="https://team.example/")
    collect()
    assert known() == [
        ("https://book.example/", "/events/webinar/", "Webinar"),
        ("https://slides.example/", "/events/webinar/", "Webinar"),
        ("https://team.example/", "", "Contact: Team"),
    ]


def test_what_is_gone_from_the_pages_goes_and_the_rest_keeps_its_answers():
    page = make_page("one", link("https://example.org/a") + link("https://example.org/b"))
    collect()
    ExternalLink.objects.filter(url__endswith="a").update(failures=2)
    page.body = link("https://example.org/a")
    page.title = "New"
    page.save()
    assert collect() == 1
    assert known() == [("https://example.org/a", "/one/", "New")]
    assert ExternalLink.objects.get().failures == 2
    page.archive()
    assert collect() == 0
    assert not ExternalLink.objects.exists()


def test_more_pages_cost_no_more_queries(django_assert_max_num_queries):
    for number in range(30):
        make_page(f"page-{number}", link(f"https://example.org/{number}"))
    with django_assert_max_num_queries(70) as queries:
        collect()
    first = len(queries)
    for number in range(30, 60):
        make_page(f"page-{number}", link(f"https://example.org/{number}"))
    with django_assert_max_num_queries(first):
        collect()


def test_once_a_day_and_in_one_process():
    assert collect_when_due(NOW)
    assert not collect_when_due(NOW + timedelta(hours=23))
    assert collect_when_due(NOW + timedelta(hours=24))
    assert not collect_when_due(NOW + timedelta(hours=24))
