"""Called by localoffer.clock."""

from datetime import datetime

from .models import Message
from .sending import send_due

LABEL = "E-mails sent"


def run(now: datetime) -> int:
    Message.objects.forget(now)
    return send_due(now)
