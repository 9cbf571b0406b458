"""Called by localoffer.clock: what publishing does when its time has come."""

import logging
from datetime import datetime

from django.apps import apps
from django.db import OperationalError, transaction
from django.db.models import Max, Q

from . import cache_token, reviews
from .applying import CannotApply
from .bin import empty_bin
from .family import all_rows
from .models import ContentVersion, NotAllowed, Version
from .models.companions import short
from .models.version_queryset import locked
from .outgoing import reasons_against

logger = logging.getLogger(__name__)

LABEL = "Pages published, reminders written, and rows deleted from the bin"
FAULT = "The site failed at it and tries again. The technical log says more."


def run(now: datetime) -> int:
    done = publish_due(now)
    notice_time(now)
    return done + reviews.remind(now) + empty_bin(now)


def publish_due(now: datetime) -> int:
    """Publish scheduled versions, each by itself or with its companions; how many.

    One that fails keeps a note for staff (`Version.problem`) and is tried again each time.
    """
    due = Version.objects.due(now).values_list("pk", flat=True)
    return sum(_publish(pk, now) for pk in list(due))


def _publish(pk: int, now: datetime) -> int:
    try:
        return _publish_once(pk, now)
    except (NotAllowed, CannotApply) as problem:
        _note(pk, now, str(problem))
    except OperationalError:
        logger.warning("Version %s is locked and will be published later.", pk)
    except Exception:
        if _note(pk, now, FAULT):
            logger.exception("Version %s could not be published.", pk)
    return 0


@transaction.atomic
def _publish_once(pk: int, now: datetime) -> int:
    """Publish it, unless another process was faster. The row is locked first, as everywhere."""
    version = Version.objects.get(pk=pk)
    if version.row:
        locked(version.row)
    version = Version.objects.due(now).filter(pk=pk).first()
    if version is None:
        return 0
    done = version.publish_with_companions()
    if sentences := _reasons_against(done):
        raise NotAllowed(" ".join(sentences))
    return len(done)


def _reasons_against(versions: list[Version]) -> list[str]:
    """What was right when somebody chose the time may be wrong by now; then none of it goes out."""
    rows = [all_rows(type(each.row)).get(pk=each.object_id) for each in versions]
    return [
        f"{short(version)}: {sentence}" if len(rows) > 1 else sentence
        for version, row in zip(versions, rows, strict=True)
        for sentence in reasons_against(None, [row], [])
    ]


def _note(pk: int, now: datetime, problem: str) -> bool:
    """Keep why a version is late; False where that is known already."""
    return bool(
        Version.objects.due(now).filter(pk=pk).exclude(problem=problem).update(problem=problem)
    )


def notice_time(now: datetime) -> bool:
    """Change the content version where something came or went by itself since the last look."""
    row = ContentVersion.objects.filter(pk=1).first()
    if row is None:
        return False  # nothing was ever stored
    newest = newest_change(row.reached, now) if row.reached else now
    if newest is None:
        return False
    with transaction.atomic():
        mine = ContentVersion.objects.filter(pk=1, reached=row.reached).update(reached=newest)
        if mine:
            cache_token.bump()
    return bool(mine)


def newest_change(after: datetime, until: datetime) -> datetime | None:
    """The last moment in this time at which any row began or ceased to show."""
    moments = []
    for model in apps.get_models():
        columns = getattr(model, "shows_between", ())
        if not columns:
            continue
        last = {
            f"last_{name}": Max(name, filter=Q((f"{name}__gt", after), (f"{name}__lte", until)))
            for name in columns
        }
        moments += all_rows(model).aggregate(**last).values()
    return max((moment for moment in moments if moment), default=None)
