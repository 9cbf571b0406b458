"""Called by localoffer.clock."""

from datetime import datetime

from .models import ResetRequest
from .resetting import answer

LABEL = "Links for a new password written"
LIMIT = 100


def run(now: datetime) -> int:
    return sum(answer(asked, now) for asked in ResetRequest.objects.order_by("pk")[:LIMIT])
