"""What of a table is not read, or cannot be: said, never guessed."""

import io

import pytest
from openpyxl import Workbook

from localoffer.spreadsheets.reading import read_table
from localoffer.spreadsheets.refused import NotATable
from localoffer.spreadsheets.sheets import Table

from .asked_tables import RATED
from .workbook_files import part_of, with_part, workbook

HEADINGS = ["Code", "Rating"]
SHEET = "xl/worksheets/sheet1.xml"


def table_of(content):
    return read_table(content, RATED, Table)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def texts(content):
    return [(row.number, list(row.cells.values())) for row in table_of(content).rows]


def refusal(content):
    with pytest.raises(NotATable) as refused:
        table_of(content)
    return str(refused.value)


def test_columns_that_nobody_asked_for_are_named():
    assert table_of(b"Code,Mine,Rating,,Yours\nAS1,,Met\n").unknown == ("Mine", "Yours")


def test_sheets_that_were_not_read_are_named():
    book = book_of(["Read me"])
    for name, state in [("Old", "hidden"), ("Table", "visible"), ("Notes", "visible")]:
        book.create_sheet(name).append(HEADINGS)
        book[name].append(["AS1", name])
        book[name].sheet_state = state
    table = table_of(saved(book))
    assert table.rows[0].cells["Rating"] == "Table"
    assert table.notes == (
        "The sheet “Sheet” stands beside the table and was not read.",
        "The sheet “Old” is hidden and was not read.",
        "The sheet “Notes” stands beside the table and was not read.",
    )


def test_merged_cells_are_faults():
    book = book_of(["About", ""], HEADINGS, ["AS1", "Met"], ["AS2", ""], ["AS3", "Partly"])
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("B3:B4")
    rows = table_of(saved(book)).rows
    assert [row.faults for row in rows] == [
        {"Rating": "a cell merged with others"},
        {"Rating": "a cell merged with others"},
        {},
    ]


def test_letters_that_cannot_be_read_are_faults():
    rows = table_of(b"\xef\xbb\xbfCode,Rating\nAS1,fine\nAS2,a\xff\xfeb\n").rows
    assert [row.faults for row in rows] == [{}, {"Rating": "a letter that cannot be read"}]


def test_a_sign_that_belongs_in_no_text():
    assert refusal(b"Code,Rating\nAS1,Met\nAS2,\0").startswith("Row 3: there is a sign")


def test_empty_columns_and_rows_do_not_count():
    content = b"Code,Rating" + b"," * 60_000 + b"\n" + b",,\n" * 2_000 + b"AS1,Met\n"
    assert texts(content) == [(2_002, ["AS1", "Met"])]


@pytest.mark.parametrize("build", [lambda *rows: workbook(*rows), lambda *rows: as_text(rows)])
def test_columns_without_end(build):
    assert refusal(build(HEADINGS, ["x"] * 5_000)) == "Row 2: there are more than 60 columns."


def as_text(rows):
    return "\n".join(",".join(row) for row in rows).encode()


def test_a_row_far_below_is_not_overlooked():
    book = book_of(HEADINGS, ["AS1", "Met"])
    book.active["A90000"] = "AS2"
    assert refusal(saved(book)) == "Row 90000: we can read 3000 rows, and the file has more."


def test_text_in_several_styles_is_one_text():
    content = workbook(HEADINGS, ["AS1", "one two"])
    runs = "<r><t>one </t></r><r><rPr><b/></rPr><t>two</t></r>"
    sheet = part_of(content, SHEET).replace("<t>one two</t>", runs)
    assert "<t>one </t>" in sheet
    assert texts(with_part(content, SHEET, sheet)) == [(2, ["AS1", "one two"])]


def test_a_formula_with_its_result_beside_it_is_still_one():
    content = workbook(HEADINGS, ["AS1", 2])
    sheet = part_of(content, SHEET).replace("<v>2</v>", "<f>1+1</f><v>2</v>")
    (row,) = table_of(with_part(content, SHEET, sheet)).rows
    assert row.faults == {"Rating": "a formula"}


def test_what_a_sheet_says_of_its_size_is_not_believed():
    content = workbook(HEADINGS, ["AS1", "Met"])
    sheet = part_of(content, SHEET).replace('ref="A1:B2"', 'ref="A1:A1"')
    assert texts(with_part(content, SHEET, sheet)) == [(2, ["AS1", "Met"])]


def test_deep_nesting_is_refused():
    deep = "<sst>" + "<si>" * 5_000 + "</si>" * 5_000 + "</sst>"
    content = with_part(workbook(HEADINGS, ["AS1", "Met"]), "xl/sharedStrings.xml", deep)
    assert texts(content) == [(2, ["AS1", "Met"])]  # nobody asks for that part
    sheet = with_part(content, SHEET, deep)
    assert len(refusal(sheet)) > 30
