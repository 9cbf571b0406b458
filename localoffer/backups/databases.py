"""The database in one file and back, while the site goes on: SQLite by its own backup, PostgreSQL
by pg_dump and pg_restore.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from psycopg.conninfo import make_conninfo

from .archive import DAMAGED, Unfit

MISSING = "{} is missing. Install PostgreSQL's client programs (Debian: postgresql-client)."
# What libpq understands of the settings; the timeouts of the site would end a long copy.
LIBPQ = {"dbname", "user", "host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "service"}
APPLIED = "SELECT app, name FROM django_migrations"
RESTORE = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction")


def dump(to: Path) -> None:
    """Raises Unfit."""
    if connection.vendor == "postgresql":
        _run_on_site("pg_dump", "--format=custom", f"--file={to}")
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(to)) as copy:
        connection.connection.backup(copy)


def load(dumped: Path) -> None:
    """All of it or nothing, in place of what is there. Raises Unfit."""
    if connection.vendor == "postgresql":
        _run_on_site("pg_restore", *RESTORE, "--exit-on-error", str(dumped))
        return
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(dumped)) as copy:
            copy.backup(connection.connection)
    except sqlite3.DatabaseError as error:
        raise Unfit(f"{DAMAGED} {error}") from error


def migrations_in(dumped: Path) -> set[str]:
    """Those that the database in this file has: what it was made for, and that it is one at all.
    Raises Unfit."""
    if connection.vendor == "postgresql":
        table = _run("pg_restore", "--data-only", "--table=django_migrations", "--file=-", dumped)
        rows = [line.split("\t") for line in table.splitlines()]
        return {f"{row[1]}.{row[2]}" for row in rows if len(row) == 4}
    try:
        with closing(sqlite3.connect(f"{dumped.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise Unfit(DAMAGED)
            return {f"{app}.{name}" for app, name in copy.execute(APPLIED)}
    except sqlite3.DatabaseError as error:
        raise Unfit(f"{DAMAGED} {error}") from error


def is_empty() -> bool:
    """Nobody has an account, and there is no content."""
    tables = set(connection.introspection.table_names())
    content = [model for model in apps.get_models() if "publish" in model._meta.default_permissions]
    models = [get_user_model(), *content]
    return not any(each._meta.db_table in tables and each.objects.exists() for each in models)


def migrations() -> set[str]:
    """Those that the database has."""
    return {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}


def known_migrations() -> set[str]:
    """Those that this release brings along."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}


def _run_on_site(program: str, *arguments: str) -> None:
    params = connection.get_connection_params()
    address = make_conninfo(**{name: params[name] for name in LIBPQ & params.keys()})
    password = {"PGPASSWORD": params["password"]} if params.get("password") else {}
    _run(program, f"--dbname={address}", *arguments, env=os.environ | password)


def _run(program: str, *arguments: str | Path, env: dict[str, str] | None = None) -> str:
    """What the program prints. Raises Unfit with the first line of what it complains about."""
    if not (found := shutil.which(program)):
        raise Unfit(MISSING.format(program))
    done = subprocess.run(
        [found, *arguments],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it did not say why"]
        raise Unfit(f"{program} failed: {lines[0]}")
    return done.stdout
