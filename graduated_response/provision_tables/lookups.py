"""What is stored: areas, levels, phases and stages by name, expectations with their drafts."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType

from graduated_response.law import tidy_paragraphs
from graduated_response.models import Level, Phase, Statement, SubArea
from localoffer.people.models import sees
from localoffer.publishing.models import State, Version, VersionState
from localoffer.publishing.models.version_states import OPEN
from localoffer.richtext.html import clean

from .column_names import AREA, LEVEL, PHASES, SEPARATOR, STAGES
from .columns import short_stage
from .remit import areas_for, stages_for
from .rows import Asked
from .texts import as_lines, in_one_line, known_by, lines_of

# Values of fields as they are compared: texts, keys of rows, and sets of keys.
Value = str | int | None | frozenset[int]
MANY = ("phases", "stages")
ROWS = ("area", "sub_area", "level")
TEXTS = {
    "title": in_one_line,
    "for_parents": as_lines,
    "easy_read": as_lines,
    "how": lambda text: "\n".join(lines_of(text)),
    # HTML; words without a tag become paragraphs.
    "detail": lambda text: clean(as_lines(text)),
    "law": in_one_line,
    "code_paragraphs": lambda text: tidy_paragraphs(in_one_line(text)),
}


class Wrong(Exception):
    """Why a cell cannot be: one sentence for the person who sent the file."""


class Names:
    """Rows of one kind by what people call them."""

    def __init__(self, what: str, rows: dict[int, list[str]]) -> None:
        """`rows`: the names of each row by its key; the first is the one to show."""
        self.what, self.rows = what, rows
        self.keys: dict[str, set[int]] = {}
        for key, names in rows.items():
            for name in names:
                self.keys.setdefault(known_by(name), set()).add(key)

    def find(self, text: str) -> int:
        """Raises Wrong, with the names that are known."""
        found = self.keys.get(known_by(text), set())
        if len(found) != 1:
            how = "names more than one" if found else "is not known"
            known = ", ".join(names[0] for names in self.rows.values()) or "none yet"
            raise Wrong(f"The {self.what} “{text[:60]}” {how}. Known: {known}.")
        return next(iter(found))

    def show(self, key: int | None) -> str:
        return self.rows[key][0] if key in self.rows else ""


class Known:
    """To store what is asked, read it in the transaction that stores, with `lock_for`: then no
    other one changes the expectations that the file may change. For a `user` there is nothing
    but what they may see, so that no sentence about a file can name anything else; None sees all.
    """

    def __init__(self, user: Any, lock_for: Asked | None = None) -> None:
        if lock_for:
            _lock(lock_for)
        # An area without letters gives out no codes yet.
        self.areas = {area.pk: area for area in areas_for(user) if area.code}
        self.parts = {part.pk: part for part in SubArea.objects.all()}
        self.names = {
            AREA: Names("area", {a.pk: [a.title, a.code, a.slug] for a in self.areas.values()}),
            LEVEL: _names("level", Level.objects.all()),
            PHASES: _names("phase", Phase.objects.all()),
            STAGES: Names(
                "stage", {p.pk: [short_stage(p.title), p.title] for p in stages_for(user)}
            ),
        }
        rows = Statement.objects.order_by("pk").prefetch_related("phases", "stages")
        self.statements = {row.code: row for row in rows if user is None or sees(user, row)}
        self.hidden = frozenset(row.code for row in rows) - self.statements.keys()
        self.drafts = _drafts()

    def part_names(self, area: int) -> Names:
        mine = [part for part in self.parts.values() if part.area_id == area]
        what = f"part of “{self.areas[area].title}”" if area in self.areas else "part"
        return Names(what, {part.pk: [part.name, part.slug] for part in mine})

    def many(self, heading: str, text: str) -> frozenset[int]:
        names = [name.strip() for name in text.replace("\n", SEPARATOR).split(SEPARATOR.strip())]
        return frozenset(self.names[heading].find(name) for name in names if name)

    def draft_of(self, statement: Statement) -> Version | None:
        """Its open draft, where one lies over what families read."""
        return self.drafts.get(statement.pk) if statement.state != State.DRAFT else None

    def show(self, field: str, value: Value) -> str:
        """A value in words, for people who compare."""
        if field == "sub_area":
            return self.parts[value].name if value in self.parts else ""
        if field in MANY:
            names = self.names[PHASES if field == "phases" else STAGES]
            return ", ".join(names.rows[key][0] for key in names.rows if key in value)
        if field in ROWS:
            return self.names[AREA if field == "area" else LEVEL].show(value)
        return str(value)


def _lock(asked: Asked) -> None:
    """Those with a code in the file; all of them where a row is to be found by its sentence."""
    rows = Statement.objects.order_by("pk").select_for_update().only("pk")
    codes = {row.code for row in asked.rows}
    list(rows if "" in codes else rows.filter(code__in=codes))


def _names(what: str, rows: Iterable[Level | Phase]) -> Names:
    return Names(what, {row.pk: [row.name, row.slug] for row in rows})


def _drafts() -> dict[int, Version]:
    """The latest draft of each expectation that has one; its snapshot is read when asked for."""
    kind = ContentType.objects.get_for_model(Statement)
    versions = Version.objects.filter(
        content_type=kind, state__in=[*OPEN, VersionState.PUBLISHED]
    ).order_by("number")
    newest = {version.object_id: version for version in versions.defer("snapshot")}
    return {pk: version for pk, version in newest.items() if version.is_open()}


def values_of(statement: Statement) -> dict[str, Value]:
    """What the table says of an expectation, as it is stored."""
    values: dict[str, Value] = {name: getattr(statement, f"{name}_id") for name in ROWS}
    for name in MANY:
        values[name] = frozenset(row.pk for row in getattr(statement, name).all())
    return values | {name: compared(name, getattr(statement, name)) for name in TEXTS}


def values_in(snapshot: dict) -> dict[str, Value]:
    """The same for a draft; what it is too old to know is left out."""
    fields, many = snapshot["fields"], snapshot["many"]
    values = {name: fields[name] for name in ROWS if name in fields}
    values |= {name: frozenset(many[name]) for name in MANY if name in many}
    return values | {name: compared(name, fields[name]) for name in TEXTS if name in fields}


def compared(field: str, text: str) -> str:
    """A text as it is compared, and stored by an import."""
    return TEXTS[field](text)
