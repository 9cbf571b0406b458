"""What a row of content lacks before families may read it.

A field that is not `blank` is needed for publishing, and no sooner: a draft may lack it. What
depends on other fields, a model says in `lacks()`; so may a model whose rows belong to content.
What the database itself needs of a row, also of a draft's, stays needed (`needed_at_once`):

- of rows that belong to content the database does not know whether that is live, so what families
  could not do without there (the times of a date, the image beside a line) has no draft;
- an expectation has no code, and so no address, without its area.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import CharField, Field, Model, TextField
from django.utils.text import Truncator, capfirst

from .family import content_fields, in_usual_order, owned_rows

# A sentence names so many things.
NAMED = 12


class Missing(NamedTuple):
    """`field` of `row` is empty: the row of content, or one that belongs to it."""

    words: str
    row: Model
    field: str


def working_title(model: type[Model]) -> str:
    """What a draft without a title is called until somebody gives it one."""
    return f"Untitled {model._meta.verbose_name}"


def needed_fields(model: type[Model]) -> list[Field]:
    """What families need of every row of a model."""
    return [field for field in content_fields(model).values() if not field.blank]


def needed_at_once(field: Field) -> bool:
    """Whether even a draft must have a value, because the database has no way to be without."""
    if field.name in getattr(field.model, "always_needed", ()):
        return True
    is_text = isinstance(field, CharField | TextField)
    return not (field.null or is_text or field.has_default())


def missing_in(row: Model) -> list[Missing]:
    """What it lacks, itself as the object has it, and what belongs to it as the database has it."""
    found = [Missing(words, row, field) for field, words in _lacks(row).items()]
    if row.pk is None:
        return found
    for rows in owned_rows(row).values():
        for place, each in enumerate(in_usual_order(rows.values()), 1):
            of = f"{capfirst(each._meta.verbose_name)} {place}"
            found += [
                Missing(f"{of}: {words}", each, field) for field, words in _lacks(each).items()
            ]
    return found


def lacks_itself(row: Model) -> bool:
    """Whether the row's own columns forbid it to be live."""
    return bool(_lacks(row))


def in_a_sentence(row: Model, missing: Iterable[Missing]) -> str:
    words = [each.words for each in missing]
    more = f"; and {len(words) - NAMED} more" if len(words) > NAMED else ""
    name = Truncator(str(row)).chars(60) or "It"
    return f"“{name}” still needs: {'; '.join(words[:NAMED])}{more}." if words else ""


def _lacks(row: Model) -> dict[str, str]:
    """{field: what it is called} of what is empty."""
    found = {
        field.name: str(field.verbose_name)
        for field in needed_fields(type(row))
        if _is_empty(getattr(row, field.attname))
    }
    if "title" not in found and getattr(row, "title", None) == working_title(type(row)):
        found = {"title": "a title", **found}
    return found | getattr(row, "lacks", dict)()


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
