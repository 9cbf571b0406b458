"""Journeys: what families see of them, and how staff edit them."""

import pytest

from graduated_response.demo import load_journeys, load_pages
from graduated_response.models import Journey
from tests.public_site import costs
from tests.support.admin_forms import sent

from .page_factories import (
    HIDDEN,
    make_band,
    make_guide,
    make_journey,
    make_page,
    make_worry,
    text_of,
)

pytestmark = pytest.mark.django_db

ADMIN = "/admin/graduated_response/journey/"


def test_a_journey_shows_its_steps_in_order_with_live_pages_only(client):
    one, two = make_page("one", position=2), make_page("two", position=1)
    hidden = make_page("zebra", title="Zebra", state="draft")
    make_journey(steps={"Notice": [one, two, hidden], "Talk": []}, intro="<p>Start here.</p>")
    page = text_of(client, "/graduated-response/journeys/help/").partition("<h1")[2]
    words = [
        "Journey help</h1>", "About help.", "Start here.",
        "Step 1: </span>Notice</h2>", "Notice happens.", "/graduated-response/two/",
        "/graduated-response/one/", "Step 2: </span>Talk</h2>",
    ]  # fmt: skip
    order = [page.find(word) for word in words]
    assert -1 not in order
    assert order == sorted(order)
    assert "zebra" not in page.lower()


@pytest.mark.parametrize("fields", HIDDEN, ids=["draft", "archived", "scheduled", "expired"])
def test_a_journey_that_is_not_live_is_nowhere(client, admin_client, fields):
    make_journey(steps={"Notice": [make_page("one")]}, title="Zebra", **fields)
    assert client.get("/graduated-response/journeys/help/").status_code == 404
    response = admin_client.get("/graduated-response/journeys/help/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_reads_only(client, method):
    make_journey()
    assert getattr(client, method)("/graduated-response/journeys/help/").status_code == 405


def test_a_page_of_a_journey_shows_the_steps_beside_its_text(client):
    guide = make_guide()
    one, two = make_page("one", guide=guide), make_page("two", guide=guide)
    hidden = make_page("zebra", title="Zebra", state="draft")
    make_journey(steps={"Notice": [one, hidden], "Talk": [two], "Rest": []})
    page = text_of(client, "/graduated-response/two/")
    assert (
        '<p class="lo-part-of">Part of '
        '<a href="/graduated-response/journeys/help/#step-2">Journey help</a></p>'
    ) in page
    assert (
        '<li class="lo-trail__here"><details open><summary>Talk</summary>\n<ul>\n'
        '<li aria-current="page">Page two</li>'
    ) in page
    assert (
        "<li><details><summary>Notice</summary>\n<ul>\n"
        '<li><a href="/graduated-response/one/">Page one</a></li>\n</ul>'
    ) in page
    assert "<li>Rest</li>" in page
    assert "zebra" not in page.lower()
    assert 'aria-label="Guide steps"' not in page  # one list of contents is enough
    assert 'href="/graduated-response/guides/steps/print/"' in page


def test_a_worry_at_an_age_is_part_of_the_journey_too(client):
    make_band()
    make_journey(steps={"Notice": [make_worry()]})
    page = text_of(client, "/graduated-response/learning/primary/")
    assert '#step-1">Journey help</a>' in page
    assert text_of(client, "/graduated-response/").count("/journeys/help/") == 1


def test_a_page_of_two_journeys_names_the_first(client):
    page = make_page("one")
    make_journey("b", {"Late": [page], "Early": [page]}, title="B")
    make_journey("a", {"Zebra": [page]}, title="A", state="draft")
    make_journey("c", {"Never": [page]}, title="C")
    shown = text_of(client, "/graduated-response/one/")
    assert '/journeys/b/#step-1">B</a>' in shown
    assert "Never" not in shown
    assert "Zebra" not in shown


def test_a_page_outside_journeys_has_none(client):
    make_page("one")
    make_journey(steps={"Notice": []})
    page = text_of(client, "/graduated-response/one/")
    assert "Part of" not in page
    assert "lo-trail" not in page


@pytest.mark.parametrize("items", [1, 3])
def test_queries(client, items):
    steps = {
        f"Step {n}": [make_page(f"page-{n}-{other}") for other in range(items)]
        for n in range(items)
    }
    make_journey(steps=steps)
    assert costs(client, "/graduated-response/journeys/help/") == (5, 4)


def test_staff_edit_a_journey_with_its_steps(client, admin_client):
    page = make_page("one")
    journey = make_journey(steps={"Notice": [], "Talk": []})
    first, second = journey.steps.all()
    data = {
        "title": "Help in steps", "slug": "help", "summary": "About help.", "intro": "",
        "review_by": "2030-01-01", "_publish": "1",
        "steps-TOTAL_FORMS": "3", "steps-INITIAL_FORMS": "2",
        "steps-0-id": str(first.pk), "steps-0-title": "Notice", "steps-0-position": "2",
        "steps-0-text": "<p>See.</p>", "steps-0-pages": [str(page.pk)],
        "steps-1-id": str(second.pk), "steps-1-title": "Talk", "steps-1-position": "1",
        "steps-1-DELETE": "on",
        "steps-2-title": "Ask", "steps-2-position": "1", "steps-2-text": "<p>Ask them.</p>",
    }  # fmt: skip
    text_of(admin_client, f"{ADMIN}{journey.pk}/change/")
    response = admin_client.post(f"{ADMIN}{journey.pk}/change/", sent(journey, data))
    assert response.status_code == 302
    assert [(step.title, list(step.pages.all())) for step in journey.steps.all()] == [
        ("Ask", []),
        ("Notice", [page]),
    ]
    assert "Help in steps" in text_of(client, "/graduated-response/journeys/help/")


def test_the_demonstration_leads_from_a_worry_to_more_help(client):
    load_pages.load()
    load_journeys.load()
    journey = Journey.objects.live().get()
    assert [step.title for step in journey.steps.all()][2:6] == ["Assess", "Plan", "Do", "Review"]
    assert all(step.pages.live().exists() for step in journey.steps.all())
    assert "Zebra" not in text_of(client, journey.get_absolute_url())
