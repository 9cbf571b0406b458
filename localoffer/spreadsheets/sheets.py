"""Sheets as both kinds of file are opened, .xlsx (`workbooks`) and .csv (`texts`), and the table
that is found in them.
"""

from collections.abc import Iterable
from typing import NamedTuple

MOST_COLUMNS = 60
# Headings stand near the top.
ROWS_BEFORE_HEADINGS = 60


class Cell(NamedTuple):
    """Either text, or a fault: what stands there in its place."""

    text: str
    fault: str = ""


class Sheet(NamedTuple):
    """Rows of (number, cells); rows may be left out, and cells at the end of a row."""

    rows: Iterable[tuple[int, list[Cell]]]
    name: str = ""
    hidden: bool = False


class Row(NamedTuple):
    """`number` is the row's in the spreadsheet; `cells` the texts by heading, all headings asked
    for; `faults` says by heading what stands where no text is ("a formula").
    """

    number: int
    cells: dict[str, str]
    faults: dict[str, str]


class Table(NamedTuple):
    """`above`: the texts of the cells above the headings; `headings`: those that it has;
    `unknown`: those that nobody asked for; `notes`: sentences about sheets that were not read.
    """

    above: list[str]
    headings: list[str]
    rows: list[Row]
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
