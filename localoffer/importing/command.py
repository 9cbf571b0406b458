"""The base of commands that import a document."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from localoffer.document_reader.opening import content_of
from localoffer.sandbox.outcomes import Refusal

from .outcome import BUSY, Outcome, in_lines

TRIAL = "This was a trial: nothing was stored."


class Refused(Exception):
    """Why nothing is imported: one sentence for the person who asked."""


class ImportCommand(BaseCommand):
    """A subclass says how its kind of document is parsed, stored and described."""

    file_help = "a .docx, .md, .txt or .html file"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help=self.file_help)
        parser.add_argument(
            "--dry-run", action="store_true", help="report what would happen, and store nothing"
        )
        parser.add_argument(
            "--publish", action="store_true", help="put it on the site at once, not as drafts"
        )
        parser.add_argument(
            "--json", action="store_true", help="print the report as JSON, for scripts"
        )

    def handle(self, *args: object, **options: Any) -> None:
        try:
            report = self.parse(content_of(options["file"]), Path(options["file"]).name, options)
            if report.refused:
                raise Refused(report.refused)
            outcome = self._store(report, options)
        except (Refused, Refusal) as error:
            if options["json"]:
                self._print(self.empty_report(str(error)).as_json())
            raise CommandError(str(error)) from error
        if options["json"]:
            self._print(report.as_json())
            self.stderr.write("\n".join(outcome.stopped))
            return
        lines = self.lines(report, outcome)
        self.stdout.write("\n".join([*lines, TRIAL] if options["dry_run"] else lines))

    def _store(self, report: Any, options: dict[str, Any]) -> Outcome:
        try:
            with transaction.atomic():
                outcome = self.save(report, options["publish"])
                transaction.set_rollback(options["dry_run"])
        except IntegrityError as error:
            raise Refused(BUSY) from error
        return outcome

    def _print(self, report: dict) -> None:
        self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))

    def lines(self, report: Any, outcome: Any) -> list[str]:
        """The printed report."""
        return [*self.describe(report), *in_lines(report.warnings, outcome)]

    def parse(self, content: bytes, name: str, options: dict[str, Any]) -> Any:
        """The report on a file; raises Refused for an option that makes no sense, and a Refusal
        (sandbox/outcomes.py) for a file that can't be read.
        """
        raise NotImplementedError

    def save(self, report: Any, publish: bool) -> Outcome:
        raise NotImplementedError

    def describe(self, report: Any) -> list[str]:
        """The first lines of the printed report."""
        raise NotImplementedError

    def empty_report(self, refused: str) -> Any:
        raise NotImplementedError
