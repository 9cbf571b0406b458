"""The loop beside the server and in a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connections

from localoffer.clock import loop
from localoffer.clock.jobs import Job

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = "import time, threading; time.sleep({}); print([t.name for t in threading.enumerate()])"


@pytest.fixture
def only(monkeypatch):
    """`only(run)` makes this the only job."""

    def use(run):
        monkeypatch.setattr(loop, "all_jobs", lambda: [Job("test", "Things", run)])

    return use


@pytest.fixture
def closed(monkeypatch):
    """How often the connections of the thread were closed."""
    calls = []
    monkeypatch.setattr(type(connections), "close_all", lambda self: calls.append(1))
    return calls


@pytest.mark.django_db
def test_it_goes_on_after_a_fault_and_closes_its_connections(only, closed):
    calls = []

    def run(now):
        calls.append(now)
        if len(calls) == 3:
            clock.stop()
        raise ValueError("wrong")

    only(run)
    clock = loop.Loop(pause=0.001)
    clock.run()
    assert (len(calls), len(closed)) == (3, 3)


def test_it_tells_what_was_done(only, closed):
    only(lambda now: 2)
    told = []
    clock = loop.Loop(0.001, tell=lambda outcomes: (told.append(outcomes[0].done), clock.stop()))
    clock.run()
    assert told == [2]


def test_a_rest_ends_soon_after_a_signal(only, closed):
    only(lambda now: 0)
    clock = loop.Loop(pause=60)
    thread = Thread(target=clock.run)
    thread.start()
    clock.stop(15, None)
    thread.join(5)
    assert not thread.is_alive()


def test_beside_the_server_it_is_a_thread_that_ends_with_it(only, closed, monkeypatch):
    done = Event()
    only(lambda now: done.set() or 0)
    kept = []
    monkeypatch.setattr(loop, "Loop", lambda *a: kept.append(LOOP(*a)) or kept[0])
    thread = loop.start()
    assert done.wait(5)
    assert (thread.daemon, thread.name, kept[0].pause) == (True, "what is due", 20)
    kept[0].stop()
    thread.join(5)


LOOP = loop.Loop


@pytest.mark.parametrize(("setting", "runs"), [("on", True), ("off", False)])
def test_the_setting_switches_it_off(setting, runs, tmp_path):
    """The database has no tables at all: that is told once, and the server lives."""
    result = python(
        "-c",
        "import localoffer.wsgi; " + NAMES.format(1),
        RUN_DUE=setting,
        DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite3",
    )
    said = result.communicate(timeout=30)
    assert ("what is due" in said[0]) is runs
    assert said[1].count("localoffer.outbox.tasks failed") == runs


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_ends_cleanly_on_a_signal(number, tmp_path):
    process = python(
        "manage.py", "run_due", "--loop", DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite3"
    )
    first = next(iter(process.stderr))  # the round under way has begun
    process.send_signal(number)
    process.communicate(timeout=10)
    assert (process.returncode, "failed and will be tried again" in first) == (0, True)


def python(*arguments: str, **environment: str) -> subprocess.Popen:
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**keep, "DJANGO_SETTINGS_MODULE": "localoffer.settings", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
