"""The texts of content that families read, found from the models themselves."""

from collections.abc import Iterator

from django.db.models import (
    CharField,
    EmailField,
    Field,
    Model,
    QuerySet,
    SlugField,
    TextField,
    URLField,
)
from django.utils.text import capfirst

from localoffer.publishing.family import (
    content_fields,
    in_usual_order,
    owned_models,
    owned_querysets,
    owned_rows,
)
from localoffer.publishing.models import Published
from localoffer.richtext.fields import RichTextField
from localoffer.richtext.html import clean

from .checks import Text

# Shorter fields hold codes, telephone numbers and the like: only gaps are looked for in them.
SHORTEST_PROSE = 70


def texts_of(row: Published) -> list[Text]:
    """What the row itself says, as the object has it, and what all it owns says in the database:
    one query."""
    texts = list(texts_in(row))
    try:
        owned = owned_rows(row)
    except type(row).DoesNotExist:
        return texts
    for rows in owned.values():
        for place, each in enumerate(in_usual_order(rows.values()), 1):
            texts += texts_in(each, place)
    return texts


def families(rows: QuerySet) -> dict[int, list[tuple[Model, int]]]:
    """For each row of content: the row itself, and the rows it owns with the place of each among
    those of its kind. A query for each model."""
    model = rows.model
    found = {row.pk: [(row, 0)] for row in rows}
    owners = {model: {pk: pk for pk in found}}
    queries = owned_querysets(rows)
    for owned, links in owned_models(model).items():
        owners[owned] = {}
        places: dict[int, int] = {}
        for row in queries[owned].order_by(*owned._meta.ordering):
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
            is_open = field.name in getattr(row, "may_be_open", ())
            yield Text(label, field.name, *_read(field, str(value)), key, is_open)


def text_fields(model: type[Model]) -> list[Field]:
    """Prose, rich text, addresses and short texts; no choices, slugs, e-mail addresses or private
    fields."""
    return [
        field
        for field in content_fields(model).values()
        if isinstance(field, CharField | TextField)
        and not isinstance(field, SlugField | EmailField)
        and not field.choices
        and not (issubclass(model, Published) and field.name in model.unread)
    ]


def _read(field: Field, value: str) -> tuple[str, str]:
    """(value, kind) of a field. A line of text that is an address counts as one."""
    if isinstance(field, RichTextField):
        return clean(value), "html"
    if field.max_length is not None and field.max_length < SHORTEST_PROSE:
        return value, "code"
    is_address = isinstance(field, URLField) or value.startswith(("/", "https://", "http://"))
    return (value, "address") if is_address and " " not in value.strip() else (value, "plain")
