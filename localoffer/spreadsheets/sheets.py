"""Sheets as both kinds of file are opened: .xlsx (`workbooks`) and .csv (`texts`)."""

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
