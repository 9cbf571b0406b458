"""Emptying the bin: what was deleted long enough ago goes for good."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from .models import BIN_DAYS, Archiving, NotAllowed, Version, VersionState, published_models


def empty_bin(now: datetime) -> int:
    """Delete what has lain in the bin for BIN_DAYS; returns how many rows.

    What other content still points to or goes out with, and an expectation that people may
    quote, stays there.
    """
    gone = 0
    for model in published_models():
        for row in model.objects.filter(binned__lt=now - timedelta(days=BIN_DAYS)):
            try:
                with transaction.atomic():
                    history = Version.objects.history_of(row)
                    for version in history.filter(state=VersionState.SCHEDULED):
                        version.discard(None)
                    history.delete()
                    Archiving.objects.of(row).delete()
                    row.delete()
            except (ProtectedError, RestrictedError, NotAllowed):
                continue
            gone += 1
    return gone
