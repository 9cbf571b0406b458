"""Database and uploads in one file (docs/operations.md, "Backups")."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from localoffer.backups import databases, uploads
from localoffer.backups.archive import DATABASE, Unfit, written
from localoffer.backups.models import LastBackup

NOTHING = "There is nothing in the database yet: run manage.py migrate first."
CHANGED = "The database was brought up to another release meanwhile: try again."


class Command(BaseCommand):
    help = (
        "Writes the database and all uploads into one file that only its owner may read, while the "
        "site goes on. Give a folder, and the file is named after the day and the time. The key "
        "in var/secret-key is not in it: keep that apart, and the file encrypted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a new file, or a folder that is there")

    def handle(self, *args: object, file: str, **options: object) -> None:
        now = timezone.now()
        try:
            path = free_path(file, now)
            with TemporaryDirectory(dir=path.parent) as folder, written(path) as writer:
                count = self._pack(writer, Path(folder) / DATABASE, now.isoformat())
        except (Unfit, OSError) as problem:
            raise CommandError(f"No backup was made. {problem}") from problem
        LastBackup.made(now)
        self.stdout.write(f"{path}: the database and {count} uploads.")

    def _pack(self, writer, dumped: Path, made: str) -> int:
        """The database first: each upload that it names is there by then, and is never deleted."""
        if not (migrations := databases.migrations()):
            raise Unfit(NOTHING)
        databases.dump(dumped)
        if databases.migrations_in(dumped) != migrations:
            raise Unfit(CHANGED)
        with dumped.open("rb") as body:
            writer.add(DATABASE, body)
        count = uploads.pack(writer)
        writer.finish(database=connection.vendor, made=made, migrations=sorted(migrations))
        return count


def free_path(file: str, now: datetime) -> Path:
    """Where the backup goes, which is nowhere yet. Raises Unfit."""
    path = Path(file)
    folder = path if file.endswith("/") or path.is_dir() else path.parent
    if not folder.is_dir():
        # A name that was meant as a folder's must not become a file's: cron would go on for ever.
        raise Unfit(f"There is no folder {folder}. Make it first.")
    if folder == path:
        path = folder / f"local-offer-{now:%Y-%m-%d-%H%M%S}.zip"
    if path.exists():
        raise Unfit(f"{path} is there already, and a backup never takes its place.")
    return path
