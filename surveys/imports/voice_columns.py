"""What the columns of a table hold, by the words above them: "You said | We did | Next steps"."""

import re
from dataclasses import dataclass

from localoffer.document_reader.blocks import Block, Table, cell_text
from localoffer.document_reader.voice_labels import voice_label
from surveys.imports.statuses import find_status

Row = list[list[Block]]

_PLAIN = re.compile(
    (
        r"(?P<theme>themes?|topics?|areas?|subjects?|categor(?:y|ies)|focus)|(?P<number>no\.?"
        r"|number|ref\.?|#|)"
    ),
    re.IGNORECASE,
)
# What staff note for themselves beside an action; families do not read it.
_ASIDE = re.compile(
    r"(?:\w{1,20}\s){0,2}(?:owners?|leads?|officers?|status|rag|rating|deadlines?|priority"
    r"|timescales?)|(?:(?:target|due|completion|review|start|end)\s)?dates?"
    r"|(?:by\s)?(?:who|whom|when)|responsible\b.*|how\smany\b.*|number\s(?:of|who)\b.*",
    re.IGNORECASE,
)
# How far a thing has come, where the cells say so in plain words; "Progress" may hold longer ones.
_STATUS = re.compile(
    r"(?:\w{1,20}\s){0,2}(?:status|rag|rating)|(?:current\s)?state"
    r"|(?:where|how\sfar)\s(?:we|it|this|things)\s(?:are|is|have\scome|has\scome)(?:\snow)?",
    re.IGNORECASE,
)
_PROGRESS = re.compile(r"(?:our\s)?progress(?:\s(?:so\sfar|to\sdate))?", re.IGNORECASE)
_SOURCE = re.compile(
    r"\b(?:source|evidence|where\s(?:we|it|this)|who\s(?:said|told|asked)|we\sasked"
    r"|how\swe\s(?:heard|know))\b",
    re.IGNORECASE,
)
# Headers in freer words, asked in this order: "Our response to your comments" is about what was
# done.
_LOOSE = {
    "next": re.compile(
        r"\b(?:next|will|plans?|planned|future|further|outstanding|ongoing|remaining)\b",
        re.IGNORECASE,
    ),
    "did": re.compile(
        (
            r"\b(?:did|done|doing|actions?|responses?|responded|answers?|answered|outcomes?"
            r"|changed|reply|delivered|we have)\b"
        ),
        re.IGNORECASE,
    ),
    "said": re.compile(
        r"\b(?:said|told|asked|heard|feedback|issues?|comments?|concerns?|suggestions?|views?)\b",
        re.IGNORECASE,
    ),
    "evidence": re.compile(r"\bsurvey\b", re.IGNORECASE),
}
# Beside a column "You said" these name what it was about; behind "We did" they go on with it.
_SUBJECT = re.compile(
    r"\b(?:issues?|concerns?|themes?|topics?|areas?|services?|schools?|teams?|strands?)\b",
    re.IGNORECASE,
)
_MORE_DONE = re.compile(
    r"\b(?:comments?|notes?|progress|updates?|impact|difference|outcomes?|results?|changed|now"
    r"|doing|so what)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\([^()]{0,200}\)")
_MOST_HEADER_WORDS = 7
_HEADER_ROWS = 3
_THEME_WORDS = 6


@dataclass(frozen=True)
class Columns:
    """`roles` names the part of each column ("" for one we do not know), `place` the row that
    says so (-1 for none), `marked` a (role, kind) for each side: see `VoiceLabel`.
    """

    roles: list[str]
    place: int = -1
    marked: frozenset[tuple[str, str]] = frozenset()


def find_columns(table: Table) -> Columns | None:
    """The columns by the first header row that names both sides, or None."""
    for place, row in enumerate(table.rows[:_HEADER_ROWS]):
        named = [_named(cell_text(cell)) for cell in row]
        roles = [role for role, _ in named]
        if "said" in roles and "did" in roles:
            marked = frozenset((role, kind) for role, kind in named if role in ("said", "did"))
            roles = _settled(row, named)
            return Columns(_with_status(roles, table.rows[place:]), place, marked)
    return None


def guessed_columns(table: Table) -> Columns | None:
    """The columns of a table without a header, by its width."""
    width = len(table.rows[0])
    first = [cell_text(cell) for cell in table.rows[0]]
    header = table.header and all(_could_head(text) for text in first)
    place = 0 if header and len(table.rows) > 1 else -1
    if width == 2:
        return Columns(["said", "did"], place)
    if width != 3:
        return None
    words = [len(cell_text(row[0]).split()) for row in table.rows if row[0]]
    short = words and sum(words) <= _THEME_WORDS * len(words)
    return Columns(["theme", "said", "did"] if short else ["said", "did", "next"], place)


def _could_head(text: str) -> bool:
    return len(text.split()) <= _MOST_HEADER_WORDS and not text.endswith((".", "!"))


def exact_roles(row: Row) -> list[str]:
    """The role of each cell of a header row; "" for a cell that is no header we know."""
    return [_exact(cell_text(cell))[0] for cell in row]


def _named(text: str) -> tuple[str, str]:
    """(role, kind) of a header; the role may be ""."""
    text = _BRACKET.sub("", text).strip()
    role, kind = _exact(text)
    if role and kind != "general":
        return role, kind
    if not _could_head(text):
        return role, kind
    if _ASIDE.fullmatch(text):
        return "", "sure"
    if _SOURCE.search(text):
        return "evidence", "sure"
    loose = (found for found, words in _LOOSE.items() if words.search(text))
    return role or next(loose, ""), "general"


def _exact(text: str) -> tuple[str, str]:
    text = text.strip(' *_:?.…“”"')
    plain = _PLAIN.fullmatch(text)
    if plain:
        return plain.lastgroup, "sure"
    label = voice_label(text)
    return (label.role, label.kind) if label and label.end >= len(text) else ("", "sure")


def _settled(row: Row, named: list[tuple[str, str]]) -> list[str]:
    """The roles, where beside a sure "You said" the word "Issue" names a theme, and behind a sure
    "We did" the word "Comments" goes on with it.
    """
    sure = {role for role, kind in named if kind != "general"}
    roles = [role for role, _ in named]
    for place, (role, kind) in enumerate(named):
        text = cell_text(row[place])
        if role == "next" or (role and kind != "general") or _ASIDE.fullmatch(text):
            continue
        before = roles[:place]
        if "said" in sure - set(before) and "theme" not in roles and _SUBJECT.search(text):
            roles[place] = "theme"
        elif {"said", "did"} <= set(before) and (
            _MORE_DONE.search(text) or (role == "said" and role in sure)
        ):
            roles[place] = "did"
    return roles


def _with_status(roles: list[str], rows: list[Row]) -> list[str]:
    """The roles, where "Status" is one if a cell below says a status: otherwise it holds what
    staff wrote for themselves. "Where we are" and "Progress" are one if all their cells say one.
    """
    settled = list(roles)
    for place, header in enumerate(rows[0]):
        name = _BRACKET.sub("", cell_text(header)).strip(" *_:?")
        cells = [cell_text(row[place]) for row in rows[1:] if len(row) > place and row[place]]
        known = [find_status(text) is not None for text in cells]
        # What families would read otherwise must not vanish for one plain cell.
        enough = any if _ASIDE.fullmatch(name) else all
        says_how_far = _STATUS.fullmatch(name) or _PROGRESS.fullmatch(name)
        if says_how_far and known and enough(known):
            settled[place] = "status"
    return settled
