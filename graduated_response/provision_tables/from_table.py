"""A .csv or .xlsx file becomes what it asks for."""

from collections import Counter

from localoffer.document_reader.findings import Finding, shortened
from localoffer.spreadsheets.opened import table_in
from localoffer.spreadsheets.sheets import Row, Table

from .column_names import CODE, FIELDS, STATE
from .rows import Asked, AskedRow, Fault
from .texts import as_lines, in_one_line

OTHERS = [*FIELDS, STATE]
NOTHING_ELSE = (
    "Beside “code” the file has no column that we know. Columns are called: {}. Download the "
    "table of expectations to see them."
)
# With such a state a row is changed, but never published by an import.
KEPT_STATES = ("draft", "archived")


def asked_in_table(content: bytes) -> Asked:
    """The work in the sandbox. Raises NotATable, with the row where there is one."""
    table = table_in(content, [CODE], OTHERS)
    headings = [heading for heading in table.headings if heading in FIELDS]
    if not headings:
        return Asked(refused=NOTHING_ELSE.format(", ".join(FIELDS)))
    asked = Asked(title="Table of expectations", warnings=_warnings(table))
    often = Counter(_code(row) for row in table.rows)
    for row in table.rows:
        asked.faults += _faults(row, often)
        asked.rows.append(_asked(row, headings))
    if not asked.rows:
        asked.refused = "There are no rows below the headings."
    return asked


def _code(row: Row) -> str:
    """“as 1” is AS1."""
    return "".join(row.cells[CODE].split()).upper()


def _faults(row: Row, often: Counter) -> list[Fault]:
    code, place = _code(row), f"Row {row.number}"
    found = [
        Fault(place, code, f"The cell “{heading}” holds {what}. Type what it should say.")
        for heading, what in row.faults.items()
        if heading != STATE
    ]
    if code and often[code] > 1:
        found.append(Fault(place, code[:20], "The file has this code more than once."))
    return found


def _asked(row: Row, headings: list[str]) -> AskedRow:
    cells = {heading: as_lines(row.cells[heading]) for heading in headings}
    state = in_one_line(row.cells.get(STATE, "")).casefold()
    return AskedRow(f"Row {row.number}", _code(row), cells, keeps_state=state in KEPT_STATES)


def _warnings(table: Table) -> list[Finding]:
    notes = [Finding("skipped", note) for note in table.notes]
    if table.unknown:
        names = ", ".join(f"“{shortened(name, 30)}”" for name in table.unknown[:20])
        notes.append(Finding("skipped", f"Columns that we do not know: {names}."))
    return notes
