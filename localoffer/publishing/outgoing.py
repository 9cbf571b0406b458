"""What stands between drafts and the public."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from .applying import CannotApply, trying
from .models import NotAllowed, Published
from .snapshots import Snapshot


def reasons_against(
    request: HttpRequest | None, rows: list[Published], drafts: Iterable[tuple[Published, Snapshot]]
) -> list[str]:
    """Why these rows, saying what their drafts say, may not go out together: sentences of
    settings.BEFORE_PUBLISHING. The row objects may keep the drafts' values. Nobody confirms
    anything where there is no request: a command or the clock publishes.
    """
    checks = [import_string(path) for path in settings.BEFORE_PUBLISHING]
    try:
        with trying(*drafts):
            # First what is missing: checks of a page that is not whole would mislead.
            unfinished = [why for each in rows if (why := each.unfinished())]
            return unfinished or [
                said for check in checks for each in rows for said in check(request, each, rows)
            ]
    except (NotAllowed, CannotApply) as problem:
        return [str(problem)]
