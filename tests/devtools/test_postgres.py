"""The PostgreSQL of a test run starts anywhere, and never outlives it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from devtools import postgres
from devtools.shell import ROOT


def folder_of(address: str) -> Path:
    return Path(address.partition("host=")[2])


def gone(folder: Path) -> bool:
    """Whether the server of this folder has ended and taken the folder with it, soon."""
    for _ in range(100):
        if not folder.exists():
            return True
        time.sleep(0.1)
    return False


def test_it_answers_and_is_gone_afterwards():
    with postgres.server() as address, psycopg.connect(address) as connection:
        row = connection.execute("SELECT lower('É'), current_setting('server_encoding')")
        assert row.fetchone() == ("é", "UTF8")
    assert gone(folder_of(address))
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_it_is_gone_after_a_failure_inside():
    with pytest.raises(ZeroDivisionError), postgres.server() as address:
        raise ZeroDivisionError
    assert gone(folder_of(address))


def test_it_is_gone_after_its_starter_was_killed():
    program = (
        "from devtools import postgres\n"
        "import time\n"
        "with postgres.server() as address:\n"
        "    print(address, flush=True)\n"
        "    time.sleep(60)\n"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    address = starter.stdout.readline().strip()
    server = int((folder_of(address) / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(starter.pid, signal.SIGKILL)
    starter.communicate()
    assert gone(folder_of(address))
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
