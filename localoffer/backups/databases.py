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
RESTORE = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction")


def dump(to: Path) -> None:
    """Raises Unfit."""
    if connection.vendor == "postgresql":
        _run("pg_dump", "--format=custom", f"--file={to}")
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(to)) as copy:
        connection.connection.backup(copy)


def load(dumped: Path) -> None:
    """All of it or nothing, in place of what is there. Raises Unfit."""
    if connection.vendor == "postgresql":
        _run("pg_restore", *RESTORE, "--exit-on-error", str(dumped))
        return
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(dumped)) as copy:
            copy.backup(connection.connection)
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


def _run(program: str, *arguments: str) -> None:
    params = connection.get_connection_params()
    address = make_conninfo(**{name: params[name] for name in LIBPQ & params.keys()})
    if not (found := shutil.which(program)):
        raise Unfit(MISSING.format(program))
    password = {"PGPASSWORD": params["password"]} if params.get("password") else {}
    done = subprocess.run(
        [found, f"--dbname={address}", *arguments],
        env=os.environ | password,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it did not say why"]
        raise Unfit(f"{program} failed: {lines[0]}")
