"""The rows of content to which a remit can be narrowed, as choices of a form: 'events.event:3'."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from .models import Remit, RemitPart, Scope, container_of

# The newest of each kind; a list of thousands would help nobody.
SHOWN = 200


def kinds_of_content() -> list[type[Model]]:
    """Models whose rows somebody can publish."""
    return [model for model in apps.get_models() if "publish" in model._meta.default_permissions]


def part_choices(chosen: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """[(kind, [(value, title)])]: what contains other content or stands for itself; what stands
    in a container is chosen by that. Rows that are `chosen` are always there.
    """
    groups = []
    for model in kinds_of_content():
        if container_of(model):
            continue
        label, opts = model._meta.label_lower, model._meta
        rows = QuerySet(model).order_by("-updated")
        titles = dict(rows.values_list("pk", "title")[:SHOWN])
        keys = {int(pk) for kind, pk in map(split, chosen) if kind == label}
        if missing := keys - titles.keys():
            titles |= dict.fromkeys(missing, "(deleted)")
            titles |= dict(rows.filter(pk__in=missing).values_list("pk", "title"))
        items = sorted(((f"{label}:{pk}", title) for pk, title in titles.items()), key=by_title)
        groups += [(str(opts.verbose_name_plural).capitalize(), items)] if items else []
    return groups


def by_title(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def split(value: str) -> tuple[str, str]:
    label, _, pk = value.rpartition(":")
    return label, pk


def parts_of(remit: Remit) -> list[str]:
    if remit.pk is None:
        return []
    rows = remit.parts.order_by("pk").values_list(
        "content_type__app_label", "content_type__model", "object_id"
    )
    return [f"{app}.{model}:{pk}" for app, model, pk in rows]


def scope_from(kinds: Iterable[type[Model]], values: Iterable[str]) -> Scope:
    """What a remit of these kinds and parts would leave."""
    parts: dict[str, frozenset[int]] = {}
    for label, pk in map(split, values):
        parts[label] = parts.get(label, frozenset()) | {int(pk)}
    return Scope(frozenset(kind._meta.label_lower for kind in kinds), parts)


def set_parts(remit: Remit, values: Iterable[str]) -> None:
    """Make the remit's parts these and no others."""
    present, wanted = set(parts_of(remit)), set(values)
    for value in present - wanted:
        remit.parts.filter(**_key(value)).delete()
    RemitPart.objects.bulk_create(
        RemitPart(remit=remit, **_key(value)) for value in sorted(wanted - present)
    )


def _key(value: str) -> dict:
    label, pk = split(value)
    kind = ContentType.objects.get_for_model(apps.get_model(label))
    return {"content_type": kind, "object_id": pk}
