"""The server of `dev.py run` and of production goes on when one of its workers is killed."""

import os
import re
import shlex
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from devtools.serve import server_command
from devtools.shell import ROOT

WORKERS = 2
PATIENCE = 60
SECONDS_TO_END = 10


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen, int]]:
    """(the process, its port) of the site as `dev.py run` starts it, on a database of its own."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    own = {"DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3", "RUN_DUE": "off"}
    process = subprocess.Popen(
        server_command(port), cwd=ROOT, env=os.environ | own, stderr=subprocess.DEVNULL
    )
    try:
        yield process, port
    finally:
        end(process)


def end(process: subprocess.Popen) -> None:
    """And its workers. One that has come back this moment may miss the signal, and granian waits
    for it; whether a server ends in time is not what is asked here."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        left = psutil.Process(process.pid).children()
        process.kill()
        process.wait()
        for child in left:
            with suppress(psutil.NoSuchProcess):
                child.kill()


def workers(process: subprocess.Popen) -> set[int]:
    found = set()
    for child in psutil.Process(process.pid).children():
        with suppress(psutil.NoSuchProcess):  # it has just ended, or is a zombie
            # macOS starts a helper beside them.
            if "resource_tracker" not in " ".join(child.cmdline()):
                found.add(child.pid)
    return found


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def wait_until(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not (so := is_so()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return so


def test_a_killed_worker_does_not_end_the_server(server):
    process, port = server
    assert wait_until(lambda: len(workers(process)) == WORKERS and answers(port))
    before = workers(process)
    for worker in before:
        psutil.Process(worker).kill()
    assert wait_until(lambda: len(workers(process) - before) == WORKERS and answers(port))
    assert process.poll() is None


def test_the_papers_start_the_server_with_the_same_safeguards():
    page = (ROOT / "docs" / "operations.md").read_text()
    command = re.search(r"`\.venv/bin/(granian .+?)`", page)[1]
    named = set(shlex.split(command))
    ours = {part for part in server_command(8000) if part.startswith("--")}
    assert ours - {"--log-level"} <= named
