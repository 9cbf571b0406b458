"""A questions-and-answers document becomes a set of questions."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from graduated_response.imports.reading import FIRST_DAY, read_questions
from graduated_response.imports.report import QuestionsReport
from graduated_response.imports.saving import save_questions
from localoffer.document_reader.findings import shortened
from localoffer.importing.command import ImportCommand, Refused
from localoffer.importing.outcome import Outcome


class Command(ImportCommand):
    help = (
        "Reads a document of questions and answers and stores it as a set of questions: as drafts, "
        "unless you say --publish. Prints what it found, what needs a look and what it left out. "
        "The same document again changes nothing; a newer version of it changes what is worded "
        "anew, but never words that staff edited since."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--source",
            metavar="TITLE",
            default="",
            help="the title of the set (else the document's)",
        )
        parser.add_argument(
            "--date",
            metavar="YYYY-MM-DD",
            default="",
            help="the day on which the answers were given (else the one the document names)",
        )

    def parse(self, content: bytes, name: str, options: dict[str, Any]) -> QuestionsReport:
        return read_questions(content, name, options["source"], read_day(options["date"]))

    def save(self, report: QuestionsReport, publish: bool) -> Outcome:
        return save_questions(report, publish=publish)

    def describe(self, report: QuestionsReport) -> list[str]:
        day = f"{report.date:%d %B %Y}".lstrip("0") if report.date else ""
        lines = [
            report.title,
            f"Answers as at {day}."
            if day
            else "No day was found. Say with --date when the answers were given.",
            f"{len(report.items)} question{'' if len(report.items) == 1 else 's'} found:",
        ]
        return lines + [f"  {item.number}. {shortened(item.question)}" for item in report.items]

    def empty_report(self, refused: str) -> QuestionsReport:
        return QuestionsReport(refused=refused)


def read_day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Refused(
            f"“{shortened(text, 30)}” is not a day. Write it as year, month and day: 2026-03-09."
        ) from error
    if day < FIRST_DAY:
        raise Refused("The day is before the year 2000. Check --date.")
    return day
