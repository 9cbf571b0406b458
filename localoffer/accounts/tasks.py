"""Called by localoffer.clock."""

from datetime import datetime

from localoffer.people.models import Tally

from .models import ResetRequest
from .resetting import answer

LABEL = "Links for a new password written"
LIMIT = 100


def run(now: datetime) -> int:
    Tally.objects.forget(now)
    return sum(answer(asked, now) for asked in ResetRequest.objects.order_by("pk")[:LIMIT])
