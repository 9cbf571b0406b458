"""What was public is written down with its times, whichever way it changed; nothing else is."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from graduated_response.models import Edition, Statement, Wording
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from localoffer.publishing.tasks import publish_due

from .provision_factories import make_area, make_level, make_phase, make_statement

pytestmark = pytest.mark.django_db


def kept(code="AS1"):
    """[(title, whether it is in force)] in the order of their times."""
    now = timezone.now()
    rows = Wording.objects.filter(statement__code=code).order_by("since")
    return [(row.title, row.until is None or row.until > now) for row in rows]


def draft_of(statement, **fields):
    snapshot = take(statement)
    snapshot["fields"] |= fields
    return Version.objects.save_draft(statement, snapshot, None)


def test_publishing_changing_and_archiving_are_written_down():
    statement = make_statement("AS1", title="One.")
    statement.notes = "No wording."
    statement.save()
    assert kept() == [("One.", True)]
    statement.title = "Two."
    statement.save()
    assert kept() == [("One.", False), ("Two.", True)]
    first, second = Wording.objects.order_by("since")
    assert first.until == second.since
    statement.archive()
    assert kept() == [("One.", False), ("Two.", False)]
    statement.publish()
    assert kept() == [("One.", False), ("Two.", False), ("Two.", True)]


def test_drafts_are_not_written_down_until_they_are_published():
    new = make_statement("AS2", state="draft")
    statement = make_statement("AS1", title="One.")
    version = draft_of(statement, title="Two.")
    assert (kept("AS2"), kept()) == ([], [("One.", True)])
    version.publish(None)
    Version.objects.published_set([new], None)
    assert kept() == [("One.", False), ("Two.", True)]
    assert kept("AS2") == [("The setting does AS2.", True)]


def test_what_the_clock_publishes_is_written_down():
    statement = make_statement("AS1", title="One.")
    version = draft_of(statement, title="Two.")
    version.schedule(timezone.now() + timedelta(hours=1), None)
    assert publish_due(timezone.now() + timedelta(hours=2)) == 1
    assert kept() == [("One.", False), ("Two.", True)]


def test_times_to_come_are_those_of_the_wording():
    soon, late = (timezone.now() + timedelta(days=days) for days in (1, 9))
    statement = make_statement("AS1", live_from=soon, expires=late)
    planned = Wording.objects.get()
    assert (planned.since, planned.until) == (soon, late)
    assert not Wording.objects.public().exists()
    statement.live_from = None
    statement.save()
    assert [(row.until, row.since < soon) for row in Wording.objects.all()] == [(late, True)]
    assert not Wording.objects.at(late).exists()
    statement.expires = None
    statement.save()
    assert Wording.objects.get().until is None


def test_what_never_showed_is_not_kept():
    statement = make_statement("AS1", live_from=timezone.now() + timedelta(days=1))
    statement.archive()
    assert not Wording.objects.exists()


def test_an_expectation_goes_and_comes_with_its_area():
    area = make_area(state="draft")
    make_statement("AS1", area)
    assert kept() == []
    area.publish()
    area.archive()
    assert kept() == [("The setting does AS1.", False)]


def test_a_move_is_a_change_and_a_new_name_is_none():
    statement = make_statement("AS1", make_area(), phases=["primary"])
    statement.save()
    level = make_level()
    level.name = "All of them"
    level.save()
    statement.area.title = "Finding out"
    statement.area.save()
    assert len(kept()) == 2  # made, and its phases chosen
    statement.area = make_area("rooms", "EN")
    statement.save()
    assert [row.area for row in Wording.objects.order_by("since")][1:] == ["Assessment", "Rooms"]
    statement.phases.add(make_phase("secondary"))
    statement.save()
    assert Wording.objects.last().phases == "Primary, Secondary"


def test_a_reading_that_nobody_checked_is_not_in_force():
    statement = make_statement("AS1", title="One.", for_parents="Uno.")
    statement.title = "Two."
    statement.save()
    assert [row.for_parents for row in Wording.objects.order_by("since")] == ["Uno.", ""]


def test_a_change_that_is_undone_leaves_nothing():
    statement = make_statement("AS1", title="One.")
    with transaction.atomic():
        statement.title = "Two."
        statement.save()
        transaction.set_rollback(True)
    assert kept() == [("One.", True)]


def test_wordings_stay_with_their_expectation_in_the_bin():
    statement = make_statement("AS1")
    statement.put_in_bin()
    with pytest.raises(ProtectedError):
        Statement.objects.filter(pk=statement.pk).delete()
    assert kept() == [("The setting does AS1.", False)]


def test_the_database_takes_no_wording_twice():
    wording = make_statement("AS1").wordings.get()
    wording.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        wording.save()


@pytest.mark.parametrize("days", [0, 1, 5])
def test_what_was_in_force_on_a_day(days):
    statement = make_statement("AS1", title="Two.")
    first = statement.wordings.get()
    noon = timezone.localtime().replace(hour=12, minute=0) - timedelta(days=9)
    Wording.objects.create(statement=statement, title="One.", since=noon, until=first.since)
    changed = noon + timedelta(days=4)
    Wording.objects.filter(title="One.").update(until=changed)
    Wording.objects.filter(title="Two.").update(since=changed)
    day = timezone.localdate() - timedelta(days=9 - days)
    said = "One." if days < 4 else "Two."
    assert [row.title for row in Wording.objects.on(day)] == [said]
    assert not Wording.objects.on(timezone.localdate() - timedelta(days=10)).exists()


def test_an_edition_is_dated_and_withdraws_when_it_is_first_published():
    old, changed = make_statement("AS1"), make_statement("AS2", title="One.")
    draft_of(changed, title="Two.")
    edition = Edition.objects.create(title="2026", slug="2026")
    edition.changes.set([changed])
    edition.withdraws.set([old])
    assert (Edition.objects.current(), edition.date) == (None, None)
    Version.objects.published_set([edition, *edition.members()], None)
    edition.refresh_from_db()
    assert (edition.date, str(edition)) == (timezone.localdate(), "2026 edition")
    assert Edition.objects.current() == edition
    assert list(Statement.objects.live().values_list("title", flat=True)) == ["Two."]
    old.refresh_from_db()
    old.publish()
    edition.publish()
    assert Statement.objects.live().count() == 2


def test_a_live_edition_has_a_date():
    Edition.objects.create(title="2026", slug="2026")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(state="live")


def test_a_site_with_content_begins_its_history_with_its_last_edit():
    """What migration 0004 does with rows from before."""
    live = make_statement("AS1", phases=["primary"], for_parents="Uno.")
    ended = make_statement("AS2", expires=timezone.now() - timedelta(days=1))
    make_statement("AS3", state="draft")
    make_statement("EN1", make_area("rooms", "EN", state="draft"))
    live.save()
    expected = Wording.objects.filter(statement=live).latest("since")
    Wording.objects.all().delete()
    Statement.objects.update(for_parents_from="")
    migration = import_module("graduated_response.migrations.0004_wordings_so_far")
    migration.begin(apps, SimpleNamespace(connection=connection))
    found = Wording.objects.get()
    live.refresh_from_db()
    assert (found.statement, found.since, found.until) == (live, live.updated, None)
    assert found.says_the_same(expected)
    assert (live.for_parents_from, live.easy_read_from) == (live.title, "")
    assert not ended.wordings.exists()
