"""What took the child over reaches no network, no file, no program and no process: as far as this
kernel allows. Each test finds out by itself what it allows, and expects exactly that.
"""

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core import checks

from localoffer.sandbox import checks as our_checks
from localoffer.sandbox import reach, seccomp
from localoffer.sandbox.landlock import version
from localoffer.sandbox.outcomes import Broken
from localoffer.sandbox.running import ROOT, run_limited

EVERYTHING = [
    *(reach.NETWORK, reach.FILES, reach.WRITING, reach.PROCESSES, reach.SIGNALS, reach.PROGRAMS)
]
IS_ROOT = os.geteuid() == 0


def has_landlock() -> bool:
    """The kernel's own answer, asked without our code: its version, or a fault."""
    libc = ctypes.CDLL(None, use_errno=True)
    return sys.platform == "linux" and libc.syscall(444, None, ctypes.c_size_t(0), 1) > 0


def has_seccomp() -> bool:
    known = os.uname().machine in ("x86_64", "aarch64")
    return known and Path("/proc/sys/kernel/seccomp/actions_avail").exists()


def left_open(landlock: bool, locked_calls: bool) -> list[str]:
    """What is open with these locks, or without: docs/sandbox.md says the same in words."""
    closed = set() if IS_ROOT else {reach.PROCESSES}
    if locked_calls:
        closed |= {reach.NETWORK, reach.PROCESSES, reach.SIGNALS, reach.PROGRAMS}
    if landlock:
        # Starting a program means reading its file.
        closed |= {reach.FILES, reach.WRITING, reach.PROGRAMS}
        closed |= {reach.SIGNALS} if version() >= 6 else set()
    return [name for name in EVERYTHING if name not in closed]


def test_the_child_reaches_nothing_that_this_kernel_can_close(tmp_path):
    database = tmp_path / "database.sqlite3"
    database.write_bytes(b"SQLite format 3\0")
    secrets = [database, ROOT / "manage.py", ROOT / "README.md", settings.VAR_DIR / "secret-key"]
    reached = reach.reach_of_child(*secrets)
    assert reached == left_open(has_landlock(), has_seccomp())


WITHOUT = """
import sys
from localoffer.sandbox import child, landlock, seccomp

def missing(*arguments):
    raise OSError

for lock in sys.argv[1:]:
    module, _, name = lock.partition(".")
    setattr(sys.modules[f"localoffer.sandbox.{module}"], name, missing)
child.main("5", "1024", "localoffer.sandbox.reach:attempt")
"""
LANDLOCK, SECCOMP = "landlock.allow_reading_only", "seccomp.allow_reading_and_thinking_only"
PROMISE = "seccomp.promise_no_new_privileges"


@pytest.mark.parametrize(
    ("missing", "landlock", "locked_calls"),
    [
        ([LANDLOCK], False, True),
        ([SECCOMP], True, False),
        ([LANDLOCK, SECCOMP], False, False),
        ([PROMISE], False, False),
    ],
)
def test_a_kernel_without_one_lock_keeps_the_other(tmp_path, missing, landlock, locked_calls):
    """The attempts themselves are tried too: where nothing is locked, every one of them works."""
    (tmp_path / "secret").write_text("secret")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *missing],
        input=str(tmp_path).encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    expected = left_open(landlock and has_landlock(), locked_calls and has_seccomp())
    assert json.loads(done.stdout) == {"answer": expected}


def test_the_list_of_calls_opens_no_way_out():
    ways_out = """
        socket socketpair connect bind sendto sendmsg accept io_uring_setup execve execveat fork
        vfork clone clone3 kill tkill tgkill ptrace process_vm_readv process_vm_writev pidfd_open
        pidfd_getfd prlimit64 unlink unlinkat rename renameat2 mkdir mkdirat link symlink chmod
        fchmod chown truncate ftruncate mount ioctl fcntl bpf setns open_by_handle_at memfd_create
        userfaultfd keyctl prctl seccomp unshare
    """.split()
    assert not seccomp.CALLS.keys() & set(ways_out)


@pytest.mark.parametrize("column", [0, 1])
def test_no_number_of_a_call_stands_twice(column):
    numbers = [call[column] for call in seccomp.CALLS.values() if call[column] is not None]
    assert len(numbers) == len(set(numbers)) < 255  # as far as a step of the filter can jump


def load_a_module_late(content):
    """Libraries import parts of themselves while they work."""
    import sqlite3
    import xml.dom.minidom

    content.decode("utf-16")
    return [sqlite3.__name__, xml.dom.minidom.__name__]


def test_what_is_imported_late_is_still_found():
    work = "tests.sandbox.test_confinement:load_a_module_late"
    assert run_limited(work, b"\xff\xfeA\0", seconds=5) == ["sqlite3", "xml.dom.minidom"]


def about_the_child(**options):
    found = checks.run_checks(include_deployment_checks=True, **options)
    return [message for message in found if message.id.startswith("sandbox")]


def test_check_deploy_names_what_is_open(monkeypatch):
    asked = []

    def reached(*secrets):
        asked.extend(secrets)
        return [reach.NETWORK, reach.FILES]

    monkeypatch.setattr(our_checks, "reach_of_child", reached)
    (note,) = about_the_child()
    assert note.msg.endswith("could reach: the network, files that the site can read.")
    assert note.level == checks.INFO
    assert settings.VAR_DIR / "secret-key" in asked


def test_check_deploy_is_silent_where_all_is_closed(monkeypatch):
    monkeypatch.setattr(our_checks, "reach_of_child", lambda *secrets: [])
    assert about_the_child() == []


def test_check_deploy_says_when_no_child_starts(monkeypatch):
    def broken(*secrets):
        raise Broken

    monkeypatch.setattr(our_checks, "reach_of_child", broken)
    assert [note.msg for note in about_the_child()] == [our_checks.SILENT]
