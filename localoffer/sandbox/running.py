"""Asking the child process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .outcomes import Broken, Refusal, TooHard

ROOT = Path(__file__).resolve().parents[2]
# The child waits for a processor while the machine is busy: so much longer than it may work.
PATIENCE = 1.25


def run_limited(
    work: str, content: bytes, *arguments: str, seconds: int, megabytes: int = 1024
) -> Any:
    """What `work(content, *arguments)` returns, in JSON's types.

    `work` is "module:function"; the function gets bytes and plain words, returns what JSON can
    hold, and may raise a subclass of Refusal. Nothing of what was sent belongs into `work`.
    Raises Refusal with its sentence, TooHard or Broken.
    """
    words = ("-m", "localoffer.sandbox.child", str(seconds), str(megabytes), work, *arguments)
    code, said = child(words, content, seconds * PATIENCE)
    if code:
        raise TooHard if code < 0 else Broken
    return _answer(json.loads(said))


def child(words: tuple[str, ...], content: bytes, patience: float) -> tuple[int, bytes]:
    """(exit code, what it wrote) of another Python; TooHard after so many seconds."""
    try:
        done = subprocess.run(
            [sys.executable, *words],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            cwd=ROOT,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooHard from error
    return done.returncode, done.stdout


def _environment() -> dict[str, str]:
    """No secret and no setting of ours."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _answer(said: dict) -> Any:
    if "refused" in said:
        raise Refusal(said["refused"])
    if "too_hard" in said:
        raise TooHard
    return said["answer"]
