"""Called by localoffer.clock."""

from datetime import datetime

from .models import Comment

LABEL = "Words and e-mail addresses of comments deleted"


def run(now: datetime) -> int:
    return Comment.objects.forget(now)
