"""Asking the child process what is in a file."""

from localoffer.sandbox.outcomes import Broken, Refusal, TooHard
from localoffer.sandbox.running import run_limited

from .refused import DAMAGED, TOO_HARD, Refused

SECONDS = 12
WORK = {
    "document": "localoffer.media.inspecting.document:inspect",
    "picture": "localoffer.media.inspecting.picture:derive",
}


def ask(task: str, content: bytes, *arguments: str) -> dict:
    """What the child found, for the task "document" (with the file's ending) or "picture".
    Raises Refused.
    """
    try:
        return run_limited(WORK[task], content, *arguments, seconds=SECONDS)
    except Refusal as reason:
        raise Refused(str(reason)) from reason
    except TooHard as error:
        raise Refused(TOO_HARD) from error
    except Broken as error:
        raise Refused(DAMAGED) from error
