"""Whether links inside the site work for families."""

import pytest
from django.http import HttpResponseRedirect

from graduated_response.models import Area, Level, Statement
from localoffer.editorial.internal_links import Visitor, as_if_live
from localoffer.redirects.models import Redirect
from localoffer.site.models import SitePage

from .pages import make_page

pytestmark = pytest.mark.django_db

WITH_HEADING = "<h2>Costs</h2><p>Free</p>"


def why_dead(address, page="/a-page/"):
    return Visitor(page).why_dead(address)


def cannot_open(path):
    return f"Families cannot open {path}. There is no such page, or it is not live."


@pytest.mark.parametrize(
    "address",
    [
        "/", "/events/", "/events", "/events/?page=1", "/there/", "/there", "/there/#h-costs",
        "/there/#main", "/there/#top", "#top", "?page=2", "/there/#:~:text=Free", "/th%65re/",
        "http://127.0.0.1:8000/there/", "https://example.org/gone", "mailto:a@b.example",
        "tel:01234567890", "//example.org/x", "/static/site.css", "/sitemap.xml#x",
    ],
)  # fmt: skip
def test_these_work(address):
    make_page("there", WITH_HEADING)
    make_page("a-page")
    assert why_dead(address) == ""


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/gone/", cannot_open("/gone/")),
        ("/gone", cannot_open("/gone")),
        ("/draft/", cannot_open("/draft/")),
        ("/archived/", cannot_open("/archived/")),
        ("/events/?page=99", cannot_open("/events/")),
        ("/a/b/c/", cannot_open("/a/b/c/")),
        ("http://127.0.0.1:8000/gone/", cannot_open("/gone/")),
        ("/there/#prices", "/there/ has no place called #prices. Link to the page, or mend it."),
        ("#prices", "/a-page/ has no place called #prices. Link to the page, or mend it."),
        (
            "/admin/events/event/1/change/",
            "Only staff can open /admin/events/event/1/change/. Link to a public page.",
        ),
    ],
)
def test_these_are_dead(address, why):
    make_page("there", WITH_HEADING)
    make_page("draft", state="draft")
    make_page("archived", state="archived")
    make_page("a-page")
    assert why_dead(address) == why


def test_an_old_address_that_leads_on_works():
    make_page("new", WITH_HEADING)
    Redirect.objects.create(old_path="/old/", new_path="/new/")
    assert why_dead("/old/") == ""
    assert why_dead("/old/#h-costs") == ""
    assert (
        why_dead("/old/#h-no") == "/old/ has no place called #h-no. Link to the page, or mend it."
    )


def test_a_circle_of_redirects_is_dead(monkeypatch):
    monkeypatch.setattr(
        "localoffer.editorial.internal_links.redirect_for",
        lambda request: HttpResponseRedirect("/b/"),
    )
    assert why_dead("/b/") == cannot_open("/b/")


def test_a_page_that_fails_is_dead_and_logged(monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise ValueError

    monkeypatch.setattr("localoffer.site.views.SitePageView.get_object", fail)
    assert why_dead("/there/") == cannot_open("/there/")
    assert [record.message for record in caplog.records] == [
        "A page of this site failed when a link to it was checked."
    ]


def test_each_address_is_asked_once(django_assert_num_queries):
    make_page("there", WITH_HEADING)
    visitor = Visitor("/a-page/")
    assert visitor.why_dead("/there/#h-costs") == ""
    with django_assert_num_queries(0):
        assert visitor.why_dead("/there/#h-no")
        assert visitor.why_dead("/there/") == ""


def test_rows_that_go_live_together_can_be_visited_and_stay_drafts():
    page = make_page("one", WITH_HEADING, state="draft")
    area = Area.objects.create(title="Area", slug="area", code="AR", state="draft")
    statement = Statement.objects.create(
        title="Expectation",
        code="AR1",
        area=area,
        level=Level.objects.create(name="All", slug="all"),
    )
    with as_if_live([page, area, statement]):
        assert why_dead("/one/#h-costs") == ""
        assert why_dead("/ordinarily-available-provision/AR1/") == ""
    assert SitePage.objects.get().state == "draft"
    assert not Statement.objects.get().ever_live
    assert why_dead("/one/#h-costs") == cannot_open("/one/")


def test_live_rows_cost_nothing(django_assert_num_queries):
    page = make_page()
    with django_assert_num_queries(0), as_if_live([page]):
        pass
