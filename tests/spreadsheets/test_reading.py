"""Tables from strangers: read in any dress that spreadsheets give them, else refused."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from localoffer.spreadsheets.opened import MOST_ROWS
from localoffer.spreadsheets.reading import read_table
from localoffer.spreadsheets.refused import NotATable
from localoffer.spreadsheets.sheets import Row, Table
from localoffer.spreadsheets.writing import put_text

from .asked_tables import WITH_EVIDENCE
from .workbook_files import HOSTILE, workbook

GOOD = workbook(["Code", "Rating"], ["AS1", "Met"])
EXPECTED = Table([], ["Code", "Rating"], [Row(2, {"Code": "AS1", "Rating": "Met"}, {})])


def read(content):
    return read_table(content, WITH_EVIDENCE, Table)


def refusal(content):
    with pytest.raises(NotATable) as refused:
        read(content)
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        workbook(["Notes"], other=[["Code", "Rating"], ["AS1", "Met"]]),
        b"Code,Rating\r\nAS1,Met\r\n",
        b"\xef\xbb\xbfCode;Rating\r\nAS1;Met\r\n",
        b"code\t RATING \nAS1\tMet\n\t\n",
        "Code\tRating\r\nAS1\tMet".encode("utf-16"),
        b'"Rating","Mine","Code"\n"Met","x","AS1"\n',
    ],
    ids=["xlsx", "two sheets", "csv", "semicolons", "tabs", "utf-16", "moved"],
)
def test_the_same_table_in_many_dresses(content):
    assert read(content)[:3] == EXPECTED[:3]


def test_lines_above_rows_between_and_missing_cells():
    table = read(
        b"About: Primary,,\n,,Address: /x/?a=1,\n\nCode,Rating,Evidence,\n\nAS1\n,,only this\n"
    )
    assert table.above == ["About: Primary", "Address: /x/?a=1"]
    assert table.rows == [
        Row(6, {"Code": "AS1", "Rating": "", "Evidence": ""}, {}),
        Row(7, {"Code": "", "Rating": "", "Evidence": "only this"}, {}),
    ]


def test_old_windows_code_page():
    content = "Code;Rating;Evidence\nAS1;Met;Café – “quoted”; £5\n".encode("cp1252")
    assert read(content).rows[0].cells["Evidence"] == "Café – “quoted”"


def test_values_become_the_words_that_people_write():
    day = datetime(2027, 3, 1)  # noqa: DTZ001 - spreadsheets know no time zones
    values = [
        (date(2027, 3, 1), "1 March 2027"), (day, "1 March 2027"),
        (day.replace(hour=9, minute=30), "1 March 2027 09:30"), (3.0, "3"), (2.5, "2.5"),
        (True, "TRUE"), (" two\r\nlines ", "two\nlines"),
    ]  # fmt: skip
    content = workbook(["Code", "Rating"], *[["AS1", value] for value, _ in values])
    assert [row.cells["Rating"] for row in read(content).rows] == [words for _, words in values]


def test_formulas_and_errors_are_told_where_they_matter():
    content = workbook(
        ["Code", "Mine", "Rating", "Evidence"], ["AS1", "=1+1", "=A1", "ok"], ["#REF!", "", "", ""]
    )
    first, second = read(content).rows
    assert first == Row(2, {"Code": "AS1", "Rating": "", "Evidence": "ok"}, {"Rating": "a formula"})
    assert second.faults == {"Code": "an error of the spreadsheet"}


def test_text_written_as_text_is_no_formula():
    book = Workbook()
    for column, text in enumerate(["Code", "Rating"], 1):
        put_text(book.active.cell(1, column), text)
    put_text(book.active.cell(2, 1), "=1+1")
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).rows == [Row(2, {"Code": "=1+1", "Rating": ""}, {})]
    assert (book.active["A2"].quotePrefix, book.active["A1"].quotePrefix) == (True, False)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_workbooks_are_refused(name):
    assert len(refusal(HOSTILE[name](GOOD))) > 30


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b" \n ", "The file is empty."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Excel file (.xls)"),
        (b"%PDF-1.7", "Save it as .xlsx or .csv"),
        (b"Code,Rating\nAS1,\0", "Save it as .xlsx or .csv"),
        (b"Name,Rating\nAS1,Met\n", "the headings “Code” and “Rating”"),
        (b"x\n" * 70 + b"Code,Rating\nAS1,Met\n", "the headings “Code” and “Rating”"),
        (b"Code,Rating,rating\nAS1,Met\n", "Row 1: two columns have the heading “Rating”"),
        (b'Code,Rating\nAS1,Met\nAS2,"Met\n', "Row 3: the quotation marks"),
        (b"Code,Rating\nAS1," + b"x" * 50_000, "Row 2: the quotation marks"),
        (b"Code,Rating\n" + b"AS1,Met\n" * 3_100, f"Row {MOST_ROWS + 1}: we can read"),
        (b"Code,Rating\n" + (b"AS1," + b"x" * 30_000 + b"\n") * 150, "Row 135: The file holds far"),
        (workbook(["Code", "Rating"], *[["AS1", "Met"]] * 3_100), f"Row {MOST_ROWS + 1}: we can"),
        (workbook(["Name"]), "the headings “Code” and “Rating”"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_refused_with_a_reason(content, words):
    assert words in refusal(content)
