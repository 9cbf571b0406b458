"""A document and what staff say about it become a report."""

from datetime import date

from django import forms

from graduated_response.imports.report import QuestionsReport
from localoffer.document_reader.dates import find_date
from localoffer.document_reader.opening import read_document
from localoffer.importing.forms import DocumentForm

FIRST_DAY = date(2000, 1, 1)


def read_questions(
    content: bytes, name: str, title: str = "", day: date | None = None
) -> QuestionsReport:
    """The report on a file, parsed in the sandbox. Raises Unreadable."""
    work = "graduated_response.imports.questions:questions_in"
    return as_staff_say(read_document(content, name, work, QuestionsReport), title, day)


def as_staff_say(report: QuestionsReport, title: str, day: date | None) -> QuestionsReport:
    """`title` and `day` of staff come before those of the document."""
    report.title = title.strip() or report.title
    report.date = day or report.date or find_date(title)
    return report


class QuestionsForm(DocumentForm):
    report_type = QuestionsReport
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

    def report_on(self, content: bytes, name: str, options: dict) -> QuestionsReport:
        return read_questions(content, name, **options)
