"""What the clock does once a day for links to other sites and hard pages (`localoffer.clock`)."""

from datetime import datetime

from .hard_pages import measure
from .link_checker.checking import check_due
from .link_checker.collecting import collect_when_due

LABEL = "Links to other sites asked"


def run(now: datetime) -> int:
    if collect_when_due(now):
        measure()
    return check_due(now)
