"""`/readyz` notices what stands still, and tells strangers nothing but yes or no."""

import re
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from localoffer.backups.models import LastBackup
from localoffer.clock import tasks
from localoffer.clock.models import LastRound
from localoffer.outbox.models import Message
from localoffer.outbox.writing import write
from localoffer.site import readiness

pytestmark = pytest.mark.django_db
Disk = namedtuple("Disk", "total used free")
GB = 1024**3


@pytest.fixture
def answer(client):
    """`answer()` is (status, words) of /readyz."""

    def ask():
        response = client.get("/readyz")
        return response.status_code, response.content.decode()

    return ask


READY, NOT_READY = (200, "ready"), (503, "not ready")


def test_all_is_well(answer, django_assert_max_num_queries):
    tasks.run(timezone.now())
    readiness.needed()
    with django_assert_max_num_queries(5):  # is there a list of migrations, it, clock, mail, backup
        assert answer() == READY


def test_no_database(answer, monkeypatch):
    def broken(self):
        raise DatabaseError("no database at db.internal")

    monkeypatch.setattr(readiness.MigrationRecorder, "applied_migrations", broken)
    assert answer() == NOT_READY


def test_a_migration_is_missing(answer):
    readiness.MigrationRecorder.Migration.objects.filter(app="events").delete()
    assert answer() == NOT_READY


@pytest.mark.parametrize(("minutes", "expected"), [(0, READY), (4, READY), (6, NOT_READY)])
def test_the_clock_stands_still(answer, minutes, expected):
    tasks.run(timezone.now() - timedelta(minutes=minutes))
    assert answer() == expected


@pytest.mark.parametrize(("hours", "expected"), [(1, READY), (49, READY), (51, NOT_READY)])
def test_the_last_backup_is_too_old(answer, hours, expected):
    LastBackup.made(timezone.now() - timedelta(hours=hours))
    assert answer() == expected


def test_a_clock_that_goes_again_is_ready(answer):
    tasks.run(timezone.now() - timedelta(hours=2))
    assert answer() == NOT_READY
    tasks.run(timezone.now())
    assert answer() == READY


@pytest.mark.parametrize(
    ("run_due", "running_for", "expected"),
    [(True, 0, READY), (True, 600, NOT_READY), (False, 600, READY)],
)
def test_a_clock_that_never_went(answer, settings, monkeypatch, run_due, running_for, expected):
    settings.RUN_DUE = run_due
    monkeypatch.setattr(readiness, "_started", readiness.time.monotonic() - running_for)
    assert answer() == expected


@pytest.mark.parametrize(("minutes", "expected"), [(-10, READY), (10, READY), (20, NOT_READY)])
def test_e_mail_waits_for_its_turn(answer, minutes, expected):
    tasks.run(timezone.now())
    late = timezone.now() - timedelta(minutes=minutes)
    write("key", "someone@larkshire.example", "Subject", "Body", due=late)
    assert answer() == expected
    Message.objects.update(sent=timezone.now())
    assert answer() == READY


@pytest.mark.parametrize(
    ("disk", "expected"),
    [
        (Disk(100 * GB, 95 * GB, 5 * GB), READY),
        (Disk(100 * GB, 99 * GB, 1 * GB), NOT_READY),
        (Disk(10 * GB, 8 * GB, 2 * GB), READY),
        (Disk(10 * GB, 9.5 * GB, 0.5 * GB), NOT_READY),
    ],
)
def test_the_disk_is_nearly_full(answer, monkeypatch, disk, expected):
    monkeypatch.setattr(readiness.shutil, "disk_usage", lambda folder: disk)
    assert answer() == expected


def test_the_round_is_noted_at_most_every_half_minute(django_assert_num_queries):
    now = timezone.now()
    tasks.run(now)
    with django_assert_num_queries(1):
        assert tasks.run(now + timedelta(seconds=20)) == 0
    assert LastRound.when() == now
    tasks.run(now + timedelta(seconds=40))
    assert LastRound.when() == now + timedelta(seconds=40)


def test_a_clock_that_was_set_back_is_noted_again():
    now = timezone.now()
    tasks.run(now)
    tasks.run(now - timedelta(hours=1))
    assert LastRound.when() == now - timedelta(hours=1)


def test_strangers_learn_no_more_than_yes_or_no(client, monkeypatch):
    monkeypatch.setattr(readiness.shutil, "disk_usage", lambda folder: Disk(10, 10, 0))
    response = client.get("/readyz")
    told = "".join(f"{name}: {value}\n" for name, value in response.headers.items())
    assert not re.search("disk|mail|clock|migration", told, re.IGNORECASE)
    assert response.content == b"not ready"
