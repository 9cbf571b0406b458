"""Backups: database and uploads in one file and back, on the database of this run."""

import json
import os
import shutil
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from devtools.postgres import find_programs
from localoffer.backups import archive, databases, uploads
from localoffer.backups.models import LastBackup
from localoffer.media.models import Document
from tests.events.factories import make_event
from tests.media.factories import make_document, received
from tests.people.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _postgres_programs(monkeypatch):
    monkeypatch.setenv("PATH", f"{find_programs(copy_to=None)}:{os.environ['PATH']}")


@pytest.fixture
def made(tmp_path, capsys):
    """A backup of nothing but two uploads; its database is none."""
    path = tmp_path / "one.zip"

    def make(body=b"rows", **facts):
        migrations = sorted(databases.migrations())
        facts = {"database": connection.vendor, "made": "now", "migrations": migrations} | facts
        with archive.written(path) as writer:
            writer.add("database", ContentFile(body))
            writer.add("media/a/b.pdf", ContentFile(b"words"))
            writer.finish(**facts)
        return path

    return make


def refusal(*arguments, **options):
    with pytest.raises(CommandError) as why:
        call_command(*map(str, arguments), **options)
    return str(why.value)


@pytest.mark.django_db(transaction=True)
def test_a_backup_comes_back_as_it_was(tmp_path, capsys):
    started = timezone.now()
    document = make_document("plan", file=received(b"First words"))
    make_event("tea", [5], title="Tea")
    name = document.current().file.name
    call_command("backup", str(tmp_path))
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("local-offer-20")
    assert path.stat().st_mode & 0o777 == 0o600
    assert LastBackup.when() >= started

    Document.objects.update(title="Spoilt")
    make_event("coffee")
    document.take_file(received(b"Second words"), by=None)
    newer = document.current().file.name
    default_storage.delete(name)
    assert "There is content here already." in refusal("restore", path)
    assert Document.objects.get().title == "Spoilt"

    call_command("restore", str(path), overwrite=True)
    assert "uploads." in capsys.readouterr().out
    document.refresh_from_db()
    assert (document.title, document.current().file.name) == ("The plan", name)
    assert default_storage.open(name).read() == b"First words"
    assert default_storage.exists(newer)
    assert make_event("coffee", title="Made after").pk
    assert LastBackup.when() is None


def test_nothing_is_restored_over_people_or_content(made):
    path = made()
    make_person(None)
    assert "There is content here already." in refusal("restore", path)
    assert not default_storage.exists("a/b.pdf")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"database": "other"}, "The backup is of other, and this site runs on"),
        ({"migrations": ["events.9999_later"]}, "The backup was made by a newer release"),
        ({"format": 2}, "The backup was made by another release"),
        ({"migrations": []}, "There is no database in the backup"),
    ],
    ids=["other database", "newer", "other format", "nothing"],
)
def test_a_backup_that_does_not_fit_changes_nothing(made, facts, sentence):
    assert sentence in refusal("restore", made(**facts))
    assert not default_storage.exists("a/b.pdf")


def test_a_damaged_backup_changes_nothing(made, tmp_path):
    path = made()
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    assert "The file is damaged" in refusal("restore", path)
    path.write_bytes(whole[:60] + bytes([whole[60] ^ 255]) + whole[61:])
    assert "The file is damaged" in refusal("restore", path)
    path.write_bytes(b"")
    assert "The file is damaged" in refusal("restore", path)
    assert "There is no file" in refusal("restore", tmp_path / "none.zip")
    assert not default_storage.exists("a/b.pdf")


def test_a_database_that_is_none_leaves_the_one_that_is_there(made):
    before = databases.migrations()
    assert "Nothing of the database was restored." in refusal("restore", made())
    assert databases.migrations() == before


@pytest.mark.parametrize("body", [b"", b"\0" * 4096, b"SQLite format 3\0" + b"\0" * 4096])
def test_an_empty_database_with_a_right_checksum_changes_nothing(made, body):
    before = databases.migrations()
    assert "Nothing of the database was restored." in refusal("restore", made(body))
    assert databases.migrations() == before
    assert not default_storage.exists("a/b.pdf")


@pytest.mark.django_db(transaction=True)
def test_a_database_that_its_list_does_not_describe_changes_nothing(made, tmp_path):
    databases.dump(tmp_path / "dumped")
    body = (tmp_path / "dumped").read_bytes()
    listed = sorted(databases.migrations())[1:]
    assert "is not the one that its list describes" in refusal(
        "restore", made(body, migrations=listed)
    )
    assert not default_storage.exists("a/b.pdf")


@pytest.mark.django_db(transaction=True)
def test_no_backup_is_made_of_what_does_not_hold_the_database(tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "dump", lambda to: to.write_bytes(b""))
    assert "No backup was made." in refusal("backup", tmp_path / "a.zip")
    monkeypatch.setattr(databases, "migrations", set)
    assert "There is nothing in the database yet" in refusal("backup", tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["media/../x", "media/a/../../x", "x", "manifest"])
def test_names_that_lead_elsewhere_are_refused(tmp_path, name):
    path = tmp_path / "bad.zip"
    with archive.written(path) as writer:
        writer.add("database", ContentFile(b"rows"))
        writer.add(name, ContentFile(b"words"))
        writer.finish(database=connection.vendor, made="now", migrations=[])
    assert "The file is damaged" in refusal("restore", path)


def test_a_checksum_in_the_list_counts(made):
    path = made()
    with ZipFile(path) as one:
        manifest = json.loads(one.read("manifest.json"))
    manifest["files"]["media/a/b.pdf"] = "0" * 64
    other = path.with_name("other.zip")
    with ZipFile(path) as one, ZipFile(other, "w") as two:
        for name in ("database", "media/a/b.pdf"):
            two.writestr(name, one.read(name))
        two.writestr("manifest.json", json.dumps(manifest))
    assert "“media/a/b.pdf” does not have its checksum" in refusal("restore", other)


def test_a_backup_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(writer):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(databases, "dump", lambda to: to.write_bytes(b"rows"))
    monkeypatch.setattr(databases, "migrations_in", lambda dumped: databases.migrations())
    monkeypatch.setattr(uploads, "pack", full)
    assert "No backup was made. [Errno 28] No space left" in refusal("backup", tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []
    assert LastBackup.when() is None


def test_no_backup_takes_the_place_of_another_file(tmp_path):
    there = tmp_path / "a.zip"
    there.write_text("Mine")
    assert f"{there} is there already" in refusal("backup", there)
    assert there.read_text() == "Mine"


@pytest.mark.parametrize("name", ["no/", "no/a.zip", "no/no/"])
def test_a_missing_folder_is_never_taken_for_the_name_of_a_file(tmp_path, name):
    assert "There is no folder" in refusal("backup", f"{tmp_path}/{name}")
    assert list(tmp_path.iterdir()) == []


def test_missing_programs_are_named(monkeypatch, tmp_path):
    if connection.vendor == "postgresql":
        monkeypatch.setattr(shutil, "which", lambda name: None)
        assert "pg_dump is missing. Install" in refusal("backup", tmp_path / "a.zip")
