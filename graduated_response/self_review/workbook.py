"""A review as a workbook: the table to go on with, its counts, and what to do by when."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graduated_response.self_review import table
from graduated_response.self_review.answers import Rating
from graduated_response.self_review.review import Review
from graduated_response.self_review.review_columns import HEADINGS, RATING
from graduated_response.self_review.summary import Summary
from localoffer.spreadsheets.writing import put_text

WRAPPED = Alignment(wrap_text=True, vertical="top")
BOLD = Font(bold=True)
HEAD = PatternFill("solid", fgColor="E6F1F0")
DAY = "d mmmm yyyy"
# So that 1/2 stays 1/2 when somebody types it there.
TEXT = "@"


def as_workbook(review: Review) -> bytes:
    book = Workbook()
    summary = Summary(review)
    _review(book.active, review)
    _counts(book.create_sheet("Summary"), summary)
    _actions(book.create_sheet("Actions"), summary)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _review(sheet: Worksheet, review: Review) -> None:
    sheet.title = "Self-review"
    for line in table.above(review):
        put_text(sheet.cell(_next(sheet), 1), line)
    sheet["A1"].font = Font(bold=True, size=14)
    head = _next(sheet) + 1
    _rows(sheet, head, HEADINGS, table.rows(review), [8, 22, 50, 14, 45, 45, 18, 18])
    answers = review.answers
    column = len(HEADINGS)
    for number, answer in enumerate(answers, head + 1):
        cell = sheet.cell(number, column)
        cell.number_format = DAY
        if answer.when and answer.when.is_day:
            cell.value = answer.when.day
    sheet.freeze_panes = sheet.cell(head + 1, 4)
    sheet.print_title_rows = f"{head}:{head}"
    if answers:
        place = HEADINGS.index(RATING) + 1
        _offer_ratings(sheet, sheet.cell(head + 1, place).column_letter, head, len(answers))


def _offer_ratings(sheet: Worksheet, column: str, head: int, length: int) -> None:
    """The spreadsheet offers the four words, so that the file can be read again."""
    words = ",".join(Rating.labels)
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    choice.add(f"{column}{head + 1}:{column}{head + length}")
    sheet.add_data_validation(choice)


def _counts(sheet: Worksheet, summary: Summary) -> None:
    for sentence in summary.sentences:
        put_text(sheet.cell(_next(sheet), 1), sentence)
    rows = [[counts.name, *counts.cells] for counts in [*summary.areas, summary.all]]
    widths = [44, *[14] * (len(summary.headings) + 1)]
    _rows(sheet, _next(sheet) + 1, ["Area", *summary.headings, "All"], rows, widths, wrap=False)


def _actions(sheet: Worksheet, summary: Summary) -> None:
    rows = [
        [a.when.words if a.when else a.by_when, a.by_whom, a.action, a.code, a.wording]
        for a in summary.actions
    ]
    headings = ["By when", "By whom", "Action", "Expectation", "What it says"]
    _rows(sheet, 1, headings, rows, [20, 20, 60, 12, 60])


def _rows(
    sheet: Worksheet,
    top: int,
    headings: list[str],
    rows: list[list],
    widths: list[int],
    *,
    wrap: bool = True,
) -> None:
    """A table whose headings stand in row `top`; numbers stay numbers, and text stays text."""
    for number, row in enumerate([headings, *rows], top):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, int):
                cell.value = value
            else:
                put_text(cell, value)
                cell.number_format = TEXT
            cell.alignment = WRAPPED if wrap else Alignment(vertical="top")
            if number == top:
                cell.font, cell.fill = BOLD, HEAD
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[sheet.cell(top, column).column_letter].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _next(sheet: Worksheet) -> int:
    return sheet.max_row + 1 if sheet["A1"].value else 1
