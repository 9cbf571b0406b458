"""Pages, guides and questions for tests, live and complete unless a test says otherwise."""

from datetime import timedelta

from django.utils import timezone

from graduated_response.models import (
    AgeBand,
    Contact,
    Guide,
    Journey,
    Page,
    Part,
    Question,
    QuestionSet,
    Step,
    Topic,
)

# Every way in which a row is not for the public.
HIDDEN = [
    {"state": "draft"},
    {"state": "archived"},
    {"state": "live", "live_from": timezone.now() + timedelta(days=1)},
    {"state": "live", "expires": timezone.now() - timedelta(days=1)},
]


def text_of(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def make_guide(slug: str = "steps", **fields) -> Guide:
    return Guide.objects.create(
        **{"title": f"Guide {slug}", "slug": slug, "summary": f"About {slug}.", "state": "live"}
        | fields
    )


def make_page(slug: str = "rights", parts: tuple = (), **fields) -> Page:
    """`parts`: (role, text) or (role, text, age band)."""
    page = Page.objects.create(
        **{
            "title": f"Page {slug}",
            "slug": slug,
            "summary": f"About {slug}.",
            "body": f"<p>All about {slug}.</p>",
            "state": "live",
        }
        | fields
    )
    for role, text, *band in parts:
        Part.objects.create(page=page, role=role, text=text, age_band=band[0] if band else None)
    return page


def make_worry(slug: str = "learning", parts: tuple = (), **fields) -> Page:
    return make_page(slug, parts, kind="worry", **fields)


def make_band(slug: str = "primary", **fields) -> AgeBand:
    return AgeBand.objects.create(
        **{"name": f"Band {slug}", "slug": slug, "from_age": 5, "to_age": 10} | fields
    )


def make_contact(name: str = "Advice line", **fields) -> Contact:
    return Contact.objects.create(**{"name": name, "phone": "01632 960000"} | fields)


def make_topic(slug: str = "plans", **fields) -> Topic:
    return Topic.objects.create(**{"name": f"Topic {slug}", "slug": slug} | fields)


def make_set(slug: str = "webinar", **fields) -> QuestionSet:
    return QuestionSet.objects.create(
        **{"title": f"Set {slug}", "slug": slug, "summary": f"About {slug}.", "state": "live"}
        | fields
    )


def make_question(slug: str = "how-long", **fields) -> Question:
    return Question.objects.create(
        **{
            "title": f"Question {slug}?",
            "slug": slug,
            "answer": f"<p>Answer to {slug}.</p>",
            "state": "live",
        }
        | fields
    )


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
