"""Workbooks (.xlsx), in the sandbox. The parts are checked before openpyxl sees them."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from localoffer.document_reader.archive import Archive
from localoffer.media.inspecting.office import inspect

from .merged import Merged, columns_held, merged_cells
from .refused import OTHER_KIND, NotATable
from .sheets import MOST_COLUMNS, Cell, Sheet

# A text that looks like Excel's sign for a line end has its first stroke spelled out.
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
# Which row a merged cell speaks of is anybody's guess.
MERGED = Cell("", "a cell merged with others")


def sheets_of_workbook(content: bytes) -> Iterator[Sheet]:
    """Raises Refusal for bombs, programs, entities and what loads from elsewhere."""
    if inspect(content)["kind"] != "xlsx":
        raise NotATable(OTHER_KIND)
    workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    archive = Archive(content)
    for sheet in workbook.worksheets:
        rows = _rows(sheet, merged_cells(archive, sheet.title))
        yield Sheet(rows, sheet.title, hidden=sheet.sheet_state != "visible")


def _rows(sheet: Worksheet, merged: list[Merged]) -> Iterator[tuple[int, list[Cell]]]:
    # What the sheet says of its size may be wrong.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
        if any(cell.value is not None for cell in cells):
            held = columns_held(number, merged, len(cells))
            yield (
                number,
                [
                    MERGED if is_held else _cell(cell.data_type, cell.value)
                    for is_held, cell in zip(held, cells, strict=True)
                ],
            )


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
    text = _ESCAPED.sub("_", str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n")
