"""Real content for the tests of versions, and drafts of it."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db.models import Model

from graduated_response.models import AgeBand, Page, Part, Statement
from localoffer.publishing.applying import trying
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import keys_of, take, with_draft_numbers
from surveys.models import Cycle, Evidence, WeDid, YouSaid

from .examples import example


def make_page(parts: int = 0, **fields) -> Page:
    page = Page.objects.create(**{"title": "Talking", "slug": "talking"} | fields)
    for number in range(parts):
        Part.objects.create(
            page=page,
            role=Part.Role.TODAY,
            age_band=AgeBand.objects.create(
                name=f"Band {number}", slug=f"band-{number}", from_age=number % 20, to_age=25
            ),
            text=f"<p>Part {number}</p>",
        )
    return page


def as_a_draft(row: Model, edit: Callable) -> dict:
    """What `edit()` makes of the row, kept as a draft: the database is as it was afterwards."""
    known = set(keys_of(take(row)))
    with trying():
        edit()
        snapshot = take(row)
    return with_draft_numbers(snapshot, known)


def make_cycle() -> Cycle:
    cycle = Cycle.objects.create(title="Round", slug="round", year=2026)
    said = YouSaid.objects.create(cycle=cycle, text="<p>Slow letters</p>")
    did = WeDid.objects.create(cycle=cycle, text="<p>Faster letters</p>")
    did.said.add(said)
    Evidence.objects.create(did=did, label="Report", path="/surveys/")
    return cycle


def example_statement() -> Statement:
    return example(Statement)


def new_material(event):
    return event.materials.create(label="Slides", url="https://example.org/")


def make_user(name="ben", **fields):
    return get_user_model().objects.create(username=name, **fields)


def draft_of(row, by=None, title="New title") -> Version:
    snapshot = take(row)
    snapshot["fields"]["title"] = title
    return Version.objects.save_draft(row, snapshot, by, "Said better")


def title_of(row) -> str:
    return type(row).objects.get(pk=row.pk).title


def states() -> list[tuple[int, str]]:
    return list(Version.objects.order_by("number").values_list("number", "state"))
