"""The texts of content that families read, found from the models themselves."""

from collections.abc import Iterator

from django.db.models import (
    CharField,
    EmailField,
    Field,
    Model,
    Q,
    QuerySet,
    SlugField,
    TextField,
    URLField,
)
from django.utils.text import capfirst

from localoffer.publishing.family import all_rows, content_fields, owned_models
from localoffer.publishing.models import Published
from localoffer.richtext.fields import RichTextField
from localoffer.richtext.html import clean

from .checks import Text

# Shorter fields hold codes, telephone numbers and the like.
SHORTEST_PROSE = 70


def texts_of(row: Published) -> list[Text]:
    """What the row itself says, as the object has it, and what all it owns says in the database."""
    stored = all_rows(type(row)).filter(pk=row.pk)
    texts = list(texts_in(row))
    for owned in families(stored).get(row.pk, [])[1:]:
        texts += texts_in(owned[0], owned[1])
    return texts


def families(rows: QuerySet) -> dict[int, list[tuple[Model, int]]]:
    """For each row of content: the row itself, and the rows it owns with the place of each among
    those of its kind. A query for each model."""
    model = rows.model
    found = {row.pk: [(row, 0)] for row in rows}
    owners = {model: {pk: pk for pk in found}}
    queries = {model: rows.order_by()}
    for owned, links in owned_models(model).items():
        mine = Q()
        for link in links:
            mine |= Q((f"{link.name}__in", queries[link.related_model].values("pk")))
        queries[owned] = all_rows(owned).filter(mine).order_by()
        owners[owned] = {}
        places: dict[int, int] = {}
        for row in all_rows(owned).filter(mine):
            root = next(
                owners[link.related_model][key]
                for link in links
                if (key := getattr(row, link.attname)) in owners[link.related_model]
            )
            owners[owned][row.pk] = root
            places[root] = places.get(root, 0) + 1
            found[root].append((row, places[root]))
    return found


def texts_in(row: Model, place: int = 0) -> Iterator[Text]:
    """The texts in the fields of one row; an owned one is named by its kind and its place."""
    name = f"{capfirst(row._meta.verbose_name)} {place}: " if place else ""
    key = (row._meta.label_lower, row.pk) if place else None
    for field in text_fields(type(row)):
        if value := getattr(row, field.attname):
            label = f"{name}{field.verbose_name}" if place else capfirst(field.verbose_name)
            yield Text(label, field.name, *_read(field, str(value)), key)


def text_fields(model: type[Model]) -> list[Field]:
    """Prose, rich text and addresses; no choices, codes, e-mail addresses or private fields."""
    return [
        field
        for field in content_fields(model).values()
        if isinstance(field, CharField | TextField)
        and not isinstance(field, SlugField | EmailField)
        and not field.choices
        and not (issubclass(model, Published) and field.name in model.unread)
        and (field.max_length is None or field.max_length >= SHORTEST_PROSE)
    ]


def _read(field: Field, value: str) -> tuple[str, str]:
    """(value, kind) of a field. A line of text that is an address counts as one."""
    if isinstance(field, RichTextField):
        return clean(value), "html"
    is_address = isinstance(field, URLField) or value.startswith(("/", "https://", "http://"))
    return (value, "address") if is_address and " " not in value.strip() else (value, "plain")
