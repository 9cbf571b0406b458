"""Writing workbooks (.xlsx)."""

from openpyxl.cell import Cell

from .formulas import looks_like_one


def put_text(cell: Cell, text: str) -> None:
    """Write text into a cell of a workbook as text, whatever it starts with."""
    cell.value = text
    cell.data_type = "s"
    # So it stays text when somebody edits the cell.
    cell.quotePrefix = looks_like_one(text)
