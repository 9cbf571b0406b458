"""Workbooks (.xlsx), in the sandbox. The parts are checked before openpyxl sees them."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from localoffer.media.inspecting.office import inspect

from .opened import MOST_COLUMNS, MOST_ROWS, Cell, Sheet
from .refused import OTHER_KIND, NotATable


def sheets_of_workbook(content: bytes) -> Iterator[Sheet]:
    """Raises Refusal for bombs, programs, entities and what loads from elsewhere."""
    if inspect(content)["kind"] != "xlsx":
        raise NotATable(OTHER_KIND)
    workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    for sheet in workbook.worksheets:
        yield _rows(sheet)


def _rows(sheet: Worksheet) -> Sheet:
    # What the sheet says of its size may be wrong.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    for number, cells in enumerate(rows, 1):
        if any(cell.value is not None for cell in cells):
            yield number, [_cell(cell.data_type, cell.value) for cell in cells]


def _cell(kind: str, value: Any) -> Cell:
    if kind == "f":
        return Cell("", "a formula")
    if kind == "e":
        return Cell("", "an error of the spreadsheet")
    return Cell(_words(value).strip())


def _words(value: Any) -> str:
    """Numbers and dates as people write them: 3, TRUE, 1 March 2027."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%-d %B %Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
