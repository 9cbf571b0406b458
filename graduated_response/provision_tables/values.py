"""Cells of one row become values of an expectation; what cannot be is told cell by cell."""

from collections.abc import Callable, Iterator
from copy import copy
from functools import partial

from django.core.exceptions import ValidationError

from graduated_response.models import Statement

from .column_names import AREA, FIELDS, HEADINGS, LEVEL, PART, PHASES, SENTENCE, STAGES
from .lookups import TEXTS, Known, Value, Wrong, compared
from .rows import AskedRow
from .texts import known_by

# Far more than anybody reads; a cell of Excel holds three times as much.
LONGEST_TEXT = 10_000
NO_AREA = "Say which area it belongs to. Known: {}."
NO_LEVEL = "Say its level. Known: {}."
NO_SENTENCE = "The sentence is empty."
NO_LETTERS = "No area has the letters “{}”. Known: {}."


def values_in_row(
    row: AskedRow, statement: Statement | None, known: Known
) -> tuple[dict[str, Value], list[str]]:
    """What the row says, by field, and sentences about cells that cannot be."""
    values: dict[str, Value] = {}
    wrong: list[str] = []
    for field, read in _readers(row, statement, known, values):
        try:
            values[field] = read()
        except Wrong as why:
            wrong.append(str(why))
    if not values.get("title", statement):
        wrong.append(NO_SENTENCE)
    return values, wrong


def _readers(
    row: AskedRow, statement: Statement | None, known: Known, values: dict[str, Value]
) -> Iterator[tuple[str, Callable[[], Value]]]:
    """Each field that the row speaks of, and how to read it. An empty cell of area or level
    leaves those as they are; `values` has the area once it is read.
    """
    is_new = statement is None
    if is_new or row.cells.get(AREA):
        yield "area", lambda: _area(row, known)
    area = values.get("area", None if is_new else statement.area_id)
    if area and (is_new or PART in row.cells):
        yield "sub_area", lambda: _part(row, area, known)
    if is_new or row.cells.get(LEVEL):
        yield "level", lambda: _level(row, known)
    for heading in (PHASES, STAGES):
        if heading in row.cells:
            yield FIELDS[heading], partial(known.many, heading, row.cells[heading])
    for field in TEXTS:
        if HEADINGS[field] in row.cells:
            yield field, partial(compared, field, row.cells[HEADINGS[field]])


def _area(row: AskedRow, known: Known) -> int:
    """As the row says; else by the letters of its code, or by the headings above it."""
    names = known.names[AREA]
    if text := row.cells.get(AREA):
        return names.find(text)
    if letters := row.code.rstrip("0123456789"):
        for area in known.areas.values():
            if area.code == letters:
                return area.pk
        codes = ", ".join(sorted(area.code for area in known.areas.values()))
        raise Wrong(NO_LETTERS.format(letters[:10], codes or "none yet"))
    for heading in row.headings:
        if found := named_in(heading, {area.pk: area.title for area in known.areas.values()}):
            return found
    if text := row.otherwise.get(AREA):
        return names.find(text)
    raise Wrong(NO_AREA.format(", ".join(names[0] for names in names.rows.values()) or "none yet"))


def _part(row: AskedRow, area: int, known: Known) -> int | None:
    if text := row.cells.get(PART):
        return known.part_names(area).find(text)
    parts = {part.pk: part.name for part in known.parts.values() if part.area_id == area}
    for heading in row.headings:
        if found := named_in(heading, parts):
            return found
    return None


def _level(row: AskedRow, known: Known) -> int:
    names = known.names[LEVEL]
    if text := row.cells.get(LEVEL) or row.otherwise.get(LEVEL):
        return names.find(text)
    raise Wrong(NO_LEVEL.format(", ".join(names[0] for names in names.rows.values()) or "none yet"))


def named_in(heading: str, names: dict[int, str]) -> int | None:
    """The row whose name stands in a heading (“2. Cognition and learning”); of several the one
    with the longest name.
    """
    words = f" {known_by(heading)} "
    found = [pk for pk, name in names.items() if f" {known_by(name)} " in words]
    return max(found, key=lambda pk: len(names[pk]), default=None)


def faults_of(
    code: str, statement: Statement | None, values: dict[str, Value], known: Known
) -> list[str]:
    """What the model and the length of a cell forbid, among values that are new."""
    found = [
        f"{HEADINGS[field].capitalize()}: the text has {len(text):,} letters, and "
        f"{LONGEST_TEXT:,} are the most."
        for field, text in values.items()
        if field in TEXTS and len(text) > LONGEST_TEXT
    ]
    row = _candidate(code, statement, values, known)
    checked = {*values} & {*TEXTS} | (set() if statement else {"code"})
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - checked)
    except ValidationError as error:
        found += _sentences(error)
    try:
        row.clean()
    except ValidationError as error:
        found += _sentences(error)
    return found


def _candidate(
    code: str, statement: Statement | None, values: dict[str, Value], known: Known
) -> Statement:
    """The expectation as it would be, never saved."""
    row = copy(statement) if statement else Statement(code=code)
    for field in values.keys() & TEXTS.keys():
        setattr(row, field, values[field])
    row.area = known.areas.get(values.get("area", row.area_id))
    row.sub_area = known.parts.get(values.get("sub_area", row.sub_area_id))
    return row


def _sentences(error: ValidationError) -> list[str]:
    names = HEADINGS | {"code": "code"}
    return [
        f"{names.get(field, field).capitalize()}: {sentence}"
        for field, sentences in error.message_dict.items()
        for sentence in sentences
    ]


def sentence_of(row: AskedRow) -> str:
    return compared("title", row.cells.get(SENTENCE, ""))
