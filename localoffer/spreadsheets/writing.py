"""Writing tables: .csv and .xlsx in which no cell is a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from localoffer.plain_text.characters import without_foreign

from .formulas import looks_like_one, safe

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# By this mark at the start spreadsheets know that the file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
NARROW, WIDE = 14, 48
_WRAPPED, _BOLD = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
# Excel takes “_x000D_” in a text for a line end, unless its first stroke is spelled out.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Cells = Sequence[str]


def put_text(cell: Cell, text: str) -> None:
    """Write text into a cell of a workbook as text, whatever it starts with."""
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", without_foreign(text))
    cell.data_type = "s"
    # So it stays text when somebody edits the cell.
    cell.quotePrefix = looks_like_one(text)


def as_csv(header: Cells, rows: Iterable[Cells]) -> bytes:
    """A .csv file that Excel opens as it should."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([safe(without_foreign(cell)) for cell in row] for row in rows)
    return out.getvalue().encode()


def as_xlsx(title: str, header: Cells, rows: Iterable[Cells], wide: Iterable[str] = ()) -> bytes:
    """A workbook of one sheet in which every cell is text. Columns whose heading is in `wide` have
    room for sentences. The same rows always give the same bytes.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    wide = frozenset(wide)
    for place, heading in enumerate(header, 1):
        width = WIDE if heading in wide else NARROW
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, heading, bold=True) for heading in header])
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    out = io.BytesIO()
    book.save(out)
    return _without_times(out.getvalue())


def _cell(sheet, text: str, bold: bool = False) -> Cell:
    """Its format says "text" to Excel, so that 5.10 stays 5.10 when somebody types there."""
    cell = WriteOnlyCell(sheet)
    put_text(cell, text)
    cell.number_format, cell.alignment = "@", _WRAPPED
    if bold:
        cell.font = _BOLD
    return cell


def _without_times(content: bytes) -> bytes:
    """The same workbook without the moment it was written at, in its properties and in the zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MADE.sub(rb"\g<1>2000-01-01T00:00:00Z", part)
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return out.getvalue()
