"""Database and uploads in one file (README.md, "Backups")."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from localoffer.backups import databases, uploads
from localoffer.backups.archive import DATABASE, Unfit, written
from localoffer.backups.models import LastBackup


class Command(BaseCommand):
    help = (
        "Writes the database and all uploads into one file that only its owner may read, while the "
        "site goes on. Give a folder, and the file is named after the day and the time. The key "
        "in var/secret-key is not in it: keep that apart, and the file encrypted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a new file, or a folder that is there")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        now = timezone.now()
        path = file / f"local-offer-{now:%Y-%m-%d-%H%M%S}.zip" if file.is_dir() else file
        if path.exists():
            raise CommandError(f"{path} is there already, and a backup never takes its place.")
        try:
            with TemporaryDirectory(dir=path.parent) as folder, written(path) as writer:
                count = self._pack(writer, Path(folder) / DATABASE, now.isoformat())
        except (Unfit, OSError) as problem:
            raise CommandError(f"No backup was made. {problem}") from problem
        LastBackup.made(now)
        self.stdout.write(f"{path}: the database and {count} uploads.")

    def _pack(self, writer, dumped: Path, made: str) -> int:
        """The database first: each upload that it names is there by then, and is never deleted."""
        migrations = sorted(databases.migrations())
        databases.dump(dumped)
        with dumped.open("rb") as body:
            writer.add(DATABASE, body)
        count = uploads.pack(writer)
        writer.finish(database=connection.vendor, made=made, migrations=migrations)
        return count
