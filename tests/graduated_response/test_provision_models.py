"""Codes stay for good, and an expectation is public only with its area."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from graduated_response.models import Area, Statement, SubArea

from .provision_factories import make_area, make_level, make_statement

pytestmark = pytest.mark.django_db


def test_a_draft_that_was_never_live_can_be_deleted():
    make_statement(state="draft").delete()
    make_statement("AS2", state="draft")
    assert Statement.objects.all().delete()[0] == 1
    assert not Statement.objects.exists()


@pytest.mark.parametrize("state_now", ["live", "draft", "archived"])
def test_an_expectation_that_was_ever_live_is_not_deleted(state_now):
    statement = make_statement()
    statement.state = state_now
    statement.save(update_fields=["state"])
    with pytest.raises(ProtectedError, match="archived, not deleted"):
        statement.delete()
    make_statement("AS2", state="draft")
    with pytest.raises(ProtectedError, match="archived, not deleted"):
        Statement.objects.all().delete()
    assert Statement.objects.count() == 2


def test_saving_only_the_state_remembers_that_it_was_live():
    statement = make_statement(state="draft")
    statement.state = "live"
    statement.save(update_fields=["state"])
    assert Statement.objects.get().ever_live is True


def test_no_way_round_save_forgets_that_it_was_live():
    make_statement(state="draft")
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.update(state="live")


def test_the_next_code_comes_after_the_highest_in_any_state():
    area = make_area()
    assert area.next_code() == "AS1"
    make_statement("AS2", area)
    make_statement("AS10", area, state="archived")
    make_statement("ASD40")
    assert area.next_code() == "AS11"


def test_order_is_that_of_people_who_count():
    area = make_area()
    late = SubArea.objects.create(area=area, name="Late", slug="late", position=2)
    early = SubArea.objects.create(area=area, name="Early", slug="early", position=1)
    for code, part in [("AS10", late), ("AS9", late), ("AS3", early), ("AS20", None)]:
        make_statement(code, area, sub_area=part)
    assert [s.code for s in Statement.objects.all()] == ["AS20", "AS3", "AS9", "AS10"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"state": "draft"},
        {"state": "archived"},
        {"live_from": timezone.now() + timedelta(days=1)},
        {"expires": timezone.now() - timedelta(days=1)},
    ],
)
def test_with_its_area_an_expectation_goes_from_the_site(hidden):
    statement = make_statement("AS1", make_area(**hidden))
    assert not Statement.objects.live().exists()
    assert statement.is_live() is False


def new_statement(**fields):
    fields = {"title": "It does.", "slug": "as1", "code": "AS1", "level": make_level()} | fields
    return Statement(**fields)


def test_a_new_code_starts_with_the_letters_of_its_area():
    with pytest.raises(ValidationError) as error:
        new_statement(area=make_area("rooms", "EN")).full_clean()
    assert error.value.message_dict == {"code": ["Codes in Rooms start with EN, like EN1."]}


def test_an_expectation_that_moves_keeps_its_code():
    statement = make_statement("AS1")
    statement.area = make_area("rooms", "EN")
    statement.full_clean()


def test_a_part_must_be_one_of_its_area():
    part = SubArea.objects.create(area=make_area("rooms", "EN"), name="Light", slug="light")
    with pytest.raises(ValidationError) as error:
        new_statement(area=make_area(), sub_area=part).full_clean()
    assert error.value.message_dict == {"sub_area": ["Choose a part of the area chosen above."]}


@pytest.mark.parametrize("code", ["as1", "AS", "AS0", "ABCDE1", "AS12345", "1AS", "AS-1"])
def test_codes_of_another_shape_are_refused(code):
    with pytest.raises(ValidationError) as error:
        new_statement(area=make_area(), code=code).full_clean()
    assert "code" in error.value.message_dict


@pytest.mark.parametrize("slug", ["as1", "abcd1234", "audit", "expectations"])
def test_an_area_does_not_take_an_address_that_is_needed(slug):
    area = Area(title="Rooms", slug=slug, code="EN")
    with pytest.raises(ValidationError) as error:
        area.full_clean()
    assert list(error.value.message_dict) == ["slug"]


def test_readings_and_ways():
    statement = make_statement(title="T", for_parents="P", how=" One \n\n Two")
    assert [statement.reading(a) for a in ("", "setting", "parent", "easy-read")] == [
        "T", "T", "P", "",
    ]  # fmt: skip
    assert statement.ways == ["One", "Two"]
