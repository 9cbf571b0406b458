"""Called by localoffer.clock."""

from datetime import datetime, timedelta

from . import asked_questions, copy_requests
from .booklet import building

LABEL = "Booklets made, answers told, and old requests and questions deleted"
# Somebody on a slow line may still be loading a file that was replaced.
KEPT_FOR = timedelta(hours=1)


def run(now: datetime) -> int:
    building.forget_replaced(now - KEPT_FOR)
    made = building.make_current(now) + building.make_editions(now)
    told = asked_questions.note_answers(now)
    return made + told + asked_questions.forget(now) + copy_requests.forget(now)
