"""Opening a table that somebody sent: the only way in."""

from typing import Any, NamedTuple

from localoffer.sandbox.outcomes import Broken, Refusal, TooHard
from localoffer.sandbox.running import run_limited

from .refused import DAMAGED, TOO_HARD, NotATable

SECONDS = 8


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


def read_table(content: bytes, needed: list[str], others: list[str] = ()) -> Table:
    """The table of an .xlsx or .csv file, whatever its name, in any order of columns.

    Its headings are the first row that has all that are `needed`; columns that are in neither
    list are left out, and so are rows without any text. Dates are read as "1 March 2027".
    Raises NotATable, whose text is the sentence to show.
    """
    try:
        answer = run_limited(
            "localoffer.spreadsheets.opened:read",
            content,
            "\n".join(needed),
            "\n".join(others),
            seconds=SECONDS,
        )
    except Refusal as reason:
        raise NotATable(str(reason)) from reason
    except TooHard as error:
        raise NotATable(TOO_HARD) from error
    except Broken as error:
        raise NotATable(DAMAGED) from error
    return _table(answer)


def _table(answer: dict[str, Any]) -> Table:
    rows = [Row(*row) for row in answer["rows"]]
    unknown, notes = tuple(answer["unknown"]), tuple(answer["notes"])
    return Table(answer["above"], answer["headings"], rows, unknown, notes)
