"""A "You said, we did" document becomes a round."""

from argparse import ArgumentParser
from typing import Any

from localoffer.document_reader.findings import shortened
from localoffer.importing.command import ImportCommand, Refused
from localoffer.importing.outcome import Outcome
from surveys.imports.reading import FIRST_YEAR, LAST_YEAR, read_you_said
from surveys.imports.report import VoiceEntry, YouSaidReport
from surveys.imports.saving import save_you_said


class Command(ImportCommand):
    help = (
        "Reads a “You said, we did” document and stores it as a round of its year: as a draft, "
        "unless you say --publish. Prints what it found, what needs a look and what it left out. "
        "The same document again changes nothing; a newer version of it changes what is worded "
        "anew, but never words that staff edited since."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--year", metavar="YYYY", default="", help="the year of the round (else the document's)"
        )
        parser.add_argument(
            "--topic",
            metavar="TITLE",
            default="",
            help="the title of the round (else the document's)",
        )

    def parse(self, content: bytes, name: str, options: dict[str, Any]) -> YouSaidReport:
        return read_you_said(content, name, options["topic"], read_year(options["year"]))

    def save(self, report: YouSaidReport, publish: bool) -> Outcome:
        return save_you_said(report, publish=publish)

    def describe(self, report: YouSaidReport) -> list[str]:
        found = [
            (report.entries, "entry", "entries"),
            (report.progress, "word on progress", "words on progress"),
            (report.promises, "promise", "promises"),
        ]
        counts = [f"{len(rows)} {one if len(rows) == 1 else more}" for rows, one, more in found]
        lines = [f"{report.title}, year {report.year}", f"Found: {', '.join(counts)}."]
        lines += [report.status_note()] if report.status_note() else []
        return lines + [_in_short(place, one) for place, one in enumerate(report.entries, 1)]

    def empty_report(self, refused: str) -> YouSaidReport:
        return YouSaidReport(refused=refused)


def _in_short(place: int, entry: VoiceEntry) -> str:
    said = shortened(" ".join(entry.said) or "(nothing said)")
    if not entry.did:
        return f"  {place}. {said} -> (nothing done)"
    unsaid = "" if entry.status else ", not said"
    return (
        f"  {place}. {said} -> {shortened(' '.join(entry.did))} [{entry.status_in_words()}{unsaid}]"
    )


def read_year(text: str) -> int | None:
    if not text:
        return None
    wanted = len(text) == 4 and text.isascii() and text.isdigit()
    if not wanted or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Refused(f"“{shortened(text, 30)}” is not a year from {FIRST_YEAR} to {LAST_YEAR}.")
    return int(text)
