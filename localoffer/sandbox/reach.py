"""What somebody who took the child over could reach on this machine, found out by trying."""

import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from localoffer.sandbox.running import run_limited

NETWORK = "the network"
FILES = "files that the site can read"
WRITING = "writing or deleting files"
PROCESSES = "more processes"
SIGNALS = "signals to other processes"
PROGRAMS = "other programs"


def reach_of_child(*secrets: Path | str) -> list[str]:
    """Which of the names above are not closed here. `secrets`: files that must not be read, beside
    one of ours; those that are not there do not matter.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (Path(folder) / "secret").write_text("secret")
        names = [folder, *(str(Path(file).resolve()) for file in secrets)]
        content = "\n".join(names).encode()
        return run_limited("localoffer.sandbox.reach:attempt", content, seconds=5, answer=list[str])


def attempt(content: bytes) -> list[str]:
    """The work in the child. Every way out is tried, as one may be closed and another not."""
    folder, *secrets = map(Path, content.decode().split("\n"))
    secrets += [folder / "secret", Path("/etc/passwd"), Path(f"/proc/{os.getppid()}/environ")]
    ways = {
        NETWORK: [_socket(socket.AF_INET), _socket(socket.AF_INET6), _socket(socket.AF_UNIX)],
        FILES: [lambda file=file: file.open("rb").close() for file in secrets],
        WRITING: [(folder / "new").touch, (folder / "below").mkdir, (folder / "secret").unlink],
        PROCESSES: [_fork],
        SIGNALS: [lambda: os.kill(os.getppid(), 0)],
    }
    reached = [name for name, tries in ways.items() if any(list(map(_works, tries)))]
    _become_another_program({"answer": [*reached, PROGRAMS]})
    return reached


def _works(way: Callable[[], object]) -> bool:
    try:
        way()
    except OSError:
        return False
    return True


def _socket(family: int) -> Callable[[], object]:
    return lambda: socket.socket(family).close()


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _become_another_program(said: dict) -> None:
    """Nothing comes back from a program that starts: it has to say itself that it did."""
    program = [sys.executable, "-c", f"print({json.dumps(said)!r})"]
    _works(lambda: os.execv(program[0], program))  # noqa: S606 - no shell is meant
