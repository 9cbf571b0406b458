"""Asking the child process what is in a file."""

import json
import os
import subprocess
import sys
from pathlib import Path

from .refused import DAMAGED, TOO_HARD, Refused

SECONDS = 20
_ROOT = Path(__file__).resolve().parents[3]


def ask(task: str, content: bytes, ending: str = "") -> dict:
    """What the child found, for the task "document" or "picture". Raises Refused.

    The child is told nothing of our environment.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "localoffer.media.inspecting.child", task, ending],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            cwd=_ROOT,
            env={"PATH": os.defpath, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_HARD) from error
    if done.returncode < 0:
        raise Refused(TOO_HARD)
    if done.returncode:
        raise Refused(DAMAGED)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer
