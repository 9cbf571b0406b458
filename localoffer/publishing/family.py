"""What belongs to a row of content, found from the models themselves.

A model is *owned* when it goes with its owner: a foreign key with CASCADE leads from it to the
content, or to a row that is itself owned, and it is not content of its own (`Published`).
Records about content that must outlive it hold a public path, not a foreign key.
"""

from collections.abc import Iterable
from functools import cache
from graphlib import TopologicalSorter

from django.db.models import CASCADE, Field, ForeignKey, ManyToManyField, Model, Q, QuerySet

from .json_rows import all_json_rows, rebuilt

# When content shows, and who keeps it, is decided apart from what it says: it counts at once, not
# with the next version. (`created` and `updated` are not editable.)
NOT_CONTENT = frozenset({"state", "live_from", "expires", "owner", "review_by", "notes"})


def is_content(model: type[Model]) -> bool:
    """Whether it inherits `Published`, which stands above this file."""
    return hasattr(model, "counts_at_once")


def not_content(model: type[Model]) -> frozenset[str]:
    return NOT_CONTENT | model.counts_at_once


@cache
def owned_models(model: type[Model]) -> dict[type[Model], list[ForeignKey]]:
    """Owned models with the foreign keys to their owners; owners stand before what they own.

    An owned model may refer to other owned ones, but not in a circle.
    """
    links: dict[type[Model], list[ForeignKey]] = {}
    waiting = [model]
    while waiting:
        owner = waiting.pop(0)
        for link in _links_to(owner):
            if link.model not in links:
                waiting.append(link.model)
            links.setdefault(link.model, []).append(link)
    needs = {
        owned: {field.related_model for field in foreign_keys(owned)} & links.keys()
        for owned in links
    }
    return {owned: links[owned] for owned in TopologicalSorter(needs).static_order()}


def _links_to(owner: type[Model]) -> list[ForeignKey]:
    relations = owner._meta.get_fields(include_hidden=True)
    return [
        relation.field
        for relation in relations
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and not relation.concrete
        and relation.on_delete is CASCADE
        and not relation.field.model._meta.auto_created
        and not is_content(relation.field.model)
    ]


@cache
def content_fields(model: type[Model]) -> dict[str, Field]:
    """The columns that a form can change, by name; links to owners are among them."""
    apart = not_content(model) if is_content(model) else frozenset()
    return {
        field.name: field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in apart
    }


@cache
def many_fields(model: type[Model]) -> dict[str, ManyToManyField]:
    """Many-to-many fields by name; one with a table of its own (`through`) is an owned model."""
    return {
        field.name: field
        for field in model._meta.many_to_many
        if field.editable and field.remote_field.through._meta.auto_created
    }


def foreign_keys(model: type[Model]) -> list[ForeignKey]:
    return [field for field in content_fields(model).values() if isinstance(field, ForeignKey)]


def all_rows(model: type[Model]) -> QuerySet:
    """Rows as the database has them, past any manager that hides some or guards their deletion."""
    return QuerySet(model)


def owned_querysets(rows: QuerySet) -> dict[type[Model], QuerySet]:
    """What is owned by any of the rows, for each owned model; no query yet."""
    found: dict[type[Model], QuerySet] = {rows.model: rows.order_by()}
    for model, links in owned_models(rows.model).items():
        mine = Q()
        for link in links:
            mine |= Q((f"{link.name}__in", found[link.related_model].values("pk")))
        found[model] = all_rows(model).filter(mine).order_by()
    del found[rows.model]
    return found


def owned_rows(row: Model) -> dict[type[Model], dict[int, Model]]:
    """The rows of each owned model, by primary key, oldest first: one query for all."""
    return whole(type(row), row.pk)[1]


def whole(
    model: type[Model], pk: int, *, lock: bool = False
) -> tuple[Model, dict[type[Model], dict[int, Model]]]:
    """A row as the database has it, and `owned_rows` of it, in one query.

    `lock`: nobody else changes it until the transaction ends; SQLite has no such lock and needs
    none. Raises `model.DoesNotExist`.
    """
    rows = all_rows(model).order_by().filter(pk=pk)
    owned = owned_querysets(rows)
    names = {each: f"owned_{number}" for number, each in enumerate(owned)}
    rows = rows.annotate(**{names[each]: all_json_rows(owned[each]) for each in owned})
    row = (rows.select_for_update() if lock else rows).get()
    found = {each: rebuilt(each, getattr(row, name)) for each, name in names.items()}
    return row, {each: dict(sorted((one.pk, one) for one in ones)) for each, ones in found.items()}


def in_usual_order(rows: Iterable[Model]) -> list[Model]:
    """Rows of one kind as `Meta.ordering` has them, as far as it names columns of their own."""
    found = list(rows)
    columns = found[0]._meta.ordering if found else []
    for name in reversed([name for name in columns if isinstance(name, str) and "__" not in name]):
        column = name.removeprefix("-")
        found.sort(key=lambda row: _sortable(getattr(row, column)), reverse=name != column)
    return found


def _sortable(value: object) -> tuple:
    return (False,) if value is None else (True, value)
