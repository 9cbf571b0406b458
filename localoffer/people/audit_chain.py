"""The audit log as a chain: the hash of each entry is made of what it says and of the hash before.

Whoever changes, deletes or moves an entry in the database breaks the chain there, and `check_audit`
finds the place. Who writes the whole chain anew is found out by a hash that was noted elsewhere:
the log of the server holds them.
"""

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import connection, transaction
from django.db.models import QuerySet

from .models import AuditLink

# Any number that nothing else in this database locks with.
LOCK = 20_260_913
# Transactions that end in another order than they began; more than that is no accident.
LATE = 1000
AT_ONCE = 500
logger = logging.getLogger(__name__)


def digest_of(before: str, entry: Any) -> str:
    """Of an entry, as the database has it, behind the link with the hash `before`."""
    said = [
        before,
        entry.pk,
        entry.action_time.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.user_id,
        entry.content_type_id,
        entry.object_id,
        entry.object_repr,
        entry.action_flag,
        entry.change_message,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def links_for(entries: Iterable[Any], number: int, before: str) -> Iterator[dict]:
    """The fields of the links of new entries, behind link `number` with the hash `before`."""
    for place, entry in enumerate(entries, number + 1):
        before = digest_of(before, entry)
        yield {"number": place, "entry": entry.pk, "digest": before}


def extend() -> int:
    """Link the entries that are not in the chain yet; how many.

    In a transaction of its own, under a lock, so that two writers cannot both go on from one link.
    On SQLite a transaction that writes is alone.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = AuditLink.objects.last() or AuditLink(number=0, entry=0)
        entries = waiting().filter(pk__gt=last.entry - LATE).order_by("pk")
        new = [AuditLink(**fields) for fields in links_for(entries, last.number, last.digest)]
        AuditLink.objects.bulk_create(new)
    if new:
        logger.info("Audit log: link %d is %s", new[-1].number, new[-1].digest)
    return len(new)


def waiting() -> QuerySet[LogEntry]:
    return LogEntry.objects.exclude(pk__in=AuditLink.objects.values("entry"))


def first_break() -> str:
    """What is wrong at the first place that does not fit, in a sentence; empty where all do."""
    before = ""
    for number, (link, entry) in enumerate(_pairs(), 1):
        if link.number != number:
            return f"Link {number} was deleted."
        if entry is None:
            return f"Link {number}: entry {link.entry} of the log was deleted."
        if link.digest != digest_of(before, entry):
            return f"Link {number}: entry {entry.pk} of the log, or its place, was changed."
        before = link.digest
    last = AuditLink.objects.last()
    stray = last and waiting().filter(pk__lte=last.entry - LATE).order_by("pk").first()
    return f"Entry {stray.pk} of the log was added past the site." if stray else ""


def _pairs() -> Iterator[tuple[AuditLink, LogEntry | None]]:
    """The links in their order, each with its entry, where that is still there."""
    links = list(AuditLink.objects.all()[:AT_ONCE])
    while links:
        entries = LogEntry.objects.in_bulk([link.entry for link in links])
        yield from ((link, entries.get(link.entry)) for link in links)
        links = list(AuditLink.objects.filter(number__gt=links[-1].number)[:AT_ONCE])
