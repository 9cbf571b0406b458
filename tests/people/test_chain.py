"""The chain of the audit log finds what was changed, deleted or moved in the database."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import CommandError, call_command
from django.db import connection, connections

from localoffer.people.audit_chain import LATE, extend, first_break
from localoffer.people.models import AuditLink

from .factories import make_person, signed_in
from .test_accounts import form_of, page_of, role

pytestmark = pytest.mark.django_db


def write(count=3):
    """The entries of the log, linked."""
    kim = make_person(None)
    for number in range(count):
        LogEntry.objects.log_actions(kim.pk, [kim], CHANGE, f"Said {number}.")
    extend()
    return list(LogEntry.objects.order_by("pk"))


def test_a_change_in_the_admin_is_linked_at_once():
    client, kim = signed_in(make_person("Administrator", name="ada")), make_person("Contributor")
    client.post(page_of(kim), form_of(kim, role("Editor")))
    (entry,) = LogEntry.objects.all()
    assert list(AuditLink.objects.values_list("number", "entry")) == [(1, entry.pk)]
    LogEntry.objects.update(change_message="Nothing happened.")
    assert first_break() == f"Link 1: entry {entry.pk} of the log, or its place, was changed."


@pytest.mark.parametrize(
    "change",
    [
        {"change_message": "Other."}, {"user_id": 0}, {"object_repr": "other"},
        {"object_id": "0"}, {"action_flag": 3}, {"content_type_id": None},
        {"action_time": "2026-01-01T00:00Z"},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_each_word_of_an_entry_counts(change):
    entry = write()[1]
    if change == {"user_id": 0}:
        change = {"user_id": make_person(None, name="lee").pk}
    LogEntry.objects.filter(pk=entry.pk).update(**change)
    assert first_break() == f"Link 2: entry {entry.pk} of the log, or its place, was changed."


def test_what_is_deleted_is_missed():
    gone = write(4)[2].pk
    LogEntry.objects.filter(pk=gone).delete()
    assert first_break() == f"Link 3: entry {gone} of the log was deleted."
    AuditLink.objects.filter(number=2).delete()
    assert first_break() == "Link 2 was deleted."


def test_what_changed_places_is_found():
    entries = write()
    one, two = AuditLink.objects.all()[:2]
    AuditLink.objects.filter(number=2).update(entry=-1)
    AuditLink.objects.filter(number=1).update(entry=two.entry)
    AuditLink.objects.filter(number=2).update(entry=one.entry)
    assert first_break() == f"Link 1: entry {entries[1].pk} of the log, or its place, was changed."


def test_what_was_put_among_old_entries_is_found():
    write()
    last = LogEntry.objects.latest("pk")
    last.pk += 2 * LATE
    last.save()
    extend()
    assert first_break() == ""
    last.pk -= 2 * LATE - 1
    last.save()
    assert extend() == 0
    assert first_break() == f"Entry {last.pk} of the log was added past the site."


def test_a_chain_that_was_written_anew_is_found_by_an_older_hash(capsys):
    entries = write()
    call_command("check_audit")
    said = capsys.readouterr().out
    assert said.startswith("3 entries, and none was changed.\nThe last hash is ")
    noted = said.split()[-1]
    entries[-1].delete()
    AuditLink.objects.all().delete()
    assert extend() == 2
    call_command("check_audit")
    with pytest.raises(CommandError, match="no link has the hash you gave"):
        call_command("check_audit", noted)


def test_the_command_names_the_first_break(capsys):
    call_command("check_audit")
    assert capsys.readouterr().out == "0 entries, and none was changed.\n"
    entry = write()[0]
    LogEntry.objects.update(change_message="Other.")
    with pytest.raises(CommandError, match=f"was changed. Link 1: entry {entry.pk} of the log"):
        call_command("check_audit")


def test_what_was_in_the_log_before_is_linked_by_the_migration():
    write()
    links = list(AuditLink.objects.values())
    AuditLink.objects.all().delete()
    migration = import_module("localoffer.people.migrations.0013_audit_chain")
    migration.link(apps, SimpleNamespace(connection=connection))
    assert list(AuditLink.objects.values()) == links


@pytest.mark.django_db(transaction=True)
def test_two_writers_make_one_chain():
    kim = make_person(None)
    at_once = 4 if connection.vendor == "postgresql" else 1  # SQLite in memory has one connection

    def act(number):
        try:
            LogEntry.objects.log_actions(kim.pk, [kim], CHANGE, f"Said {number}.")
            extend()
        finally:
            if at_once > 1:
                connections.close_all()

    if at_once > 1:
        with ThreadPoolExecutor(at_once) as threads:
            list(threads.map(act, range(20)))
    else:
        for number in range(20):
            act(number)
    assert AuditLink.objects.count() == 20
    assert first_break() == ""
