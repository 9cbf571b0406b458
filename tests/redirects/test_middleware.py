"""How visitors get from old addresses to new ones."""

from urllib.parse import quote

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from localoffer.redirects.automatic import keep_address
from localoffer.redirects.models import Redirect
from tests.events.factories import make_event
from tests.publishing.factories import make_page

pytestmark = pytest.mark.django_db
TALKING = "/graduated-response/talking/"


def make(old: str, new: str, **fields) -> Redirect:
    return Redirect.objects.create(old_path=old, new_path=new, **fields)


@pytest.fixture
def page():
    return make_page(state="live")


@pytest.mark.parametrize(
    ("old", "asked"),
    [
        ("/old/", "/old/"), ("/old/", "/old"), ("/old/page/", "/old/page/"), ("/a.pdf", "/a.pdf"),
        ("/old page/", "/old%20page/"), ("/Überblick/", "/%C3%9Cberblick/"),
        ("/graduated-response/gone/", "/graduated-response/gone"),
    ],
)  # fmt: skip
def test_one_step_to_the_new_address(client, old, asked):
    make(quote(old), TALKING)
    answer = client.get(asked)
    assert (answer.status_code, answer.url) == (301, TALKING)
    assert answer["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies


def test_one_that_is_not_for_good(client):
    make("/old/", TALKING, permanent=False)
    assert client.get("/old/").status_code == 302


def test_head_is_answered_alike_and_posts_are_not(client):
    make("/old/", TALKING)
    assert client.head("/old/").url == TALKING
    for method in (client.post, client.put, client.delete, client.options):
        assert method("/old/").status_code in (404, 405)


@pytest.mark.parametrize(
    ("new", "asked", "location"),
    [
        (TALKING, "/old/?age=3&x=%20", f"{TALKING}?age=3&x=%20"),
        (f"{TALKING}#part", "/old/?age=3", f"{TALKING}?age=3#part"),
        (f"{TALKING}?a=1#part", "/old/?age=3", f"{TALKING}?a=1&age=3#part"),
        ("https://www.gov.uk/a?b=1", "/old/?age=3", "https://www.gov.uk/a?b=1"),
        ("/Über uns/".replace(" ", "%20"), "/old/", "/%C3%9Cber%20uns/"),
    ],
)
def test_parameters_go_along_but_not_to_other_sites(client, new, asked, location):
    make("/old/", new)
    assert client.get(asked).url == location


def test_parameters_can_be_part_of_an_old_address(client):
    make("/kb5/advice.page?id=1", TALKING)
    make("/kb5/advice.page", "/events/")
    assert client.get("/kb5/advice.page?id=1").url == TALKING
    assert client.get("/kb5/advice.page?id=2").url == "/events/?id=2"


STORED = "/kb5/x/advice.page?id=A&tab=two"


@pytest.mark.parametrize(
    "asked",
    [
        "/kb5/x/advice.page?id=A&tab=two",
        "/kb5/x/advice.page?tab=two&id=A",
        "/kb5/x/advice.page?tab=two&page=3&id=A",
        "/kb5/x/advice.page?id=A&tab=two&utm_source=newsletter&fbclid=x",
        "/kb5/x/advice.page;jsessionid=1F3.node2?id=A&tab=two",
        "/kb5/x/advice.page;jsessionid=1F3?tab=two&&id=%41",
        "/KB5/X/Advice.page?id=A&tab=two",
        "/kb5/x;v=1/advice.page?id=A&tab=two",
    ],
)
def test_no_spelling_of_an_old_address_misses(client, asked):
    make(STORED, TALKING)
    answer = client.get(asked)
    assert (answer.status_code, answer.url) == (301, TALKING)


@pytest.mark.parametrize("asked", ["?id=A", "?id=B&tab=two", "?id=a&tab=two", "", "?tab=two"])
def test_what_lacks_a_parameter_is_another_address(client, asked):
    make(STORED, TALKING)
    assert client.get(f"/kb5/x/advice.page{asked}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("id=A", "/one/"),
        ("id=A&x=1", "/one/"),
        ("x=1&tab=two&id=A", "/two/"),
        ("x=1", "/none/?x=1"),
    ],
)
def test_the_most_exact_old_address_wins(client, asked, target):
    make("/kb5/advice.page", "/none/")
    make("/kb5/advice.page?id=A", "/one/")
    make("/kb5/advice.page?id=A&tab=two", "/two/")
    assert client.get(f"/kb5/advice.page?{asked}").url == target


def test_capitals_count_where_two_addresses_differ_in_nothing_else(client):
    make("/Old/", "/one/")
    make("/old/", "/two/")
    assert client.get("/Old/").url == "/one/"
    assert client.get("/old/").url == "/two/"
    assert client.get("/OLD/").status_code == 301


def test_small_letters_are_never_sent_round_in_a_circle(client):
    make("/Events/TALK/", "/events/talk/")
    assert client.get("/events/talk/").status_code == 404
    make_event("talk", [5])
    assert client.get("/Events/TALK/").url == "/events/talk/"


def test_letters_of_a_pattern_of_the_database_are_only_letters(client):
    make("/a%25b/", TALKING)
    make("/a_b/", "/events/")
    assert client.get("/axb/").status_code == 404
    assert client.get("/a%25b/").url == TALKING


def test_an_event_that_moves_takes_its_calendar_file_along(client):
    event = make_event("tea", [5], title="Tea")
    event.slug = "coffee"
    event.save()
    assert client.get("/events/tea/").url == "/events/coffee/"
    assert client.get("/events/tea.ics").url == "/events/coffee.ics"


def test_what_a_search_for_an_old_address_costs_never_grows(client):
    for number in range(20):
        make(f"/kb5/advice.page?id={number}", "/events/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/kb5/advice.page?id=7").status_code == 301
    assert len([query for query in queries if "redirects_redirect" in query["sql"]]) == 1


def test_a_page_that_is_there_wins(client, page):
    make(TALKING, "/events/")
    assert client.get(TALKING).status_code == 200


def test_a_page_that_moved_and_then_went_leads_nowhere(client):
    keep_address("/old/", TALKING)
    assert client.get("/old/").status_code == 404
    page = make_page()
    assert client.get("/old/").status_code == 404
    page.publish()
    assert client.get("/old/").url == TALKING
    page.archive()
    assert client.get("/old/").status_code == 404


def test_staff_who_may_see_drafts_are_sent_like_everybody(admin_client):
    keep_address("/old/", TALKING)
    make_page()
    assert admin_client.get("/old/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/%2F/evil.example/",
        "/%00/",
        "/%0d%0aX:y/",
        "/\\evil.example",
        f"/{'a' * 9000}/",
        "/old/?%00=\x00",
    ],
)
def test_hostile_addresses_are_just_not_found(client, path):
    keep_address("/evil.example/", TALKING)
    assert client.get(path).status_code == 404


def test_below_what_staff_made_nothing_is_guessed(client, page):
    make("/old/", "/graduated-response/")
    assert client.get("/old/talking/").status_code == 404
    keep_address("/moved/", "/graduated-response/")
    assert client.get("/moved/talking").url == TALKING


def test_a_page_that_is_found_costs_no_query(client, page):
    make("/old/", TALKING)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(TALKING).status_code == 200
    assert [query for query in queries if "redirects_redirect" in query["sql"]] == []


def test_without_a_database_a_page_is_not_found_rather_than_broken(client, monkeypatch):
    make("/old/", TALKING)

    def fail(self, address):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(type(Redirect.objects.all()), "acting_at", fail)
    assert client.get("/old/").status_code == 404
