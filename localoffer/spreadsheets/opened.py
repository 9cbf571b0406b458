"""In the sandbox: bytes to rows of text. `reading.read_table` is the way in."""

from collections.abc import Iterator, Sequence

from .refused import EMPTY, OTHER_KIND, TOO_LARGE, NotATable
from .sheets import MOST_COLUMNS, ROWS_BEFORE_HEADINGS, Cell, Row, Sheet, Table
from .texts import sheets_of_text
from .workbooks import sheets_of_workbook

MOST_ROWS = 3_000
MOST_CHARACTERS = 4_000_000
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"%PDF", b"{\\rtf", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


def table_in(content: bytes, required: list[str], others: Sequence[str] = ()) -> Table:
    """The table, in any order of columns. Raises NotATable.

    Its headings are the first row that has all that are `required`; columns that are in neither
    list are left out, and so are rows without any text. Dates are read as "1 March 2027".
    """
    wanted = [*required, *others]
    sheets = list(_sheets(content, required))
    for sheet in sheets:
        if not sheet.hidden and (found := _table(sheet, required, wanted)):
            return found._replace(notes=tuple(_unread(sheets, sheet)))
    names = " and ".join(f"“{heading}”" for heading in required)
    raise NotATable(f"No row of the file has the headings {names}, so we can’t tell what is what.")


def _sheets(content: bytes, required: list[str]) -> Iterator[Sheet]:
    if not content.strip():
        raise NotATable(EMPTY)
    if content.startswith(_OLD_EXCEL):
        raise NotATable(
            "The file is an old Excel file (.xls) or is locked with a password. Save it as .xlsx "
            "without a password and send that."
        )
    if content.startswith(_OTHERS):
        raise NotATable(OTHER_KIND)
    if content.startswith(b"PK"):
        return sheets_of_workbook(content)
    return sheets_of_text(content, required)


def _unread(sheets: list[Sheet], read: Sheet) -> Iterator[str]:
    for sheet in sheets:
        if sheet is not read:
            why = "is hidden and" if sheet.hidden else "stands beside the table and"
            yield f"The sheet “{sheet.name[:40]}” {why} was not read."


def _table(sheet: Sheet, required: list[str], wanted: list[str]) -> Table | None:
    """That of a sheet that has the headings; None for one that has not."""
    above: list[str] = []
    unknown: list[str] = []
    places: dict[str, int] = {}
    rows, characters = [], 0
    for number, cells in sheet.rows:
        if any(cell.text for cell in cells[MOST_COLUMNS:]):
            raise NotATable(f"Row {number}: there are more than {MOST_COLUMNS} columns.")
        if not places:
            if number > ROWS_BEFORE_HEADINGS:
                return None
            places = _places(number, cells, required, wanted)
            others = [cell.text for at, cell in enumerate(cells) if at not in places.values()]
            (unknown if places else above).extend(filter(None, others))
            continue
        if number > MOST_ROWS:
            raise NotATable(f"Row {number}: we can read {MOST_ROWS} rows, and the file has more.")
        found = _row(number, cells, places)
        characters += sum(map(len, found.cells.values()))
        if characters > MOST_CHARACTERS:
            raise NotATable(f"Row {number}: {TOO_LARGE}")
        if any(found.cells.values()) or found.faults:
            rows.append(found)
    return Table(above, list(places), rows, tuple(unknown)) if places else None


def _places(
    number: int, cells: list[Cell], required: list[str], wanted: list[str]
) -> dict[str, int]:
    """The column of each heading; empty where this is not the row of headings."""
    names = [" ".join(cell.text.split()).casefold() for cell in cells]
    if not all(heading.casefold() in names for heading in required):
        return {}
    for heading in wanted:
        if names.count(heading.casefold()) > 1:
            raise NotATable(
                f"Row {number}: two columns have the heading “{heading}”. Take one away."
            )
    return {each: names.index(each.casefold()) for each in wanted if each.casefold() in names}


def _row(number: int, cells: list[Cell], places: dict[str, int]) -> Row:
    there = {name: cells[at] if at < len(cells) else Cell("") for name, at in places.items()}
    texts = {name: cell.text for name, cell in there.items()}
    return Row(number, texts, {name: cell.fault for name, cell in there.items() if cell.fault})
