"""The demonstration is complete, and its unpublished rows stay unpublished."""

import pytest

from graduated_response.demo import load_pages, load_provision
from graduated_response.history import between
from graduated_response.models import Area, EasyReadPicture, Edition, Statement, Wording
from localoffer.editorial.checks import Text
from localoffer.editorial.checks.reading import reading_age

pytestmark = pytest.mark.django_db


def test_demonstration_fills_every_area(client):
    load_pages.load()
    load_provision.load()
    live = Statement.objects.live()
    assert (Area.objects.live().filter(kind="domain").count(), Area.objects.count()) == (8, 12)
    assert live.count() >= 80
    for statement in Statement.objects.select_related("area"):
        statement.full_clean()
        assert statement.phases.exists(), statement
        assert statement.ways, statement
    withdrawn = Statement.objects.filter(state="archived", wordings__isnull=False)
    assert [statement.code for statement in withdrawn] == ["EN9"]
    hidden = Statement.objects.exclude(pk__in=live).exclude(pk__in=withdrawn)
    assert sorted(each.code for each in hidden) == ["AS9", "CI10", "PC10", "RE9", "TL10"]
    assert not hidden.filter(state="archived", ever_live=False).exists()
    for path in ("", "?level=everyone", "expectations.csv", "editions/", "editions/2026/"):
        page = client.get(f"/ordinarily-available-provision/{path}").content.decode()
        assert [each.title for each in hidden if each.title in page] == []


def test_demonstration_has_a_past():
    load_pages.load()
    load_provision.load()
    first, second = Edition.objects.live().order_by("date")
    changes = [(event.what, event.code) for event in between(first.moment, second.moment)]
    assert changes == [
        ("new", "ST8"), ("changed", "AS3"), ("changed", "PA2"), ("changed", "EN4"),
        ("withdrawn", "EN9"),
    ]  # fmt: skip
    assert [statement.code for statement in Statement.objects.stale()] == ["EN4", "TL2"]
    assert Wording.objects.filter(since__gt=second.moment).get().statement.code == "TL2"
    assert EasyReadPicture.objects.shown().count() >= 6
    assert not Statement.objects.filter(law="").exists()


@pytest.mark.parametrize("field", ["for_parents", "easy_read"])
def test_words_for_families_are_read_at_eleven_at_most(field):
    """By the meter that editors see; "at most 11" of issue 4."""
    load_pages.load()
    load_provision.load()
    for area in Area.objects.all():
        texts = [Text(row.code, field, getattr(row, field)) for row in area.statements.all()]
        assert reading_age(texts) <= 11, area
