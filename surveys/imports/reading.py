"""A document and what staff say about it become a report."""

from django import forms

from localoffer.document_reader.dates import find_years
from localoffer.document_reader.opening import read_document
from localoffer.importing.forms import DocumentForm
from surveys.imports.report import YouSaidReport

FIRST_YEAR, LAST_YEAR = 2000, 2100
NO_YEAR = "The document names no year, so nothing was imported. Say which year it is for."


def read_you_said(
    content: bytes, name: str, title: str = "", year: int | None = None
) -> YouSaidReport:
    """The report on a file, parsed in the sandbox. Raises Unreadable."""
    work = "surveys.imports.you_said:you_said_in"
    return as_staff_say(read_document(content, name, work, YouSaidReport), name, title, year)


def as_staff_say(report: YouSaidReport, name: str, title: str, year: int | None) -> YouSaidReport:
    """`title` and `year` of staff come before those of the document, the file's name is asked for
    the year last of all; without any year the report is a refusal.
    """
    report.title = title.strip() or report.title
    report.year = year or report.year or year_in(name)
    if report.year is None and not report.refused:
        return YouSaidReport(title=report.title, refused=NO_YEAR)
    return report


def year_in(name: str) -> int | None:
    """The last year in the name of a file."""
    return max(find_years(name.replace("-", "/")), default=None)


class YouSaidForm(DocumentForm):
    report_type = YouSaidReport
    year = forms.IntegerField(
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="Leave empty to use the year in the document.",
    )

    def report_on(self, content: bytes, name: str, options: dict) -> YouSaidReport:
        return read_you_said(content, name, **options)
