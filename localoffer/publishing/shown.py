"""The values of a snapshot in words, for people who compare versions."""

from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import DateField, DateTimeField, Field, ForeignKey, ManyToManyField, Model
from django.utils.dateformat import format as format_date
from django.utils.text import Truncator
from django.utils.timezone import localtime

from .family import all_rows, content_fields, foreign_keys, owned_models
from .snapshots import Key, Snapshot, keys_of, label_of, model_named, records_of, references_of

DELETED = "(deleted)"


def names_of_others(snapshots: Iterable[Snapshot]) -> dict[Key, str]:
    """What the rows outside are called that the snapshots refer to: a query for each model."""
    wanted: dict[str, set[int]] = {}
    for snapshot in snapshots:
        for label, pk in references_of(snapshot) - set(keys_of(snapshot)):
            wanted.setdefault(label, set()).add(pk)
    return {
        (label, row.pk): str(row)
        for label, pks in wanted.items()
        for row in all_rows(model_named(label)).filter(pk__in=pks)
    }


class Side:
    """One of two snapshots that are compared: its rows as objects, never saved."""

    def __init__(self, snapshot: Snapshot, names_of_others: dict[Key, str]) -> None:
        self.snapshot = snapshot
        self.rows = _built(snapshot)
        self.names = {**names_of_others, **{key: _name(row) for key, row in self.rows.items()}}
        self.often = Counter((label, self.names[label, pk]) for label, pk in self.rows)

    def records(self, label: str) -> dict[int, dict]:
        return {record["pk"]: record for record in self.snapshot["owned"].get(label, [])}

    def is_owner_link(self, field: Field) -> bool:
        links = owned_models(model_named(self.snapshot["model"])).get(field.model, [])
        return field in links

    def name_of_row(self, label: str, pk: int) -> str:
        """Its name in quotes; its place as well where it has no name or shares it."""
        name = self.names[label, pk]
        if name and self.often[label, name] == 1:
            return f"“{name}”"
        place = list(self.records(label)).index(pk) + 1
        return f"{place} “{name}”" if name else str(place)

    def show(self, field: Field, value: object) -> str:
        """A value of `fields` or `many` in words; nothing for what is not there."""
        if value is None:
            return ""
        if isinstance(field, ManyToManyField):
            return ", ".join(sorted(self._name_of(field, pk) for pk in value))
        if isinstance(field, ForeignKey):
            return self._name_of(field, value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(field, DateField):
            return _date_in_words(field, value)
        return str(value)

    def _name_of(self, field: Field, pk: int) -> str:
        return self.names.get((label_of(field.related_model), pk), DELETED)


def _date_in_words(field: DateField, value: str) -> str:
    if isinstance(field, DateTimeField):
        return format_date(localtime(field.to_python(value)), "j F Y, H:i")
    return format_date(field.to_python(value), "j F Y")


def _built(snapshot: Snapshot) -> dict[Key, Model]:
    rows = {}
    for label, records in records_of(snapshot):
        if model := model_named(label):
            rows |= {(label, record["pk"]): _object(model, record) for record in records}
    for row in rows.values():
        for field in foreign_keys(type(row)):
            key = (label_of(field.related_model), getattr(row, field.attname))
            if key in rows:
                setattr(row, field.name, rows[key])
    return rows


def _object(model: type[Model], record: dict) -> Model:
    row = model(pk=record["pk"])
    for name, field in content_fields(model).items():
        if name in record["fields"]:
            try:
                setattr(row, field.attname, field.to_python(record["fields"][name]))
            except ValidationError:
                continue  # the field has become another kind since; its default will do for a name
    return row


def _name(row: Model) -> str:
    """What a row calls itself; nothing where it needs what no longer exists for that."""
    try:
        return Truncator(str(row)).chars(60)
    except (ObjectDoesNotExist, AttributeError, TypeError, ValueError):
        return ""
