"""Called by localoffer.clock."""

from datetime import datetime, timedelta

from . import copy_requests
from .booklet import building

LABEL = "Booklets made, and old requests for copies deleted"
# Somebody on a slow line may still be loading a file that was replaced.
KEPT_FOR = timedelta(hours=1)


def run(now: datetime) -> int:
    building.forget_replaced(now - KEPT_FOR)
    made = building.make_current(now) + building.make_editions(now)
    return made + copy_requests.forget(now)
