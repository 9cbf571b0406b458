"""Two snapshots of a row side by side, field by field, in the words of its editor."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import CharField, EmailField, Field, Model, SlugField, TextField, URLField
from django.utils.text import capfirst

from localoffer.richtext.fields import RichTextField

from .family import content_fields, many_fields, owned_models
from .marked_words import lines_of_html, lines_of_text, marked
from .shown import Side, names_of_others
from .snapshots import Snapshot, label_of, model_named

ADDRESSES = (EmailField, SlugField, URLField)  # one word, which is another one or is not


class Change(NamedTuple):
    """One field that differs. Texts are safe HTML with <del> and <ins>, the rest is plain.

    `kind`: "changed"; "added" or "removed" with its row; "formatting" where no word changed.
    """

    label: str
    kind: str
    before: str
    after: str


def difference(one: Snapshot, other: Snapshot) -> list[Change]:
    """What changed from `one` to `other`: the row's own fields, then those of what it owns.

    A field that only one of them knows (the model has changed since) is left out.
    """
    model = model_named(other["model"])
    names = names_of_others([one, other])
    before, after = Side(one, names), Side(other, names)
    changes = list(_changes(model, one, other, before, after))
    for owned in owned_models(model):
        changes += _changes_of_owned(owned, before, after)
    return changes


def _changes_of_owned(model: type[Model], before: Side, after: Side) -> Iterator[Change]:
    label = label_of(model)
    old, new = before.records(label), after.records(label)
    for pk in [*old, *(pk for pk in new if pk not in old)]:
        name = (after if pk in new else before).name_of_row(label, pk)
        for change in _changes(model, old.get(pk), new.get(pk), before, after):
            field = change.label[:1].lower() + change.label[1:]
            yield change._replace(label=f"{capfirst(model._meta.verbose_name)} {name}: {field}")


def _changes(
    model: type[Model], old: dict | None, new: dict | None, before: Side, after: Side
) -> Iterator[Change]:
    """What differs in one row; a row that one side lacks differs in all that it says."""
    kind = "changed" if old and new else "added" if new else "removed"
    for part, fields in [("fields", content_fields(model)), ("many", many_fields(model))]:
        for name, field in fields.items():
            one = old[part].get(name, ...) if old else None
            other = new[part].get(name, ...) if new else None
            if kind != "changed" and (not (one or other) or before.is_owner_link(field)):
                continue
            if one != other and ... not in (one, other):
                yield _change(field, kind, before.show(field, one), after.show(field, other))


def _change(field: Field, kind: str, before: str, after: str) -> Change:
    label = capfirst(field.verbose_name)
    lines = _reader(field)
    if lines is None:
        return Change(label, kind, before, after)
    old, new = lines(before), lines(after)
    return Change(label, "formatting" if old == new else kind, *marked(old, new))


def _reader(field: Field):
    """How to read the field as lines of words; None for what is not running text."""
    if isinstance(field, RichTextField):
        return lines_of_html
    if isinstance(field, CharField | TextField) and not isinstance(field, ADDRESSES):
        return None if field.choices else lines_of_text
    return None
