"""The table of expectations on its way out."""

from collections.abc import Iterable, Iterator
from typing import Any

from graduated_response.models import Statement
from localoffer.spreadsheets.writing import CSV, XLSX, as_csv, as_xlsx

from .column_names import (
    AREA,
    CODE,
    EASY_READ,
    FIELDS,
    HOW,
    LAW,
    LEVEL,
    MORE,
    PARAGRAPHS,
    PARENTS,
    PART,
    PHASES,
    SENTENCE,
    SEPARATOR,
    STAGES,
    STATE,
)

STAFF_COLUMNS = [CODE, *FIELDS, STATE]
# What is there for everybody is read, and holds no HTML.
COLUMNS = [name for name in STAFF_COLUMNS if name not in (MORE, STATE)]
WIDE = (SENTENCE, PARENTS, EASY_READ, HOW, MORE)
WRITERS = {
    "csv": (CSV, as_csv),
    "xlsx": (XLSX, lambda header, rows: as_xlsx("Expectations", header, rows, WIDE)),
}


def file_of(kind: str, statements: Iterable[Any], columns: list[str]) -> tuple[bytes, str]:
    """The whole file and its type, for one of WRITERS. Each statement has `phase_names` and
    `stage_names`.
    """
    content_type, write = WRITERS[kind]
    rows = ([cells[name] for name in columns] for cells in map(cells_of, statements))
    return write(columns, rows), content_type


def cells_of(statement: Any) -> dict[str, str]:
    return {
        CODE: statement.code,
        AREA: statement.area.title,
        PART: statement.sub_area.name if statement.sub_area else "",
        LEVEL: statement.level.name if statement.level else "",
        PHASES: SEPARATOR.join(statement.phase_names),
        STAGES: SEPARATOR.join(statement.stage_names),
        SENTENCE: statement.title,
        PARENTS: statement.for_parents,
        EASY_READ: statement.easy_read,
        HOW: "\n".join(statement.ways),
        MORE: statement.detail,
        LAW: statement.law,
        PARAGRAPHS: statement.code_paragraphs,
        STATE: statement.state_in_words(),
    }


def for_staff(statements: Any) -> Iterator[Statement]:
    """The rows with what `cells_of` needs, unpublished stages too: four queries."""
    rows = statements.select_related("area", "sub_area", "level")
    for statement in rows.prefetch_related("phases", "stages"):
        statement.phase_names = [phase.name for phase in statement.phases.all()]
        statement.stage_names = [short_stage(page.title) for page in statement.stages.all()]
        yield statement


def for_public(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The rows without readings whose sentence has changed since somebody checked them."""
    for statement in statements:
        for field in statement.stale_fields():
            setattr(statement, field, "")
        yield statement


def short_stage(title: str) -> str:
    """“Assess: find out what your child needs” is “Assess” in a table, as in a filter."""
    return title.partition(":")[0].strip()
