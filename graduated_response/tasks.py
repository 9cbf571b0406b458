"""Called by localoffer.clock."""

from datetime import datetime, timedelta

from . import asked_questions, copy_requests
from .booklet import building

LABEL = "Booklets made, answers told, and old requests and questions deleted"
# Somebody on a slow line may still be loading a file that was replaced.
KEPT_FOR = timedelta(hours=1)


def run(now: datetime) -> int:
    told = asked_questions.note_answers(now)
    forgotten = asked_questions.forget(now) + copy_requests.forget(now)
    building.forget_replaced(now - KEPT_FOR)
    return told + forgotten + building.make_current(now) + building.make_editions(now)
