"""Whether all that the site needs is there and going, for whoever watches it.

Each check costs a query or two, or none, and answers yes or no; strangers learn no more.
"""

import shutil
import time
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from localoffer.backups.models import LastBackup
from localoffer.clock.models import LastRound
from localoffer.outbox.models import Message

# The clock goes every 20 seconds; a round with a slow mail server takes a little longer.
CLOCK_STOPPED_AFTER = timedelta(minutes=5)
# E-mail is handed over within a minute of its time, or gets another time.
QUEUE_STOPPED_AFTER = timedelta(minutes=15)
# It is made every night; one night may fail.
BACKUP_TOO_OLD = timedelta(hours=50)
# Less than both is too little: a tenth of a large disk is plenty.
FREE_SHARE, FREE_BYTES = 0.10, 2 * 1024**3

_started = time.monotonic()


def is_ready() -> bool:
    try:
        return all(check() for check in CHECKS)
    except (DatabaseError, OSError):
        return False


def database_is_up_to_date() -> bool:
    """It answers, and every migration of this release is applied."""
    return needed() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def needed() -> frozenset[tuple[str, str]]:
    """(app, name) of the migrations that the code brings along; they are files, read once."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def clock_goes() -> bool:
    """Where nobody ever started it, and the server does not either, it is not missed."""
    last = LastRound.when()
    if last is None:
        just_begun = time.monotonic() - _started < CLOCK_STOPPED_AFTER.total_seconds()
        return not settings.RUN_DUE or just_begun
    return last >= timezone.now() - CLOCK_STOPPED_AFTER


def mail_goes_out() -> bool:
    late = timezone.now() - QUEUE_STOPPED_AFTER
    return not Message.objects.due(late).exists()


def backup_is_fresh() -> bool:
    """Where nobody ever made one with our command, they may be made some other way."""
    last = LastBackup.when()
    return last is None or last >= timezone.now() - BACKUP_TOO_OLD


def disk_has_room() -> bool:
    """For the database, the uploads and the log. Uploads may lie on a disk of their own."""
    folders = [folder for folder in (settings.VAR_DIR, settings.MEDIA_ROOT) if folder.is_dir()]
    return settings.VAR_DIR.is_dir() and all(map(_has_room, map(shutil.disk_usage, folders)))


def _has_room(disk) -> bool:
    return disk.free >= min(FREE_BYTES, FREE_SHARE * disk.total)


CHECKS = (disk_has_room, database_is_up_to_date, clock_goes, mail_goes_out, backup_is_fresh)
