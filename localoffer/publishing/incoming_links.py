"""What leads to a row of content or is built from it: texts that name its address, and rows that
point at it. Staff read it before they take the row away."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.db.models import (
    CharField,
    EmailField,
    Field,
    Model,
    Q,
    QuerySet,
    SlugField,
    TextField,
    Value,
)

from localoffer.people.models import may
from localoffer.richtext.fields import RichTextField

from .addresses import address_of
from .family import all_rows, foreign_keys, many_fields, owned_models
from .models import Published, published_models
from .snapshots import label_of

OUTSIDE = "Something outside your part of the site"
# So many addresses are looked for in one query: the databases limit how long a condition is.
AT_ONCE = 50

# model -> key of a row -> keys of the rows that it leads to
Hits = dict[type[Model], dict[int, set[int]]]


def used_by(rows: list[Published]) -> dict[int, list[Model]]:
    """By the key of each row (all of one kind): what leads to it, content as a whole."""
    hits: Hits = defaultdict(lambda: defaultdict(set))
    for start in range(0, len(rows), AT_ONCE):
        _note_texts(rows[start : start + AT_ONCE], hits)
    _note_pointers(rows, hits)
    _climb_to_owners(hits)
    found: dict[int, list[Model]] = {row.pk: [] for row in rows}
    for model in _stand_alone():
        others = all_rows(model).filter(pk__in=hits[model]) if model in hits else ()
        for other in others:
            if getattr(other, "binned", None):
                continue
            for pk in hits[model][other.pk]:
                if (model, other.pk) != (type(rows[0]), pk):
                    found[pk].append(other)
    return found


def names_for(user: object, others: Iterable[Model]) -> list[str]:
    """What they are called, as far as this person may know, live ones first."""
    named = {(not _is_live(each), _name(user, each)) for each in others}
    return [name for _, name in sorted(named)]


def _is_live(row: Model) -> bool:
    return not isinstance(row, Published) or row.is_live()


def _name(user: object, row: Model) -> str:
    if not isinstance(row, Published):
        return str(row)
    if not row.is_live() and not may(user, "view", row):
        return OUTSIDE
    state = "" if row.is_live() else f" ({row.state_in_words().lower()})"
    return f"{row}{state}"


def _stand_alone() -> list[type[Model]]:
    """Content, and what else has rich text and belongs to no content."""
    content = published_models()
    owned = {model for root in content for model in owned_models(root)}
    others = [model for model in apps.get_models() if model not in owned and _has_rich_text(model)]
    return list(dict.fromkeys([*content, *others]))


def _has_rich_text(model: type[Model]) -> bool:
    return any(isinstance(field, RichTextField) for field in model._meta.fields)


def _read() -> list[type[Model]]:
    alone = _stand_alone()
    return list(dict.fromkeys([*alone, *(each for root in alone for each in owned_models(root))]))


def _texts(model: type[Model]) -> list[str]:
    """The fields in which an address may stand."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and not isinstance(field, SlugField | EmailField)
        and not field.choices
        and field.name != "notes"
    ]


def _note_texts(rows: list[Published], hits: Hits) -> None:
    """One query for all texts of the site."""
    named = {address: row.pk for row in rows if (address := address_of(row))}
    if not named:
        return
    models = {label_of(model): model for model in _read()}
    queries = [
        _naming(model, name, named).values_list(Value(label), "pk", name)
        for label, model in models.items()
        for name in _texts(model)
    ]
    wanted = {pk: re.compile(rf"{re.escape(address)}(?![\w/-])") for address, pk in named.items()}
    for label, pk, text in queries[0].union(*queries[1:], all=True):
        hits[models[label]][pk] |= {row for row, address in wanted.items() if address.search(text)}


def _naming(model: type[Model], name: str, addresses: Iterable[str]) -> QuerySet:
    condition = Q()
    for address in addresses:
        condition |= Q((f"{name}__contains", address))
    return all_rows(model).order_by().filter(condition)


def _note_pointers(rows: list[Published], hits: Hits) -> None:
    """A query for each field that leads to this kind; what goes with the rows is no user."""
    kind, keys = type(rows[0]), {row.pk for row in rows}
    for model in _read():
        for field in _pointers(model, kind):
            found = all_rows(model).filter((f"{field.name}__in", keys))
            for pk, row in found.values_list("pk", field.name):
                if row in keys:
                    hits[model][pk].add(row)


def _pointers(model: type[Model], kind: type[Model]) -> list[Field]:
    if model in owned_models(kind):
        return []
    fields = [*foreign_keys(model), *many_fields(model).values()]
    return [field for field in fields if field.related_model is kind]


def _climb_to_owners(hits: Hits) -> None:
    """What stands in a part of a page is used on the page."""
    for root in published_models():
        for model, links in reversed(owned_models(root).items()):
            if model not in hits:
                continue
            for link in links:
                rows = all_rows(model).filter(pk__in=hits[model]).exclude(**{link.name: None})
                for pk, owner in rows.values_list("pk", link.attname):
                    hits[link.related_model][owner] |= hits[model][pk]
