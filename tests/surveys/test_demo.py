"""The demonstration keeps every rule that an editor has to keep."""

import gzip

import pytest

from surveys.demo import load_surveys, load_you_said
from surveys.models import Cycle, Evidence, Finding, Survey, Wave, WeDid

from .pages import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    load_surveys.load()
    load_you_said.load()


@pytest.mark.usefixtures("demo")
def test_it_is_rich_enough_to_fill_every_page():
    assert [*Cycle.objects.live().values_list("year", flat=True)] == [2026, 2025, 2024]
    assert Cycle.objects.filter(state="draft").count() == 1
    assert Survey.objects.live().count() == 2
    assert {row.waves.count() for row in Survey.objects.live()} <= {2, 3}
    assert {*WeDid.objects.values_list("status", flat=True)} == {*WeDid.Status.values}
    assert Finding.objects.filter(figures_published=False).exists()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("model", [Cycle, Survey, Wave, Finding, WeDid, Evidence])
def test_every_row_is_one_that_the_admin_would_save(model):
    for row in model.objects.all():
        path = getattr(row, "path", None)
        row.full_clean()
        assert getattr(row, "path", None) == path


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_year_is_one_small_page(client, year):
    html = html_of(client, f"/you-said-we-did/{year}/")
    # The first page with its style sheet (8.5 kB) and the frame stays under 25 kB.
    assert len(gzip.compress(html.encode())) < 10_000
    assert "2027</a>" not in html
    assert 'aria-label="Pages of this year"' not in html
