"""Home, plain pages, colours, and what machines read."""

import logging
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import path

from localoffer.site.models import AlertBanner, SitePage, SiteSettings
from tests.public_site import costs

pytestmark = pytest.mark.django_db


def make_page(slug="privacy", **fields):
    return SitePage.objects.create(
        **{"title": "Privacy", "slug": slug, "body": "<p>We keep little.</p>", "state": "live"}
        | fields
    )


def test_a_plain_page_stands_at_its_word(client):
    make_page()
    page = client.get("/privacy/").content.decode()
    assert '<h1 class="govuk-heading-xl">Privacy</h1>' in page
    assert "<p>We keep little.</p>" in page


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_a_page_that_is_not_live_is_not_found_but_staff_may_look(client, admin_client, state):
    make_page(state=state)
    assert client.get("/privacy/").status_code == 404
    assert admin_client.get("/privacy/")["Cache-Control"].startswith(
        "max-age=0, no-cache, no-store"
    )


def test_staff_without_the_permission_see_no_draft(client, django_user_model):
    make_page(state="draft")
    client.force_login(django_user_model.objects.create_user("staff", is_staff=True))
    assert client.get("/privacy/").status_code == 404


def test_unknown_words_get_the_helpful_page(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "<h1" in response.content.decode()
    assert "/graduated-response/" in response.content.decode()


def test_public_answers_set_no_cookie_and_do_not_vary_by_it(client):
    make_page()
    for address in ["/", "/privacy/", "/no-such-page/", "/events/"]:
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "csrf" not in response.content.decode().lower()


def test_the_policy_allows_no_script_and_nothing_inline(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy


def test_headers_that_keep_others_out(client):
    headers = client.get("/").headers
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]


def test_an_unchanged_page_is_not_sent_twice(client):
    make_page()
    etag = client.get("/privacy/")["ETag"]
    sent = {"Accept-Encoding": "gzip"}
    whole = client.get("/privacy/", headers=sent)
    again = client.get("/privacy/", headers=sent | {"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    of_the_body = {"Content-Type", "Content-Length", "Content-Encoding"}
    assert set(again.headers) == set(whole.headers) - of_the_body
    for name in ("Vary", "X-Frame-Options", "Content-Security-Policy"):
        assert again[name] == whole[name]


def test_head_says_what_get_says(client):
    make_page()
    got, head = client.get("/privacy/"), client.head("/privacy/")
    assert head["Content-Length"] == got["Content-Length"]


def test_colours_of_the_council_reach_the_page(client):
    assert "/theme.css" not in client.get("/").content.decode()
    SiteSettings(pk=1, brand="#123456").save()
    assert "/theme.css?v=" in client.get("/").content.decode()
    address = re.search(r"/theme\.css\?v=\w+", client.get("/").content.decode())[0]
    sheet = client.get(address)
    assert sheet["Content-Type"] == "text/css"
    assert "immutable" in sheet["Cache-Control"]
    assert "--lo-brand:#123456;" in sheet.content.decode()
    assert client.get("/theme.css?v=other")["Cache-Control"] == "no-cache"


def test_paper_says_where_the_paths_on_it_lead(client, settings):
    settings.SITE_URL = "https://send.larkshire.example"
    footer = client.get("/").content.decode().partition("<footer")[2]
    words = "Does an address here start with /? Put https://send.larkshire.example in front of it."
    assert f'<span class="lo-print-only">. {words}</span>' in footer


def test_a_banner_shows_only_in_its_time(client, time_machine):
    now = "2026-11-22T12:00:00+00:00"
    AlertBanner.objects.create(
        title="Snow", text="Schools are shut.", starts=now, ends="2026-11-23T12:00:00+00:00"
    )
    for moment, shows in [
        ("2026-11-22T11:59:59+00:00", False),
        (now, True),
        ("2026-11-23T12:00:00+00:00", False),
    ]:
        time_machine.move_to(moment, tick=False)
        assert ("Schools are shut." in client.get("/no-such-page/").content.decode()) is shows


def test_a_banner_can_keep_to_one_part_of_the_site(client):
    AlertBanner.objects.create(title="Snow", text="No coffee today.", section="/events/")
    assert "No coffee today." in client.get("/events/").content.decode()
    assert "No coffee today." not in client.get("/glossary/").content.decode()


def test_important_banners_come_first_and_then_those_that_show_longest(client):
    for hour, level, title in [(9, "info", "Old"), (10, "important", "Snow"), (8, "info", "Older")]:
        AlertBanner.objects.create(
            title=f"{title}.", text="", level=level, starts=f"2026-11-21T{hour:02}:00:00+00:00"
        )
    html = client.get("/events/").content.decode()
    assert re.findall(r"<strong>(Snow|Older|Old)\.", html) == ["Snow", "Older", "Old"]


def test_the_sitemap_names_live_pages_only(client):
    make_page()
    make_page("zebra", state="draft")
    body = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://127.0.0.1:8000/privacy/</loc>" in body
    assert "zebra" not in body


def test_robots_are_told_where_the_sitemap_is(client):
    assert b"Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").content


def test_health_needs_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok"


@pytest.mark.parametrize(
    "address",
    ["/", "/privacy/", "/robots.txt", "/sitemap.xml", "/theme.css", "/healthz", "/readyz"],
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_reads_answer_get_and_head_only(client, address, method):
    make_page()
    assert getattr(client, method)(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_the_same_number_of_queries(client, count):
    from tests.events.factories import make_event

    for number in range(count):
        make_event(f"e{number}", [number + 1])
    assert costs(client, "/") == (6, 5)


def broken_view(request):
    raise RuntimeError("planted")


urlpatterns = [path("broken/", broken_view)]


@pytest.mark.urls("tests.site.test_views")
def test_a_fault_leaves_one_record_with_the_number_the_visitor_sees(client, caplog):
    from localoffer.site.request_id import RequestIdFilter

    caplog.handler.addFilter(RequestIdFilter())
    client.raise_request_exception = False
    with caplog.at_level(logging.WARNING):
        response = client.get("/broken/")
    assert response.status_code == 500
    faults = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.request_id for record in faults] == [response["X-Request-ID"]]


def test_two_requests_have_two_numbers(client):
    assert client.get("/healthz")["X-Request-ID"] != client.get("/healthz")["X-Request-ID"]


@pytest.mark.parametrize("slug", ["events", "glossary", "poster"])
def test_a_page_does_not_take_the_address_of_another_part(slug):
    with pytest.raises(ValidationError, match="Another part of the site"):
        SitePage(title="Ours", slug=slug).full_clean()


def test_a_page_may_have_any_other_address():
    page = SitePage(title="Ours", slug="our-event")
    page.clean()
    assert page.get_absolute_url() == "/our-event/"
