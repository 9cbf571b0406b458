"""Several real processes at the same moment, on the database of the test run."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def at_once(folder: Path, *commands: list[str]) -> list[tuple[int, str]]:
    """(exit code, what it printed) of each `manage.py ...`; mails go to `folder`/mail. Afterwards
    the database of the test is as they left it. Needs `django_db(transaction=True)`."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    database = _address(folder)
    processes = [
        subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**keep, "DATABASE_URL": database, "EMAIL_URL": f"filemail:///{folder}/mail"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for command in commands
    ]
    said = [process.communicate(timeout=60)[0] for process in processes]
    _bring_back(folder)
    return list(zip([process.returncode for process in processes], said, strict=True))


def _address(folder: Path) -> str:
    """What DATABASE_URL is for another process: SQLite in memory is copied into a file."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "copy.sqlite3") as copy:
            connection.connection.backup(copy)
            # As a site's own file is: of processes that change it at once SQLite lets some fail.
            copy.execute("PRAGMA journal_mode=WAL")
        return f"sqlite:///{folder}/copy.sqlite3"
    server = connection.connection.info
    return f"postgresql://{server.user}@/{server.dbname}?host={server.host}"


def _bring_back(folder: Path) -> None:
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "copy.sqlite3") as copy:
            copy.backup(connection.connection)
