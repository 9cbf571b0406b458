"""Text files of columns (.csv), in the sandbox."""

import csv
import io
from collections.abc import Iterator

from localoffer.documents_in.encoding import decode

from .formulas import typed
from .opened import MOST_COLUMNS, ROWS_BEFORE_HEADINGS, Cell, Sheet
from .refused import OTHER_KIND, NotATable

# Spreadsheets of other countries and settings part columns by a semicolon or a tab.
DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 40_000


def sheets_of_text(content: bytes, required: list[str]) -> Iterator[Sheet]:
    """One sheet, read with the delimiter by which its headings are found."""
    text = decode(content)
    if "\0" in text:
        raise NotATable(OTHER_KIND)
    csv.field_size_limit(LONGEST_CELL)
    wanted = {heading.casefold() for heading in required}
    for delimiter in DELIMITERS:
        if any(wanted <= names for names in _first_rows(text, delimiter)):
            yield _rows(text, delimiter)
            return
    # Let the faults be told, if there are any.
    yield _rows(text, ",")


def _first_rows(text: str, delimiter: str) -> Iterator[set[str]]:
    lines = io.StringIO(text, newline="")
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter)):
            if number > ROWS_BEFORE_HEADINGS:
                return
            yield {" ".join(cell.split()).casefold() for cell in cells}
    except csv.Error:
        return


def _rows(text: str, delimiter: str) -> Sheet:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [Cell(typed(cell.strip())) for cell in cells[:MOST_COLUMNS]]
    except csv.Error as error:
        raise NotATable(
            f"Row {number + 1}: the quotation marks around a cell do not match, or a cell is far "
            "too long. Open the file in your spreadsheet, save it again and send the new copy."
        ) from error
