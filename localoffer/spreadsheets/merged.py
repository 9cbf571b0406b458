"""Which cells of a sheet are merged. openpyxl says it only when it holds the whole sheet."""

from itertools import accumulate
from typing import NamedTuple

from openpyxl.utils import range_boundaries

from localoffer.document_reader.archive import Archive

MOST = 1_000
_KEY = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Merged(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int


def merged_cells(archive: Archive, sheet: str) -> list[Merged]:
    """Those of the sheet of that name; its place in the file is found as Excel finds it."""
    part = _part_of(archive, sheet)
    root = archive.xml(part) if part else None
    found = root.findall("{*}mergeCells/{*}mergeCell") if root is not None else []
    return [Merged(*range_boundaries(cell.get("ref", ""))) for cell in found[:MOST]]


def columns_held(row: int, merged: list[Merged], width: int) -> list[bool]:
    """For each column of a row whether a merged cell stands over it."""
    begins = [0] * (width + 1)
    for cell in merged:
        if cell.top <= row <= cell.bottom and cell.left <= width:
            begins[cell.left - 1] += 1
            begins[min(cell.right, width)] -= 1
    return [open_cells > 0 for open_cells in accumulate(begins[:width])]


def _part_of(archive: Archive, sheet: str) -> str:
    targets = [path for kind, path, _ in archive.relations("") if kind.endswith("/officeDocument")]
    main = targets[0] if targets else "xl/workbook.xml"
    book = archive.xml(main)
    sheets = book.findall("{*}sheets/{*}sheet") if book is not None else []
    keys = {each.get(_KEY) for each in sheets if each.get("name") == sheet}
    return next((path for _, path, key in archive.relations(main) if key in keys), "")
