"""A document and what staff say about it become a report."""

from django import forms

from localoffer.documents_in.blocks import Block
from localoffer.importing.forms import DocumentForm
from surveys.imports.report import YouSaidReport
from surveys.imports.you_said import parse_you_said

FIRST_YEAR, LAST_YEAR = 2000, 2100
NO_YEAR = "The document names no year, so nothing was imported. Say which year it is for."


def read_you_said(
    blocks: list[Block], name: str, title: str = "", year: int | None = None
) -> YouSaidReport:
    """`title` and `year` of staff come before those of the document; without any year the report
    is a refusal. `name` is the file's.
    """
    report = parse_you_said(blocks, name)
    report.title = title.strip() or report.title
    report.year = year or report.year
    if report.year is None and not report.refused:
        return YouSaidReport(title=report.title, refused=NO_YEAR)
    return report


class YouSaidForm(DocumentForm):
    year = forms.IntegerField(
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="Leave empty to use the year in the document.",
    )

    def report_on(self, blocks: list[Block], name: str, options: dict) -> YouSaidReport:
        return read_you_said(blocks, name, **options)
