"""A backup, put back (docs/operations.md, "Backups")."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from localoffer.backups import databases, uploads
from localoffer.backups.archive import DATABASE, Unfit, extract, opened

NOT_EMPTY = (
    "There is content here already. Say --overwrite to put the backup in its place; make a backup "
    "of what is here first."
)
OTHER = "The backup is of {}, and this site runs on {}."
NOT_AS_LISTED = (
    "The file is damaged, or is no backup of this site: its database is not the one that its list "
    "describes."
)
NOTHING = "There is no database in the backup: its list names none."
NEWER = "The backup was made by a newer release of the site. Install that release first."


class Command(BaseCommand):
    help = (
        "Puts a backup back: the database as it was then, and its uploads. Each file in it is "
        "checked before anything is changed. Stop the site first, and start it again afterwards."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what the command backup wrote")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="also where there is content already: it is lost, but its uploads stay",
        )

    def handle(self, *args: object, file: Path, overwrite: bool, **options: object) -> None:
        try:
            if not overwrite and not databases.is_empty():
                raise Unfit(NOT_EMPTY)
            with opened(file) as (archive, manifest), TemporaryDirectory() as folder:
                self._check(manifest)
                dumped = Path(folder) / DATABASE
                extract(archive, DATABASE, dumped)
                if databases.migrations_in(dumped) != set(manifest["migrations"]):
                    raise Unfit(NOT_AS_LISTED)
                count = uploads.unpack(archive, manifest["files"])
                databases.load(dumped)
        except (Unfit, OSError) as problem:
            raise CommandError(f"Nothing of the database was restored. {problem}") from problem
        self.stdout.write(f"Restored as of {manifest['made']}, with {count} uploads.")
        if databases.known_migrations() - databases.migrations():
            self.stdout.write("The backup is of an older release: run manage.py migrate now.")

    def _check(self, manifest: dict) -> None:
        if manifest["database"] != connection.vendor:
            raise Unfit(OTHER.format(manifest["database"], connection.vendor))
        if not manifest["migrations"]:
            raise Unfit(NOTHING)
        if set(manifest["migrations"]) - databases.known_migrations():
            raise Unfit(NEWER)
