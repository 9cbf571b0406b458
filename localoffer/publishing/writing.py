"""Writing the records of one snapshot into the database, a few statements for each model."""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.db.models import SET_NULL, ForeignKey, Model
from django.db.models.sql import DeleteQuery

from .family import all_rows, content_fields, many_fields
from .snapshots import (
    Key,
    Snapshot,
    is_draft_number,
    keys_of,
    label_of,
    model_named,
    references_of,
    ties_of,
    values_of,
)


class CannotApply(Exception):
    """Why a snapshot cannot be put into the database: one sentence for the editor."""


def find_gone(snapshot: Snapshot) -> set[Key]:
    """Rows outside that the snapshot refers to and that exist no longer: a query for each model."""
    inside = {(snapshot["model"], snapshot["pk"]), *keys_of(snapshot)}
    used: dict[str, set[int]] = {}
    for label, pk in references_of(snapshot) - inside:
        used.setdefault(label, set()).add(pk)
    gone = set()
    for label, pks in used.items():
        there = all_rows(model_named(label)).filter(pk__in=pks).values_list("pk", flat=True)
        gone |= {(label, pk) for pk in pks.difference(there)}
    return gone


@dataclass
class Writer:
    """`numbers` tells which primary key a row of the snapshot has in the database, if another."""

    for_good: bool
    gone: set[Key]
    numbers: dict[Key, int]

    def write(self, model: type[Model], records: list[dict], present: dict[int, Model]) -> None:
        """Make the rows of one owned model what the records say; `present` may lack some.

        Changed rows are taken out and put back under their keys. Updating them one after the
        other would break a rule of uniqueness where two rows change places. Nobody sees the gap:
        foreign keys are checked when the transaction ends.
        """
        changed, to_write, drafts = [], [], {}
        for record in records:
            pk = record["pk"]
            row = present.get(pk) or model(pk=pk)
            before = values_of(row)
            self.fill(row, record)
            if pk not in present:
                to_write.append(row)
                if self.for_good and is_draft_number(pk):
                    row.pk, drafts[label_of(model), pk] = None, row
            elif values_of(row) != before:
                to_write.append(row)
                changed.append(pk)
        DeleteQuery(model).delete_batch(changed, DEFAULT_DB_ALIAS)
        all_rows(model).bulk_create(to_write)
        self.numbers |= {key: row.pk for key, row in drafts.items()}

    def fill(self, row: Model, record: dict) -> None:
        """Set the fields that the record knows; the others keep what they have."""
        for name, field in content_fields(type(row)).items():
            if name not in record["fields"]:
                continue
            value = field.to_python(record["fields"][name])
            if isinstance(field, ForeignKey) and value is not None:
                value = self.reference(field, value)
            setattr(row, field.attname, value)

    def reference(self, field: ForeignKey, pk: int) -> int | None:
        """The key under which the database has what a foreign key points at."""
        key = (label_of(field.related_model), pk)
        if key not in self.gone:
            return self.numbers.get(key, pk)
        if field.remote_field.on_delete is SET_NULL:
            return None  # just what the database did to the live row
        raise CannotApply(
            f"The {field.verbose_name} that this version names for the "
            f"{field.model._meta.verbose_name} has been deleted."
        )

    def tie(self, model: type[Model], records: list[dict]) -> None:
        """Make the many-to-many rows of one model what the records say."""
        for name, field in many_fields(model).items():
            label, other = label_of(model), label_of(field.related_model)
            wanted = {
                self.numbers.get((label, record["pk"]), record["pk"]): {
                    self.numbers.get((other, pk), pk)
                    for pk in record["many"][name]
                    if (other, pk) not in self.gone
                }
                for record in records
                if name in record["many"]
            }
            self._set_ties(field, wanted)

    def _set_ties(self, field, wanted: dict[int, set[int]]) -> None:
        through = field.remote_field.through
        source = through._meta.get_field(field.m2m_field_name()).attname
        target = through._meta.get_field(field.m2m_reverse_field_name()).attname
        present = ties_of(field, wanted)
        surplus = [
            tie
            for pk, ties in present.items()
            for other, tie in ties.items()
            if other not in wanted[pk]
        ]
        all_rows(through).filter(pk__in=surplus).delete()
        all_rows(through).bulk_create(
            through(**{source: pk, target: other})
            for pk, others in wanted.items()
            for other in sorted(others - present.get(pk, {}).keys())
        )
