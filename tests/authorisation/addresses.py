"""Every address of the site with every way to ask for it, found from the URL configuration."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from graduated_response.models import BookletEdition
from localoffer.publishing.models import Published, published_models
from localoffer.publishing.version_pages import DONE
from localoffer.sharing.short import code_of

from .world import REFERENCE, World, age_band_of, registered

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")

# The kind of content behind an address for the public whose view does not tell.
KINDS = {
    "ics": "events.event",
    "statement": "graduated_response.statement",
    "history": "graduated_response.statement",
    "dated": "graduated_response.statement",
    "in_edition": "graduated_response.edition",
    "area": "graduated_response.area",
    "short": "graduated_response.page",
    "short_below": "graduated_response.page",
    "year": "surveys.cycle",
    "document_file": "media.document",
    "document_old_file": "media.document",
    "image": "media.image",
    "rendition": "media.image",
    "video_file": "media.video",
    "captions": "media.video",
}
STEP_DATA = {"wanted": "Shorter", "publish_at": "2100-01-01 09:00"}


class Address(NamedTuple):
    """`name` stands in the table; `kind` is the content it shows or changes, if any."""

    name: str
    method: str
    path: str
    data: dict
    kind: type[Published] | None
    is_public: bool


class Filled(NamedTuple):
    """A route with values for its parameters, and what the name of the address adds to it."""

    values: dict[str, object]
    kind: type[Published] | None = None
    remark: str = ""


def all_addresses(world: World) -> Iterator[Address]:
    for route, pattern in walk(get_resolver().url_patterns):
        for filled in fillings(world, route, pattern):
            yield from ways(route, pattern, filled, world)
    yield from autocompletes()


def walk(patterns: list, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route, pattern


def fillings(world: World, route: str, pattern: URLPattern) -> Iterator[Filled]:
    names = [one or other for one, other in PARAMETER.findall(route)]
    if model := model_of_admin(route):
        yield from fillings_of_admin(world, model, names)
    elif "content_type_id" in names:
        for model in published_models():
            row = world.rows[model]["draft"]
            content_type = ContentType.objects.get_for_model(model).pk
            values = {"content_type_id": content_type, "object_id": row.pk}
            yield Filled(values, model, model._meta.label_lower)
    elif "app_label" in names:
        for label in sorted({model._meta.app_label for model in registered()}):
            yield Filled({"app_label": label}, None, label)
    elif set(names) <= (others := values_of_others(world)).keys():
        yield Filled(others)
    else:
        model = kind_shown(pattern)
        for state, row in world.rows[model].items():
            kind = model if issubclass(model, Published) else None
            yield Filled(public_values(row, names), kind, state)


def values_of_others(world: World) -> dict[str, object]:
    """Of addresses that are about no content."""
    return {
        "url": "nowhere/",
        "key": world.link.key,
        "uidb64": "MQ",
        "token": "wrong",
        "ending": "pdf",
        "edition": world.rows[BookletEdition][""].slug,
        "reference": REFERENCE,
    }


def fillings_of_admin(world: World, model: type[Model], names: list[str]) -> Iterator[Filled]:
    kind = world.kind_of(model)
    if not names:
        yield Filled({}, kind)
        return
    for state, row in chosen_rows(world, model).items():
        for step in DONE if "step" in names else [""]:
            values = {"number": 1, "step": step, "pk": row.pk, "object_id": row.pk, "id": row.pk}
            yield Filled(values, kind, f"{step} {state}".strip())


def model_of_admin(route: str) -> type[Model] | None:
    parts = route.split("/")
    if parts[0] != "admin" or len(parts) < 4:
        return None
    model = apps.all_models.get(parts[1], {}).get(parts[2])
    return model if model in registered() else None


def chosen_rows(world: World, model: type[Model]) -> dict[str, Model]:
    """Of content a draft is enough: the rights are the same, and there is more to hide."""
    rows = world.rows[model]
    return {"": rows["draft"]} if issubclass(model, Published) else rows


def kind_shown(pattern: URLPattern) -> type[Model]:
    if pattern.name in KINDS:
        return apps.get_model(KINDS[pattern.name])
    view = pattern.callback.view_class
    return view.model or view.queryset.model


def public_values(row: Published, names: list[str]) -> dict[str, object]:
    makers = {
        "slug": lambda: row.slug,
        "code": lambda: public_code(row, names),
        "rest": lambda: "more/",
        "day": lambda: timezone.localdate().isoformat(),
        "year": lambda: row.year,
        "age_band": lambda: age_band_of(row),
        "number": lambda: 1,
        "width": lambda: row.renditions.first().width,
    }
    return {name: makers[name]() for name in names}


def public_code(row: Published, names: list[str]) -> str:
    """That of an expectation, also of one in an edition; else the short address of a page."""
    if "slug" in names:
        return "AS1"
    return row.code if hasattr(row, "code") else code_of(row)


def ways(route: str, pattern: URLPattern, filled: Filled, world: World) -> Iterator[Address]:
    """GET and POST; of a list in the admin a POST for each of its actions."""
    path = "/" + PARAMETER.sub(lambda m: str(filled.values[m[1] or m[2]]), route)
    shown = "/" + PARAMETER.sub(lambda m: f"<{m[1] or m[2]}>", route)
    path, name = (text.replace("^", "").replace("$", "") for text in (path, shown))
    remark = f" ({filled.remark})" if filled.remark else ""
    kind, is_public = filled.kind, not route.startswith(("admin/", "preview/"))
    query = {"one": "1"} if name.endswith("/compare/") else {}
    if filled.values.get("step") in ("", None, "publish"):  # GET is the same for all steps
        yield Address(name + remark, "GET", path, query, kind, is_public)
    model = model_of_admin(route)
    if model and (pattern.name or "").endswith("_changelist"):
        for action in actions_of(model):
            rows = [str(row.pk) for row in chosen_rows(world, model).values()]
            data = {"action": action, "_selected_action": rows, "post": "yes", "index": "0"}
            yield Address(f"{name} ({action})", "POST", path, data, kind, is_public)
    else:
        data = STEP_DATA if name.endswith("/<step>/") else {"post": "yes"}
        yield Address(name + remark, "POST", path, data, kind, is_public)


def actions_of(model: type[Model]) -> list[str]:
    names = [getattr(each, "__name__", each) for each in admin.site.get_model_admin(model).actions]
    return list(dict.fromkeys(["delete_selected", *names]))


def autocompletes() -> Iterator[Address]:
    """Django has one address for all of them; the field comes as parameters."""
    for model in registered():
        model_admin = admin.site.get_model_admin(model)
        sources = [(model, model_admin), *((each.model, each) for each in model_admin.inlines)]
        for source, options in sources:
            for field in options.autocomplete_fields:
                target = source._meta.get_field(field).related_model
                query = {"app_label": source._meta.app_label, "field_name": field, "term": ""}
                query["model_name"] = source._meta.model_name
                kind = target if issubclass(target, Published) else None
                name = f"/admin/autocomplete/ ({source._meta.label_lower} {field})"
                yield Address(name, "GET", "/admin/autocomplete/", query, kind, False)
