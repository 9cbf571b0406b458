"""Starting other programs, and stopping with one sentence."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / "var" / "stamps"
# Where a machine tells Python to keep nothing that it compiled, each of the many processes of a
# test run would compile the project again. Kept files stand in folders that git ignores.
KEEP_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}


class Stop(Exception):
    """The reason why a command cannot go on: one sentence with what to do about it."""


def say(text: str) -> None:
    print(text, flush=True)


def call(*command: object, or_stop: str, **options) -> None:
    """Run a program in the project's folder; `or_stop` is the sentence if it fails."""
    if not succeeds(*command, **options):
        raise Stop(or_stop)


def succeeds(*command: object, env: dict[str, str] | None = None, **options) -> bool:
    return status(*command, env=env, **options) == 0


def status(*command: object, env: dict[str, str] | None = None, **options) -> int:
    """Run a program in the project's folder, with `env` on top of the environment.

    Its exit code; 127, as in a shell, for a program that is not there or not for this machine.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=os.environ | KEEP_COMPILED | (env or {}),
            check=False,
            **options,
        )
    except OSError:
        return 127
    return done.returncode


@contextmanager
def meanwhile(*command: object, or_stop: str) -> Iterator[None]:
    """Run a program in the project's folder while the block runs, and wait for its end; if the
    block fails or is interrupted, the program ends too.
    """
    program = subprocess.Popen(
        [str(part) for part in command], cwd=ROOT, env=os.environ | KEEP_COMPILED
    )
    try:
        yield
        program.wait()
    finally:
        program.terminate()
        program.wait()
    if program.returncode != 0:
        raise Stop(or_stop)


def quietly(*command: object) -> bool:
    """Whether a program runs well; what it prints is thrown away."""
    return succeeds(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def first_on_path(*names: str) -> str | None:
    """The full path of the first of these programs that the machine has."""
    return next((path for name in names if (path := shutil.which(name))), None)


def end_cleanly_when_told_to() -> None:
    """A `kill` or a closed terminal ends the command as Ctrl-C does, tidying up on the way."""

    def interrupt(number, frame):
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
