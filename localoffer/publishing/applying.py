"""Putting a snapshot into the database, for good or for as long as a block lasts."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import Model, ProtectedError, RestrictedError

from .completeness import lacks_itself
from .family import all_rows, owned_models, owned_rows, whole
from .snapshots import (
    Key,
    Snapshot,
    is_draft_number,
    keys_of,
    label_of,
    with_draft_numbers,
)
from .writing import CannotApply, Writer, find_gone

# The states of content, which stands above this file.
LIVE, DRAFT = "live", "draft"

__all__ = ["CannotApply", "apply", "trying"]


@contextmanager
def trying(*drafts: tuple[Model, Snapshot]) -> Iterator[None]:
    """Inside the block the database holds these (row, snapshot); afterwards nothing of them.

    The row objects themselves keep the drafts' values. Raises CannotApply.
    """
    with transaction.atomic():
        for row, snapshot in drafts:
            apply(row, snapshot, for_good=False)
        yield
        transaction.set_rollback(True)


def apply(row: Model, snapshot: Snapshot, *, for_good: bool) -> dict[Key, int]:
    """Make `row`, and all it owns in the database, what the snapshot says.

    For good, rows with a draft number get a real key; the answer tells which: {old key: new pk}.
    Otherwise they keep their number, and the transaction must be rolled back (see `trying`).
    Fields and kinds of row that came after the snapshot keep what they have; lost ones are left
    out. Raises CannotApply with the database unchanged; `row` must then be read again.
    """
    try:
        with transaction.atomic():
            return _apply(row, snapshot, for_good)
    except (ProtectedError, RestrictedError) as error:
        blocked = error.args[1]
        names = ", ".join(sorted(f"“{other}”" for other in blocked))
        raise CannotApply(
            f"This version removes something that other content still uses: {names}."
        ) from error
    except IntegrityError as error:
        raise CannotApply(
            "This version does not fit any more: something in it, for example its address, is in "
            "use elsewhere by now, or a newer rule forbids it."
        ) from error
    except (DataError, ValidationError) as error:
        raise CannotApply(
            "This version is so old that what it holds no longer fits into the form."
        ) from error


def _apply(row: Model, snapshot: Snapshot, for_good: bool) -> dict[Key, int]:
    rows = _reload(row, lock=for_good)
    snapshot = _apart_from_others(snapshot, rows)
    writer = Writer(
        for_good=for_good,
        gone=find_gone(snapshot),
        numbers={(snapshot["model"], snapshot["pk"]): row.pk},
    )
    if _remove_unwanted(snapshot, rows):
        rows = owned_rows(row)  # more may have gone than was named: the database cascades
    known = {model: snapshot["owned"].get(label_of(model), []) for model in owned_models(type(row))}
    for model, records in known.items():
        writer.write(model, records, rows[model])
    writer.fill(row, snapshot)
    if row.state == LIVE and lacks_itself(row):
        row.state = DRAFT  # the database would refuse it; whoever publishes it asks what is missing
    row.save()
    for model, records in [(type(row), [snapshot]), *known.items()]:
        writer.tie(model, records)
    return writer.numbers


def _reload(row: Model, *, lock: bool) -> dict[type[Model], dict[int, Model]]:
    """What is not content (state, dates of creation) must be saved as it is now. The rows it owns
    come with it."""
    try:
        stored, rows = whole(type(row), row.pk, lock=lock)
    except type(row).DoesNotExist:
        raise CannotApply(f"This {row._meta.verbose_name} has been deleted.") from None
    for field in row._meta.concrete_fields:
        setattr(row, field.attname, getattr(stored, field.attname))
    return rows


def _apart_from_others(snapshot: Snapshot, rows: dict[type[Model], dict[int, Model]]) -> Snapshot:
    """The snapshot with draft numbers for rows whose key now belongs to other content.

    So it is where a row moved to another owner, and where a snapshot is laid on a copy.
    """
    taken: set[Key] = set()
    for model, present in rows.items():
        label = label_of(model)
        records = snapshot["owned"].get(label, [])
        lost = {each["pk"] for each in records} - present.keys()
        if lost := {pk for pk in lost if not is_draft_number(pk)}:
            others = all_rows(model).filter(pk__in=lost).values_list("pk", flat=True)
            taken |= {(label, pk) for pk in others}
    return with_draft_numbers(snapshot, set(keys_of(snapshot)) - taken) if taken else snapshot


def _remove_unwanted(snapshot: Snapshot, rows: dict[type[Model], dict[int, Model]]) -> bool:
    wanted = set(keys_of(snapshot))
    removed = False
    for model, present in rows.items():
        label = label_of(model)
        unwanted = [pk for pk in present if (label, pk) not in wanted]
        if unwanted and label in snapshot["owned"]:
            all_rows(model).filter(pk__in=unwanted).delete()
            removed = True
    return removed
