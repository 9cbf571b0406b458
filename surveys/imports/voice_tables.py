"""Tables of "You said | We did", with or without a header row, a theme in front or next steps
behind.
"""

import re
from dataclasses import dataclass, field

from localoffer.documents_in.blocks import Block, Table, cell_text
from localoffer.documents_in.runs import from_place
from localoffer.documents_in.voice_labels import voice_label
from surveys.imports.voices import Voice

_PLAIN = re.compile(
    (
        r"(?P<theme>themes?|topics?|areas?|subjects?|categor(?:y|ies)|focus)|(?P<number>no\.?"
        r"|number|ref\.?|#|)"
    ),
    re.IGNORECASE,
)
# Headers in freer words, asked in this order: "Our response to your comments" is about what was
# done.
_LOOSE = {
    "next": re.compile(r"\b(?:next|will|plans?|planned|future)\b", re.IGNORECASE),
    "did": re.compile(
        (
            r"\b(?:did|done|doing|actions?|responses?|responded|answers?|answered|outcomes?"
            r"|changed|reply)\b"
        ),
        re.IGNORECASE,
    ),
    "said": re.compile(
        r"\b(?:said|told|asked|heard|feedback|issues?|comments?|concerns?|suggestions?|views?)\b",
        re.IGNORECASE,
    ),
    "evidence": re.compile(r"\b(?:evidence|source|survey)\b", re.IGNORECASE),
}
_MOST_HEADER_WORDS = 7
_THEME_WORDS = 6
_HEADER_ROWS = 3


@dataclass
class Rows:
    """What a table holds. `columns` names the role of each column; `left` are sentences about
    what has no place.
    """

    columns: list[str]
    voices: list[Voice] = field(default_factory=list)
    promises: list[Block] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def read_table(table: Table, before: list[str], named: bool) -> Rows | None:
    """The entries of a table, or None when it is another kind of table.

    Without a header it takes the columns of the table `before`; without such, what the width
    suggests, if the document is `named` "You said, we did".
    """
    table = _upright(table)
    place, columns = _header(table)
    if not columns:
        place = -1
        columns = before if len(before) == len(table.rows[0]) else _guessed(table) if named else []
    if not columns:
        return None
    rows = Rows(columns)
    theme = None
    for row in table.rows[place + 1 :]:
        if _roles(row) == columns:
            continue
        if len([cell for cell in row if cell]) == 1 and row[0]:
            theme = cell_text(row[0])
            continue
        _add(rows, row, theme)
    rows.left += _unknown(table, columns, place)
    return rows


def _header(table: Table) -> tuple[int, list[str]]:
    for place, row in enumerate(table.rows[:_HEADER_ROWS]):
        columns = [_role(cell_text(cell)) or _loose_role(cell_text(cell)) for cell in row]
        if "said" in columns and "did" in columns:
            return place, columns
    return -1, []


def _roles(row: list[list[Block]]) -> list[str]:
    """The role of each cell of a header row; "" for a cell that is no header we know."""
    return [_role(cell_text(cell)) for cell in row]


def _role(text: str) -> str:
    text = text.strip(' *_:?.…“”"')
    plain = _PLAIN.fullmatch(text)
    if plain:
        return plain.lastgroup
    label = voice_label(text)
    return label.role if label and label.end >= len(text) else ""


def _loose_role(text: str) -> str:
    if len(text.split()) > _MOST_HEADER_WORDS or text.rstrip().endswith((".", "!")):
        return ""
    return next((role for role, words in _LOOSE.items() if words.search(text)), "")


def _upright(table: Table) -> Table:
    """A table whose first column holds the labels, turned so that its first row does."""
    first = [_role(cell_text(row[0])) for row in table.rows]
    if (
        "said" not in first
        or "did" not in first
        or any(len(row) != len(table.rows[0]) for row in table.rows)
    ):
        return table
    if "did" in _roles(table.rows[0]):
        return table
    return Table([list(column) for column in zip(*table.rows, strict=True)], header=True)


def _guessed(table: Table) -> list[str]:
    width = len(table.rows[0])
    if width == 2:
        return ["said", "did"]
    if width != 3:
        return []
    words = [len(cell_text(row[0]).split()) for row in table.rows if row[0]]
    short = words and sum(words) <= _THEME_WORDS * len(words)
    return ["theme", "said", "did"] if short else ["said", "did", "next"]


def _add(rows: Rows, row: list[list[Block]], theme: str | None) -> None:
    voice = Voice(theme)
    for role, cell in zip(rows.columns, row, strict=False):
        if role == "theme":
            voice.theme = cell_text(cell) or theme
        elif role in ("said", "did", "evidence"):
            getattr(voice, role).extend(_without_label(cell))
        elif role == "next":
            rows.promises += _without_label(cell)
    if not voice.empty:
        rows.voices.append(voice)


def _without_label(cell: list[Block]) -> list[Block]:
    if not cell or isinstance(cell[0], Table):
        return cell
    label = voice_label(cell[0].text)
    if not label:
        return cell
    first = from_place(cell[0], label.end)
    return [first, *cell[1:]] if first.text else cell[1:]


def _unknown(table: Table, columns: list[str], header: int) -> list[str]:
    if header < 0:
        return []
    names = [
        cell_text(cell) for role, cell in zip(columns, table.rows[header], strict=True) if not role
    ]
    return [f"The column “{name}” was left out." for name in names if name]
