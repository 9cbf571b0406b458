"""A table of expectations, or a document with tables of them, becomes expectations."""

from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from graduated_response.models import Level
from graduated_response.provision_tables.apply import Blocked, Store
from graduated_response.provision_tables.column_names import AREA, LEVEL
from graduated_response.provision_tables.lookups import Known
from graduated_response.provision_tables.plan import Plan
from graduated_response.provision_tables.planning import make_plan
from graduated_response.provision_tables.reading import read
from graduated_response.provision_tables.report import as_json, lines_of, refusal
from graduated_response.provision_tables.rows import Asked
from localoffer.importing.command import ImportCommand, Refused


@dataclass
class Report:
    """`plan` is there as soon as the file has been compared with what is stored."""

    asked: Asked
    plan: Plan | None = None
    refused: str | None = None

    def as_json(self) -> dict:
        return as_json(self.asked, self.plan, self.refused)


class Command(ImportCommand):
    help = (
        "Reads a table of expectations (.xlsx, .csv), or a document with tables of two columns "
        "(.docx, .html), and stores what is new or changed: as drafts, unless you say --publish. "
        "Prints what differs, code by code. One row that is wrong, and nothing is stored. What "
        "the file lacks stays as it is; the same file again changes nothing."
    )
    file_help = "a .xlsx, .csv, .docx or .html file"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--area",
            metavar="NAME",
            default="",
            help="where a document's tables belong whose headings name no area: title or letters",
        )
        parser.add_argument(
            "--level",
            metavar="NAME",
            default="",
            help="the level of what a document adds (else the first one)",
        )

    def handle(self, *args: object, **options: Any) -> None:
        self.report = Report(Asked())
        super().handle(*args, **options)

    def parse(self, content: bytes, name: str, options: dict[str, Any]) -> Report:
        self.name = name
        first = Level.objects.first()
        level = options["level"] or (first.name if first else "")
        self.report.asked = asked = read(content, name, {AREA: options["area"], LEVEL: level})
        self.report.refused = asked.refused
        return self.report

    def save(self, report: Report, publish: bool) -> Plan:
        known = Known(None, lock_for=report.asked)
        report.plan = make_plan(report.asked, known)
        try:
            Store(known, self.name, HttpRequest()).carry_out(report.plan, publish)
        except Blocked as why:
            report.plan.faults = why.faults
            raise Refused(refusal(why.faults)) from why
        return report.plan

    def lines(self, report: Report, outcome: Plan) -> list[str]:
        return list(lines_of(outcome))

    def empty_report(self, refused: str) -> Report:
        self.report.refused = refused.splitlines()[0]
        return self.report
