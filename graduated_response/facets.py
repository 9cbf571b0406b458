"""Which expectations have which area, level, phase, stage and paragraph of the law.

It is read in one query and kept as sets of keys under the content version, so that counting costs
no query, whatever the amount of content.
"""

from dataclasses import dataclass, field

from django.db.models import F, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone

from graduated_response import law
from graduated_response.models import Area, Level, Page, Phase, Statement
from localoffer.publishing import cache_token

NOTHING = Value("")


@dataclass
class Choice:
    """One value of a filter and the keys of all statements that have it, unpublished ones too."""

    name: str
    kind: str
    text: str
    statements: set[int] = field(default_factory=set)


@dataclass
class Shelf:
    """All filters with their values by slug, in order, and the keys of the live statements."""

    choices: dict[str, dict[str, Choice]]
    live: set[int]

    def names(self, filter_name: str, statement: int) -> list[str]:
        values = self.choices[filter_name].values()
        return [choice.name for choice in values if statement in choice.statements]

    def is_for_all(self, filter_name: str, statement: int) -> bool:
        return all(statement in c.statements for c in self.choices[filter_name].values())


def shelf_of(request: HttpRequest) -> Shelf:
    """Read once for a content version, and each minute again: rows come and go by the clock."""
    token = cache_token.of(request)
    minute = timezone.now().strftime("%Y%m%d%H%M")
    return cache_token.remember(token and f"{token} {minute}", "provision", _read)


def _read() -> Shelf:
    live = Statement.objects.live()
    rows = _rows("need", Area.objects.live(), name="title", text="summary", kind=F("kind")).union(
        _rows("level", Level.objects, text="about"),
        _rows("phase", Phase.objects),
        _rows("stage", Page.objects.live().filter(kind=Page.Kind.STAGE), name="title"),
        live.order_by().values_list(
            Value("live"), NOTHING, "position", "code", "code", "law", "pk"
        ),
        all=True,
    )
    paragraphs = {
        letter: Choice(f"5({letter}) {words}", "", "") for letter, words in law.PARAGRAPH_5.items()
    }
    kinds = {"phase": {}, "level": {}, "need": {}, "stage": {}, "law": paragraphs}
    shelf = Shelf(kinds, set())
    for group, kind, _, slug, name, text, statement in sorted(rows, key=_place):
        if group == "live":
            shelf.live.add(statement)
            _add_law(shelf.choices["law"], law.letters(text), statement)
            continue
        # "Assess: find out what your child needs" is "Assess" in a filter.
        name = name.partition(":")[0] if group == "stage" else name
        choice = shelf.choices[group].setdefault(slug, Choice(name, kind, text))
        if statement is not None:
            choice.statements.add(statement)
    return shelf


def _add_law(choices: dict[str, Choice], letters: list[str], statement: int) -> None:
    for letter in letters:
        choices[letter].statements.add(statement)


def _rows(
    group: str, values: QuerySet, *, name: str = "name", text=NOTHING, kind=NOTHING
) -> QuerySet:
    """A row for each value and statement: group, kind, position, slug, name, text, statement."""
    return values.order_by().values_list(
        Value(group), kind, "position", "slug", name, text, "statements"
    )


def _place(row: tuple) -> tuple:
    _, kind, position, _, name, *_ = row
    return kind, position, name
