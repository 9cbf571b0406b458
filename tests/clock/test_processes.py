"""Several real processes do what is due at the same moment, on the database of the test run."""

import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from graduated_response.models import Page
from localoffer.outbox.models import Message
from localoffer.outbox.writing import write
from localoffer.publishing.models import Version
from tests.publishing.factories import draft_of, make_page

ROOT = Path(__file__).resolve().parent.parent.parent
MESSAGES, PAGES = 12, 6


def address_of_database(folder: Path) -> str:
    """What DATABASE_URL is for another process: SQLite in memory is copied into a file."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "copy.sqlite3") as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{folder}/copy.sqlite3"
    server = connection.connection.info
    return f"postgresql://{server.user}@/{server.dbname}?host={server.host}"


def bring_back(folder: Path) -> None:
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "copy.sqlite3") as copy:
            copy.backup(connection.connection)


@pytest.mark.django_db(transaction=True)
def test_three_processes_do_everything_exactly_once(tmp_path):
    now = timezone.now()
    for number in range(MESSAGES):
        write(f"message {number}", f"p{number}@larkshire.example", "Hello", "Words")
    drafts = []
    for number in range(PAGES):
        page = make_page(slug=f"page-{number}", title=f"Page {number}", state="live")
        drafts.append(draft_of(page, title=f"New {number}"))
    # The last three go out in one act, the others each by itself.
    alone, (leader, *companions) = drafts[:-3], drafts[-3:]
    for draft in alone:
        draft.schedule(now + timedelta(hours=1), None)
    leader.schedule(now + timedelta(hours=1), None, companions)
    Version.objects.filter(state="scheduled").update(publish_at=now - timedelta(hours=2))

    said = run_three(address_of_database(tmp_path), tmp_path / "mail")
    bring_back(tmp_path)

    counts = Counter()
    for label, count in re.findall(r"^(.+): (\d+)$", "".join(said), re.MULTILINE):
        counts[label.split()[0]] += int(count)
    assert counts == {"E-mails": MESSAGES, "Pages": PAGES}
    assert {page.title for page in Page.objects.all()} == {f"New {n}" for n in range(PAGES)}
    states = Counter(Version.objects.values_list("state", flat=True))
    assert states == {"published": PAGES, "superseded": PAGES}
    mails = "".join(file.read_text() for file in (tmp_path / "mail").iterdir())
    numbers = Counter(re.findall(r"^Message-ID: (.+)$", mails, re.MULTILINE))
    assert numbers == Counter(Message.objects.values_list("message_id", flat=True))
    assert not Message.objects.filter(sent__isnull=True).exists()


def run_three(database: str, mail: Path) -> list[str]:
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    processes = [
        subprocess.Popen(
            [sys.executable, "manage.py", "run_due"],
            cwd=ROOT,
            env={**keep, "DATABASE_URL": database, "EMAIL_URL": f"filemail:///{mail}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    return said
