"""Which fields of content are read: all that families see, and nothing private."""

import pytest

from localoffer.editorial.texts import families, texts_of
from localoffer.publishing.models import published_models
from localoffer.site.models import SitePage
from surveys.models import Cycle, Promise, WeDid, YouSaid
from tests.publishing.examples import example

from .pages import make_page

pytestmark = pytest.mark.django_db


def test_the_texts_of_a_page():
    page = make_page(summary="Short", owner="owner@example.org", notes="SECRET")
    assert [
        (each.label, each.field, each.value, each.kind, each.row) for each in texts_of(page)
    ] == [
        ("Title", "title", "A-page", "plain", None),
        ("Summary", "summary", "Short", "plain", None),
        ("Text", "body", "<p>Text</p>", "html", None),
    ]


def test_what_is_typed_but_not_saved_is_read():
    page = make_page()
    page.body = "<p>Typed<script>x</script></p>"
    assert texts_of(page)[-1].value == "<p>Typed</p>"


def test_owned_rows_are_read_with_their_place():
    cycle = Cycle.objects.create(title="Round", slug="round", year=2024)
    said = YouSaid.objects.create(cycle=cycle, text="<p>More buses</p>", position=2)
    first = YouSaid.objects.create(cycle=cycle, text="<p>First</p>", position=1)
    other = Cycle.objects.create(title="Other", slug="other", year=2023)
    YouSaid.objects.create(cycle=other, text="<p>Not mine</p>")
    WeDid.objects.create(cycle=cycle, text="<p>Two buses</p>", status="done")
    evidence = said.evidence.create(label="The survey", path="/surveys/parents/")
    did = cycle.did.get().pk
    assert [(each.row, each.label, each.value) for each in texts_of(cycle) if each.row] == [
        (("surveys.yousaid", first.pk), "You said 1: you said", "<p>First</p>"),
        (("surveys.yousaid", said.pk), "You said 2: you said", "<p>More buses</p>"),
        (("surveys.wedid", did), "We did 1: we did", "<p>Two buses</p>"),
        (("surveys.evidence", evidence.pk), "Evidence 1: label", "The survey"),
        (("surveys.evidence", evidence.pk), "Evidence 1: address", "/surveys/parents/"),
    ]
    assert [each.kind for each in texts_of(cycle)[-2:]] == ["plain", "address"]


@pytest.mark.parametrize("model", published_models(), ids=lambda model: model.__name__)
def test_nothing_private_is_read_of_any_kind(model):
    row = example(model, owner="owner@example.org", notes="SECRET", title="A title to find")
    values = [each.value for each in texts_of(row)]
    assert "A title to find" in values
    assert not [value for value in values if "SECRET" in value or "owner@" in value]


def test_families_cost_a_query_for_each_model(django_assert_num_queries):
    for year in (2023, 2024, 2025):
        cycle = Cycle.objects.create(title=f"Round {year}", slug=f"r{year}", year=year)
        promise = Promise.objects.create(cycle=cycle, text="<p>A video</p>")
        promise.evidence.create(label="Video", path="/video/")
    with django_assert_num_queries(6):
        found = families(Cycle.objects.filter(year__gt=2023))
    assert [[type(row).__name__ for row, _ in family] for family in found.values()] == [
        ["Cycle", "Promise", "Evidence"]
    ] * 2


def test_a_row_that_is_gone_has_its_own_texts_only():
    page = make_page()
    SitePage.objects.all().delete()
    assert [each.field for each in texts_of(page)] == ["title", "body"]
