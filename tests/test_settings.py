"""The settings file and what docs/settings.md says of it; what it refuses to start with."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = (ROOT / "localoffer" / "settings.py").read_text()


SAY_SETTINGS = (
    "from django.conf import settings as s; print(s.DEBUG, s.SECURE_HSTS_SECONDS,"
    " s.SESSION_COOKIE_NAME, s.DATABASES['default']['ENGINE'], s.ALLOWED_HOSTS)"
)


def start(code: str = SAY_SETTINGS, **environment: str) -> subprocess.CompletedProcess:
    """What a new process says, of its settings unless told, under these variables."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**keep, "DJANGO_SETTINGS_MODULE": "localoffer.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_page_of_settings_lists_every_variable():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS))
    page = (ROOT / "docs" / "settings.md").read_text()
    listed = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))
    assert read == listed
    assert len(read) > 8


def test_without_any_variable_it_starts_safe():
    said = start().stdout.split(" ", 4)
    assert said[:4] == ["False", "0", "sessionid", "django.db.backends.sqlite3"]


def test_https_switches_on_what_needs_it():
    said = start(SITE_URL="https://send.larkshire.example").stdout
    assert "31536000 __Host-sessionid" in said
    assert "'send.larkshire.example'" in said


@pytest.mark.parametrize("key", ["short", "a" * 60, "changeme-changeme-changeme"])
def test_a_weak_key_stops_with_a_sentence(key):
    result = start(SECRET_KEY=key)
    assert result.returncode != 0
    assert "SECRET_KEY is too weak: set it to at least 40 random characters" in result.stderr


def test_a_scanner_without_a_place_stops_with_a_sentence():
    result = start(ANTIVIRUS="clamd")
    assert result.returncode != 0
    assert "ANTIVIRUS must say where clamd listens: host:port" in result.stderr
    assert start(ANTIVIRUS="[::1]:3310").returncode == start(ANTIVIRUS="/run/c.ctl").returncode == 0


WRITE_SOMETHING = """
import django; django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import send_mail
from django.db import connection
connection.cursor().execute("create table private (id integer)")
default_storage.save("documents/plan/a.pdf", ContentFile(b"words"))
send_mail("A letter", "Private", "us@council.example", ["them@council.example"])
"""


def test_nothing_that_the_site_writes_is_for_other_accounts(tmp_path):
    result = start(
        f"import os; os.umask(0); {WRITE_SOMETHING}",
        DATABASE_URL=f"sqlite:///{tmp_path}/site.sqlite3",
        EMAIL_URL=f"filemail:///{tmp_path}/mail",
        MEDIA_ROOT=f"{tmp_path}/media",
    )
    assert result.stderr == ""
    written = list(tmp_path.rglob("*"))
    assert {path.relative_to(tmp_path).parts[0][:4] for path in written} == {"site", "mail", "medi"}
    assert [path for path in written if path.stat().st_mode & 0o077] == []


def test_static_files_may_be_read_by_the_account_that_serves_them(production_static):
    for path in (production_static("site.css"), production_static("css/admin.css")):
        for each in (path, path.with_name(f"{path.name}.br"), path.parent):
            assert each.stat().st_mode & 0o044 == 0o044


def test_junk_for_a_host_leaves_nothing_in_the_log():
    log = "import django, logging; django.setup(); logging.getLogger('django.{}').error('junk')"
    assert start(log.format("security.DisallowedHost")).stderr == ""
    assert "junk" in start(log.format("security")).stderr


def test_check_deploy_finds_nothing_in_a_production_environment():
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    result = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            **keep,
            "SITE_URL": "https://send.larkshire.example",
            "SECRET_KEY": "Ab9_xZ-q7Rt.LpW2" * 4,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
