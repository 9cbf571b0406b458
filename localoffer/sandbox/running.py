"""Asking the child process."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from mmap import mmap
from pathlib import Path
from typing import Any

from .answers import answer_as
from .outcomes import Broken, Refusal, TooHard

ROOT = Path(__file__).resolve().parents[2]
# The child waits for a processor while the machine is busy: so much longer than it may work.
PATIENCE = 1.25
# Of an answer: far more than any document of the allowed length becomes. What says more is
# something that took the child over, and would fill our memory.
MOST_BYTES = 64 * 1024 * 1024
_PIECE = 64 * 1024


def run_limited(
    work: str,
    content: bytes | mmap,
    *arguments: str,
    seconds: int,
    megabytes: int = 1024,
    answer: Any = None,
) -> Any:
    """What `work(content, *arguments)` returns, as the type `answer` (see answers.py).

    `work` is "module:function"; the function gets bytes and plain words, returns plain data or
    dataclasses of it, and may raise a subclass of Refusal. It must not need Django. Nothing of
    what was sent belongs into `work`. Raises Refusal with its sentence, TooHard or Broken.
    """
    words = ("-m", "localoffer.sandbox.child", str(seconds), str(megabytes), work, *arguments)
    code, said = child(words, content, seconds * PATIENCE)
    if code:
        raise TooHard if code < 0 else Broken
    return _answer(said, answer)


def child(words: tuple[str, ...], content: bytes | mmap, patience: float) -> tuple[int, bytes]:
    """(exit code, what it wrote) of another Python; TooHard after so many seconds, Broken when it
    writes without end.
    """
    process = subprocess.Popen(
        [sys.executable, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=_environment(),
        bufsize=0,
        start_new_session=True,
    )
    deadline = time.monotonic() + patience
    try:
        said = _exchange(process, content, deadline)
        code = process.wait(max(deadline - time.monotonic(), 0))
    except subprocess.TimeoutExpired as error:
        raise TooHard from error
    finally:
        _end(process)
    return code, said


def _exchange(process: subprocess.Popen, content: bytes | mmap, deadline: float) -> bytes:
    """Gives it the content and takes what it writes, both at once, until it closes its end."""
    said, left = bytearray(), memoryview(content)
    os.set_blocking(process.stdin.fileno(), False)
    with selectors.DefaultSelector() as pipes:
        pipes.register(process.stdin, selectors.EVENT_WRITE)
        pipes.register(process.stdout, selectors.EVENT_READ)
        while process.stdout in {key.fileobj for key in pipes.get_map().values()}:
            ready = [key.fileobj for key, _ in pipes.select(max(deadline - time.monotonic(), 0))]
            if not ready:
                raise TooHard
            if process.stdin in ready and not (left := _given(process, left)):
                pipes.unregister(process.stdin)
                process.stdin.close()
            if process.stdout in ready:
                said += (piece := process.stdout.read(_PIECE))
                if not piece:
                    pipes.unregister(process.stdout)
            if len(said) > MOST_BYTES:
                raise Broken
    return bytes(said)


def _given(process: subprocess.Popen, left: memoryview) -> memoryview:
    """What is left to give; nothing when it does not listen any more."""
    try:
        return left[process.stdin.write(left[:_PIECE]) or 0 :]
    except BrokenPipeError:
        return left[:0]


def _end(process: subprocess.Popen) -> None:
    """It, and what it may have started where no kernel forbids that, is gone behind this line."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    process.stdin.close()
    process.stdout.close()


def _environment() -> dict[str, str]:
    """No secret and no setting of ours."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _answer(said: bytes, kind: Any) -> Any:
    try:
        told = json.loads(said)
    except (ValueError, RecursionError) as error:
        raise Broken from error
    if not isinstance(told, dict) or len(told) != 1:
        raise Broken
    if "refused" in told:
        raise Refusal(answer_as(str, told["refused"]))
    if "too_hard" in told:
        raise TooHard
    if "answer" not in told:
        raise Broken
    return told["answer"] if kind is None else answer_as(kind, told["answer"])
