"""What the clock does for links to other sites (`localoffer.clock`)."""

from datetime import datetime

from .outside.checking import check_due
from .outside.collecting import collect_when_due

LABEL = "Links to other sites asked"


def run(now: datetime) -> int:
    collect_when_due(now)
    return check_due(now)
