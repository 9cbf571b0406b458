"""Text files of columns (.csv), in the sandbox."""

import csv
import io
from collections.abc import Iterator

from localoffer.document_reader.encoding import decode

from .formulas import typed
from .refused import OTHER_KIND, NotATable
from .sheets import MOST_COLUMNS, ROWS_BEFORE_HEADINGS, Cell, Sheet

# Spreadsheets of other countries and settings part columns by a semicolon or a tab.
DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 40_000


def sheets_of_text(content: bytes, required: list[str]) -> Iterator[Sheet]:
    """One sheet, read with the delimiter by which its headings are found."""
    text = decode(content)
    if "\0" in text:
        number = text.partition("\0")[0].count("\n") + 1
        raise NotATable(f"Row {number}: there is a sign that belongs in no text. {OTHER_KIND}")
    csv.field_size_limit(LONGEST_CELL)
    wanted = {heading.casefold() for heading in required}
    for delimiter in DELIMITERS:
        if any(wanted <= names for names in _first_rows(text, delimiter)):
            yield Sheet(_rows(text, delimiter))
            return
    # Let the faults be told, if there are any.
    yield Sheet(_rows(text, ","))


def _first_rows(text: str, delimiter: str) -> Iterator[set[str]]:
    lines = io.StringIO(text, newline="")
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter)):
            if number > ROWS_BEFORE_HEADINGS:
                return
            yield {" ".join(cell.split()).casefold() for cell in cells}
    except csv.Error:
        return


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [_cell(cell) for cell in cells[: MOST_COLUMNS + 1]]
    except csv.Error as error:
        raise NotATable(
            f"Row {number + 1}: the quotation marks around a cell do not match, or a cell is far "
            "too long. Open the file in your spreadsheet, save it again and send the new copy."
        ) from error


def _cell(text: str) -> Cell:
    """Bytes that mean nothing in the file's encoding have become U+FFFD."""
    return (
        Cell("", "a letter that cannot be read") if "\ufffd" in text else Cell(typed(text.strip()))
    )
