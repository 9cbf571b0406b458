"""A row of content and all that belongs to it, as JSON: taking it, and reading it.

A snapshot holds what forms edit, not when it shows. Its shape:

    {"model": "events.event", "pk": 3, "fields": {"title": "...", ...}, "many": {},
     "owned": {"events.eventdate": [{"pk": 7, "fields": {"event": 3, ...}, "many": {}}, ...]}}

Owned rows stand flat, whatever level they are on: their foreign keys say where they belong. Rows
of one model are in the order of their keys. A row that exists only in a draft has a *draft
number* as its key: larger than any real one, so that it stands after the real ones wherever rows
are shown in the order they were made. `applying.apply` puts a snapshot into the database.
"""

import secrets
from collections.abc import Iterable, Iterator, Set
from copy import deepcopy

from django.apps import apps
from django.db.models import Field, ManyToManyField, Model

from .family import all_rows, content_fields, foreign_keys, many_fields, whole

# Half of what JavaScript counts exactly; real keys never come near.
DRAFT_NUMBERS_FROM = 2**52

Snapshot = dict
Key = tuple[str, int]  # of one row: its model's label and primary key


def take(row: Model) -> Snapshot:
    """What the database holds for `row` now: a query, and one for each many-to-many field."""
    return snapshot_of(*whole(type(row), row.pk))


def snapshot_of(stored: Model, owned: dict[type[Model], dict[int, Model]]) -> Snapshot:
    """`take` of a row that has just been read as a `whole`."""
    return {
        "model": label_of(type(stored)),
        **_records({stored.pk: stored}, type(stored))[0],
        "owned": {label_of(model): _records(rows, model) for model, rows in owned.items()},
    }


def label_of(model: type[Model]) -> str:
    return model._meta.label_lower


def _records(rows: dict[int, Model], model: type[Model]) -> list[dict]:
    ties = {name: ties_of(field, rows) for name, field in many_fields(model).items()}
    return [
        {
            "pk": pk,
            "fields": values_of(row),
            "many": {name: sorted(targets.get(pk, ())) for name, targets in ties.items()},
        }
        for pk, row in rows.items()
    ]


def values_of(row: Model) -> dict:
    """The content of one row in values that JSON knows."""
    return {name: _as_json(field, row) for name, field in content_fields(type(row)).items()}


def _as_json(field: Field, row: Model) -> object:
    value = field.value_from_object(row)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return field.value_to_string(row)


def ties_of(field: ManyToManyField, pks: Iterable[int]) -> dict[int, dict[int, int]]:
    """For each of the rows that is tied to any: {what it is tied to: key of the tie}."""
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    ties = all_rows(field.remote_field.through).filter(**{f"{source}__in": list(pks)})
    found: dict[int, dict[int, int]] = {}
    for pk, one, other in ties.values_list("pk", source, target):
        found.setdefault(one, {})[other] = pk
    return found


def model_named(label: str) -> type[Model] | None:
    """The model, or None where the project no longer has it."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def records_of(snapshot: Snapshot) -> list[tuple[str, list[dict]]]:
    """(label, records) of each model; the row itself first."""
    return [(snapshot["model"], [snapshot]), *snapshot["owned"].items()]


def keys_of(snapshot: Snapshot) -> Iterator[Key]:
    """The keys of its owned rows."""
    for label, records in snapshot["owned"].items():
        for record in records:
            yield label, record["pk"]


def references_of(snapshot: Snapshot) -> set[Key]:
    """The keys of all rows that its rows refer to, its own rows among them."""
    found = set()
    for label, records in records_of(snapshot):
        if (model := model_named(label)) is None:
            continue
        for record in records:
            for field in foreign_keys(model):
                if (pk := record["fields"].get(field.name)) is not None:
                    found.add((label_of(field.related_model), pk))
            for name, field in many_fields(model).items():
                other = label_of(field.related_model)
                found |= {(other, pk) for pk in record["many"].get(name, ())}
    return found


def is_draft_number(pk: int) -> bool:
    return pk >= DRAFT_NUMBERS_FROM


def with_draft_numbers(snapshot: Snapshot, known: Set[Key]) -> Snapshot:
    """The snapshot with a draft number for each owned row whose key is not known.

    A key that the database gave in a transaction that was rolled back may go to another row. The
    new numbers lie above those of the snapshot, with a random gap: two editors who add a row each
    to the same version must not get the same one.
    """
    number = max((pk for _, pk in keys_of(snapshot)), default=0)
    number = max(number, DRAFT_NUMBERS_FROM) + secrets.randbelow(2**32)
    numbers = {}
    for key in keys_of(snapshot):
        if key not in known:
            number += 1
            numbers[key] = number
    return renumbered(snapshot, numbers)


def renumbered(snapshot: Snapshot, numbers: dict[Key, int]) -> Snapshot:
    """The snapshot with other keys for some owned rows, also wherever it refers to them."""
    changed = deepcopy(snapshot)
    for label, records in records_of(changed):
        for record in records:
            record["pk"] = numbers.get((label, record["pk"]), record["pk"])
            _renumber_references(record, model_named(label), numbers)
        records.sort(key=lambda record: record["pk"])
    return changed


def _renumber_references(record: dict, model: type[Model] | None, numbers: dict[Key, int]) -> None:
    if model is None:
        return
    for field in foreign_keys(model):
        if value := record["fields"].get(field.name):
            key = (label_of(field.related_model), value)
            record["fields"][field.name] = numbers.get(key, value)
    for name, field in many_fields(model).items():
        if name in record["many"]:
            label = label_of(field.related_model)
            record["many"][name] = sorted(
                numbers.get((label, pk), pk) for pk in record["many"][name]
            )
