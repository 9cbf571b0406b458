"""Journeys: what families see of them, and how staff edit them."""

import pytest

from graduated_response.demo import load_journeys, load_pages
from graduated_response.models import Journey, Step
from tests.staff import sent

from .page_factories import HIDDEN, make_page, text_of

pytestmark = pytest.mark.django_db

ADMIN = "/admin/graduated_response/journey/"


def make_journey(slug: str = "help", steps: dict | None = None, **fields) -> Journey:
    """`steps`: title of a step -> its pages."""
    journey = Journey.objects.create(
        **{"title": f"Journey {slug}", "slug": slug, "summary": f"About {slug}.", "state": "live"}
        | fields
    )
    for place, (title, pages) in enumerate((steps or {}).items(), 1):
        text = f"<p>{title} happens.</p>"
        Step.objects.create(journey=journey, title=title, position=place, text=text).pages.set(
            pages
        )
    return journey


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


@pytest.mark.parametrize("items", [1, 3])
def test_queries(client, django_assert_num_queries, items):
    steps = {
        f"Step {n}": [make_page(f"page-{n}-{other}") for other in range(items)]
        for n in range(items)
    }
    make_journey(steps=steps)
    client.get("/")  # the frame of the page is kept from here on
    with django_assert_num_queries(4):
        text_of(client, "/graduated-response/journeys/help/")


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
