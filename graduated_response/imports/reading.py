"""A document and what staff say about it become a report."""

from datetime import date

from django import forms

from graduated_response.imports.questions import parse_questions
from graduated_response.imports.report import QuestionsReport
from localoffer.documents_in.blocks import Block
from localoffer.importing.forms import DocumentForm

FIRST_DAY = date(2000, 1, 1)


def read_questions(
    blocks: list[Block], title: str = "", day: date | None = None
) -> QuestionsReport:
    """`title` and `day` of staff come before those of the document."""
    report = parse_questions(blocks, title.strip())
    report.date = day or report.date
    return report


class QuestionsForm(DocumentForm):
    day = forms.DateField(
        label="Answers as at",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="The day on which the answers were given. Leave empty to use the day in the "
        "document.",
    )

    def clean_day(self) -> date | None:
        day = self.cleaned_data["day"]
        if day and day < FIRST_DAY:
            raise forms.ValidationError("Enter a day after 1999.")
        return day

    def report_on(self, blocks: list[Block], name: str, options: dict) -> QuestionsReport:
        return read_questions(blocks, **options)
