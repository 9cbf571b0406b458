"""What the public reads about events, and what it must not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Material
from tests.public_site import costs

from .factories import make_event, make_venue

pytestmark = pytest.mark.django_db

HIDDEN = [
    {"state": "draft"},
    {"state": "archived"},
    {"state": "live", "live_from": timezone.now() + timedelta(days=1)},
    {"state": "live", "expires": timezone.now() - timedelta(days=1)},
]


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_lists_hold_coming_and_past_apart(client):
    make_event("spring", [5])
    make_event("winter", [-5])
    coming, past = text_of(client, "/events/"), text_of(client, "/events/past/")
    assert 'href="/events/spring/"' in coming
    assert "/events/winter/" not in coming
    assert 'href="/events/winter/"' in past
    assert "/events/spring/" not in past


def test_an_event_without_dates_says_so(client):
    make_event("later", when_note="Early next year")
    assert "Date to be announced" in text_of(client, "/events/")
    page = text_of(client, "/events/later/")
    assert "<strong>Date to be announced.</strong> Early next year." in page


def test_a_cancelled_event_says_so_first_and_offers_no_booking(client):
    make_event(
        "off", [5], status="cancelled", status_note="We are sorry.",
        booking_url="https://www.larkshire.example/book",
    )  # fmt: skip
    page = text_of(client, "/events/off/")
    assert "Cancelled. We are sorry." in page
    assert "larkshire.example/book" not in page


def test_booking_is_offered_only_while_it_can_be_used(client):
    link = "https://www.larkshire.example/book"
    make_event("open", [5], booking_url=link)
    make_event("over", [-5], booking_url=link)
    assert link in text_of(client, "/events/open/")
    assert link not in text_of(client, "/events/over/")


def test_a_page_tells_the_access_facts_and_what_is_left_of_it(client):
    event = make_event("over", [-5], venue=make_venue(step_free=True, hearing_loop=False))
    Material.objects.create(
        event=event, label="Recording with captions", kind="recording",
        url="https://www.larkshire.example/film",
    )  # fmt: skip
    page = text_of(client, "/events/over/")
    assert "Step-free way in: <strong>yes</strong>" in page
    assert "Hearing loop: <strong>no</strong>" in page
    assert "Quiet space: <strong>we do not know yet</strong>" in page
    assert (
        'href="https://www.larkshire.example/film">Recording with captions</a> (recording)' in page
    )


@pytest.mark.parametrize("fields", HIDDEN, ids=["draft", "archived", "scheduled", "expired"])
def test_what_is_not_live_is_nowhere(client, fields):
    make_event("secret", [5], title="Zebra", **fields)
    make_event("secret-past", [-5], title="Zebra", **fields)
    paths = [
        "/events/",
        "/events/past/",
        "/events/calendar.ics",
        "/events/feed/",
        "/sitemap.xml",
        "/",
    ]
    for path in paths:
        assert "Zebra" not in text_of(client, path)
        assert "secret" not in text_of(client, path)
    for path in ["/events/secret/", "/events/secret.ics"]:
        assert client.get(path).status_code == 404


def test_staff_see_a_draft_never_cached(admin_client):
    make_event("draft", state="draft")
    response = admin_client.get("/events/draft/")
    assert "Only staff see this page until it is live." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "days"), [("/events/", 5), ("/events/past/", -5)])
def test_lists_ask_the_same_number_of_queries(client, count, path, days):
    venue = make_venue()
    for number in range(count):
        make_event(f"e{number}", [days], venue=venue)
    assert costs(client, path) == (5, 4)


@pytest.mark.parametrize("count", [1, 3])
def test_one_event_asks_the_same_number_of_queries(client, count):
    event = make_event("one", list(range(1, count + 1)), venue=make_venue())
    for number in range(count):
        Material.objects.create(event=event, label=f"Notes {number}", url="https://www.gov.uk/")
    assert costs(client, "/events/one/") == (6, 5)


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "99999999999999999999", "1.5"])
def test_a_bad_page_number_is_not_found(client, number):
    assert client.get(f"/events/?page={number}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/events/", "/events/one/", "/events/one.ics", "/events/calendar.ics", "/events/feed/"],
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_reads_answer_get_and_head_only(client, path, method):
    make_event("one", [1])
    assert getattr(client, method)(path).status_code == 405
    assert client.head(path).status_code == 200


def test_a_preview_holds_no_heading_without_words(admin_client):
    event = make_event(state="draft", audience="")
    page = text_of(admin_client, event.get_absolute_url())
    assert "Cost" in page
    assert "Who it is for" not in page
