"""Readings of an expectation are stale once its sentence has changed."""

import pytest

from graduated_response.models import Statement

from .provision_factories import make_statement

pytestmark = pytest.mark.django_db


def stale():
    return sorted(Statement.objects.stale().values_list("code", flat=True))


def test_a_reading_is_stale_until_somebody_checks_it():
    statement = make_statement("AS1", title="One.", for_parents="Uno.", easy_read="1.")
    make_statement("AS2", title="One.")
    assert (stale(), statement.stale_fields()) == ([], [])
    statement.title = "Two."
    statement.save()
    assert (stale(), statement.stale_fields()) == (["AS1"], ["for_parents", "easy_read"])
    assert [statement.is_stale(each) for each in ("", "setting", "parent")] == [False, False, True]
    statement.check_readings("for_parents")
    statement.save()
    assert (stale(), statement.stale_fields()) == (["AS1"], ["easy_read"])
    statement.check_readings()
    statement.save()
    assert stale() == []


def test_a_first_reading_is_fresh_and_an_empty_one_is_nothing():
    statement = make_statement("AS1", title="One.")
    statement.title, statement.for_parents = "Two.", "Due."
    statement.save()
    assert (statement.for_parents_from, stale()) == ("Two.", [])
    statement.for_parents = ""
    statement.save(update_fields=["for_parents"])
    statement.refresh_from_db()
    assert statement.for_parents_from == ""
