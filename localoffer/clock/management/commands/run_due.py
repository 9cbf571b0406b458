"""`run_due`: everything that is due now (docs/operations.md, "In production")."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from localoffer.clock.jobs import Outcome, Round, all_jobs
from localoffer.clock.loop import Loop

PAUSE = 15


class Command(BaseCommand):
    help = (
        "Does what is due now: publishes scheduled pages, sends queued e-mail, reminds of reviews, "
        "deletes what must not be kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--loop",
            action="store_true",
            help=f"Do it again every {PAUSE} seconds, until SIGTERM or Ctrl-C.",
        )

    def handle(self, *args: Any, loop: bool, **options: Any) -> None:
        if loop:
            self._repeat()
            return
        outcomes = Round(all_jobs()).do()
        self._tell(outcomes)
        if any(outcome.error for outcome in outcomes):
            raise CommandError("Not everything could be done; it will be tried again next time.")
        if not any(outcome.done for outcome in outcomes):
            self.stdout.write("Nothing was due.")

    def _repeat(self) -> None:
        loop = Loop(PAUSE, tell=self._tell)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, loop.stop)
        loop.run()

    def _tell(self, outcomes: list[Outcome]) -> None:
        for outcome in outcomes:
            if outcome.done:
                self.stdout.write(f"{outcome.job.label}: {outcome.done}")
                self.stdout.flush()
