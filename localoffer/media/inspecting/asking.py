"""Asking the child process what is in a file."""

from mmap import mmap
from typing import Any

from localoffer.sandbox.outcomes import Broken, Refusal, TooHard
from localoffer.sandbox.running import run_limited

from .found import DocumentFound, PictureFound, VideoFound
from .refused import DAMAGED, TOO_HARD, Refused

SECONDS = 12
# For each task the work of the child, and what it answers.
WORK: dict[str, tuple[str, Any]] = {
    "document": ("localoffer.media.inspecting.document:inspect", DocumentFound),
    "picture": ("localoffer.media.inspecting.picture:derive", PictureFound),
    "video": ("localoffer.media.inspecting.movie:inspect", VideoFound),
    "captions": ("localoffer.media.inspecting.captions:checked", str),
}


def ask(task: str, content: bytes | mmap, *arguments: str) -> Any:
    """What the child found, for one of the tasks in WORK; a document comes with the ending of its
    file. Raises Refused.
    """
    work, answer = WORK[task]
    try:
        return run_limited(work, content, *arguments, seconds=SECONDS, answer=answer)
    except Refusal as reason:
        raise Refused(str(reason)) from reason
    except TooHard as error:
        raise Refused(TOO_HARD) from error
    except Broken as error:
        raise Refused(DAMAGED) from error
