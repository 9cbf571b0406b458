"""Tables of "You said | We did", with or without a header row, a theme in front or next steps
behind.
"""

import re
from dataclasses import dataclass, field

from localoffer.document_reader.blocks import Block, Heading, Item, Table, cell_text
from localoffer.document_reader.runs import emphasised, from_place
from localoffer.document_reader.voice_labels import is_title, voice_label
from surveys.imports.closing import speaks_for_all
from surveys.imports.themes import may_name_theme, theme_name
from surveys.imports.voice_columns import (
    Columns,
    Row,
    exact_roles,
    find_columns,
    guessed_columns,
)
from surveys.imports.voices import Submission

# A short line that begins so was said by somebody; it is no heading.
_SPEAKS = re.compile(
    r"(?:I|we|you|he|she|they|it|there|please|my (?:child|son|daughter))\b", re.IGNORECASE
)


@dataclass
class Rows:
    """What a table holds. `before` and `after` are texts across it, above its header and under
    its last entry; `left` are sentences about what has no place.
    """

    columns: Columns
    before: list[Block] = field(default_factory=list)
    voices: list[Submission] = field(default_factory=list)
    promises: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def read_table(table: Table, before: list[str], named: bool) -> Rows | None:
    """The entries of a table, or None when it is another kind of table.

    Without a header it takes the columns of the table `before`; without such, what the width
    suggests, if the document is `named` "You said, we did".
    """
    table = _upright(table)
    columns = find_columns(table)
    if not columns and len(before) == len(table.rows[0]):
        columns = Columns(before)
    elif not columns and named:
        columns = guessed_columns(table)
    return _Reader(table, columns).read() if columns else None


def _upright(table: Table) -> Table:
    """A table whose first column holds the labels, turned so that its first row does."""
    first = exact_roles([row[0] for row in table.rows])
    if (
        "said" not in first
        or "did" not in first
        or any(len(row) != len(table.rows[0]) for row in table.rows)
    ):
        return table
    if "did" in exact_roles(table.rows[0]):
        return table
    return Table([list(column) for column in zip(*table.rows, strict=True)], header=True)


class _Reader:
    """`heading` is a row that stood alone and has no entry under it yet; `theme` holds until the
    next one. `themed` where the first row is such a row. `named` are the roles that a header gives:
    a status is known by its cells.
    """

    def __init__(self, table: Table, columns: Columns) -> None:
        self.header = table.rows[columns.place] if columns.place >= 0 else []
        self.above = table.rows[: max(columns.place, 0)]
        self.below = table.rows[columns.place + 1 :]
        alone = [row for row in self.below if _is_alone(row)]
        self.themed = bool(alone) and alone[0] is self.below[0]
        self.named = ["" if role == "status" else role for role in columns.roles]
        self.many_alone = len(alone) > 1
        self.rows = Rows(columns)
        self.theme: str | None = None
        self.heading: Block | None = None
        self.merged: Submission | None = None
        self.seen: set[str] = set()

    def read(self) -> Rows:
        for row in self.above:
            self._above(row)
        for row in self.below:
            if row == self.header or exact_roles(row) == self.named:
                continue
            if _is_alone(row):
                self._alone(row)
            else:
                self._add(row)
        if self.heading:
            self.rows.after.append(self.heading)
        self.rows.left += self._unknown()
        return self.rows

    def _above(self, row: Row) -> None:
        cells = [cell for cell in row if cell]
        if len(cells) == 1 and _may_head(cells[0]):
            self._head(cells[0])
            self.themed = True
        else:
            self.rows.before += [block for cell in cells for block in cell]

    def _alone(self, row: Row) -> None:
        """A row of one cell is the theme of those under it, a closing word, or something said to
        which the answer is missing. Where themes are rows, the first row is one.
        """
        if self.rows.columns.roles[0] == "theme" or self._heads(row[0]):
            self._head(row[0])
        elif speaks_for_all(row[0][-1]) and row is self.below[-1]:
            self.rows.after += row[0]
        else:
            self._add(row)

    def _heads(self, cell: list[Block]) -> bool:
        if not _may_head(cell):
            return False
        if isinstance(cell[0], Heading) or emphasised(cell[0]):
            return True
        return self.themed and (self.many_alone or not _SPEAKS.match(cell[0].text))

    def _head(self, cell: list[Block]) -> None:
        if self.heading:
            self.rows.left.append(f"“{self.theme}” stands over no entry and was left out.")
        self.theme, self.heading = theme_name(cell_text(cell)), cell[0]

    def _add(self, row: Row) -> None:
        voice = Submission(self.theme)
        for role, cell in zip(self.rows.columns.roles, row, strict=False):
            if role == "theme" and cell:
                self.theme = voice.theme = theme_name(cell_text(cell))
            elif role in ("said", "did", "evidence"):
                getattr(voice, role).extend(_without_label(cell))
            elif role == "status" and cell:
                voice.states.append(cell_text(cell))
            elif role == "next":
                self.rows.promises += _without_label(cell)
        self.heading = None
        if not voice.empty and not self._goes_on(voice):
            self.rows.voices.append(voice)

    def _goes_on(self, voice: Submission) -> bool:
        """True for one more answer to what the row above says: its cell is empty, or was merged
        over both rows.
        """
        above = self.rows.voices[-1] if self.rows.voices else None
        if not above or not voice.did or above.theme != voice.theme:
            return False
        if voice.said not in ([], above.said):
            return False
        above.did += voice.did
        if self.merged is not above:
            self.merged, self.seen = above, {*above.states, *map(repr, above.evidence)}
        above.states += filter(self._is_news, voice.states)
        above.evidence += (block for block in voice.evidence if self._is_news(repr(block)))
        return True

    def _is_news(self, words: str) -> bool:
        """True for what the entry that is written on does not have yet."""
        is_news = words not in self.seen
        self.seen.add(words)
        return is_news

    def _unknown(self) -> list[str]:
        names = [
            cell_text(cell)
            for role, cell in zip(self.rows.columns.roles, self.header, strict=False)
            if not role
        ]
        return [f"The column “{name}” was left out." for name in names if name]


def _is_alone(row: Row) -> bool:
    return bool(row[0]) and not any(row[1:])


def _may_head(cell: list[Block]) -> bool:
    """True for a text that is short enough for a theme."""
    block = cell[0]
    if len(cell) > 1 or isinstance(block, Table | Item) or is_title(block.text):
        return False
    return may_name_theme(block)


def _without_label(cell: list[Block]) -> list[Block]:
    if not cell or isinstance(cell[0], Table):
        return cell
    label = voice_label(cell[0].text)
    if not label:
        return cell
    first = from_place(cell[0], label.end)
    return [first, *cell[1:]] if first.text else cell[1:]
