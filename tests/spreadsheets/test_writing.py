"""What is written is text and nothing else, and comes back as it was."""

import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from localoffer.spreadsheets.formulas import looks_like_one
from localoffer.spreadsheets.opened import table_in
from localoffer.spreadsheets.writing import as_csv, as_xlsx

from .workbook_files import part_of

HEADER = ["code", "text"]
HARD = [
    "=1+1", "=cmd|' /C calc'!A1", "+1", "-5", "@SUM(A1)", "'=x", "''-x", "'quoted'", "5.10", "007",
    "1/2", "TRUE", "5(b)", "a\n=b", "_x000D_", "a, “b”; c", '"', "é 你 🎓", "＝1", "#REF!", "12E4",
]  # fmt: skip
ROWS = [["AS1", text] for text in HARD]
WRITERS = {"csv": as_csv, "xlsx": lambda header, rows: as_xlsx("Sheet", header, rows)}


@pytest.mark.parametrize("kind", WRITERS)
def test_every_text_comes_back(kind):
    table = table_in(WRITERS[kind](HEADER, ROWS), HEADER)
    assert [row.cells["text"] for row in table.rows] == HARD
    assert not any(row.faults for row in table.rows)


def test_nothing_in_a_workbook_is_a_formula_or_a_number():
    content = as_xlsx("Sheet", HEADER, ROWS)
    cells = [cell for row in load_workbook(io.BytesIO(content)).active for cell in row]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    quoted = [cell.quotePrefix for cell in cells[3::2]]
    assert quoted == [looks_like_one(text) for text in HARD]
    assert "<f>" not in part_of(content, "xl/worksheets/sheet1.xml")


def test_nothing_in_a_csv_file_starts_a_formula():
    content = as_csv(HEADER, ROWS).decode("utf-8-sig")
    cells = [row[1] for row in csv.reader(io.StringIO(content, newline=""))]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "＝")]


def test_the_same_rows_give_the_same_bytes(time_machine):
    first = [write(HEADER, ROWS) for write in WRITERS.values()]
    time_machine.move_to(datetime(2031, 5, 6, tzinfo=UTC))
    assert [write(HEADER, ROWS) for write in WRITERS.values()] == first


def test_what_no_workbook_can_hold_is_left_out():
    content = as_xlsx("S", HEADER, [["AS1", "a\x00b\x0bc\ud800d\uffffe\x1f\r\nf"]])
    assert table_in(content, HEADER).rows[0].cells["text"] == "ab\ncde\nf"
