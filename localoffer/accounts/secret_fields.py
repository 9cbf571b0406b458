"""Which fields of a form take a password or a code: what is typed there is never carried along."""

import re
from collections.abc import Callable, Iterator
from inspect import unwrap

from django import forms
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from localoffer.ui.widgets import is_secret

# Names that say it, whatever else is known; and those that also have harmless meanings, such as the
# code of an expectation.
ALWAYS = re.compile(r"pass(word|wd|phrase|code|key)|passwd|pwd|secret|(^|_)t?otp($|_)|recovery")
PERHAPS = re.compile(r"(^|[_-])(code|pin|mfa|2fa|cvc|credentials?|pass)\d*($|[_-])")
ROW = re.compile(r"^.+-(\d+|__prefix__)-")


def without_secrets(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, as pairs of name and text, without passwords and codes.

    The page's own forms say which fields take them. Where a field is in none of those, its name
    does, and it may be wrong: a word too much is typed again, a password too much is told.
    """
    secret, harmless = fields_of(view_of(request))
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not is_left_out(ROW.sub("", name), secret, harmless)
    ]


def view_of(request: HttpRequest) -> Callable | None:
    """Asked anew: where a middleware answered, no view was looked for."""
    try:
        return resolve(request.path_info).func
    except Resolver404:
        return None


def is_left_out(name: str, secret: set[str], harmless: set[str]) -> bool:
    if name in secret or ALWAYS.search(name.lower()):
        return True
    return name not in harmless and bool(PERHAPS.search(name.lower()))


def fields_of(view: Callable | None) -> tuple[set[str], set[str]]:
    """Names of the fields that take something secret, and of those that are known to take none."""
    model_admin = model_admin_of(view)
    found: dict[str, forms.Field] = {}
    for form in forms_of(view, model_admin):
        found |= getattr(form, "base_fields", {})
    secret = {name for name, field in found.items() if is_secret(field.widget)}
    names = {field.name for model in models_of(model_admin) for field in model._meta.fields}
    return secret, (names | found.keys()) - secret


def model_admin_of(view: Callable | None) -> ModelAdmin | None:
    """Django names it on its own views; others are methods of it, under their decorators."""
    owner = getattr(unwrap(view), "__self__", None) if view else None
    return getattr(view, "model_admin", owner if isinstance(owner, ModelAdmin) else None)


def forms_of(
    view: Callable | None, model_admin: ModelAdmin | None
) -> Iterator[type[forms.BaseForm]]:
    if form := getattr(getattr(view, "view_class", None), "form_class", None):
        yield form
    if model_admin:
        names = ("form", "add_form", "change_password_form")
        yield from (getattr(model_admin, name) for name in names if hasattr(model_admin, name))
        yield from (inline.form for inline in model_admin.inlines)


def models_of(model_admin: ModelAdmin | None) -> list[type[Model]]:
    if model_admin is None:
        return []
    return [model_admin.model, *(inline.model for inline in model_admin.inlines)]
