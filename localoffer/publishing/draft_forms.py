"""Forms that take a draft as far as it has come. What it lacks is said when it is to be published
(completeness.py)."""

from typing import Any

from django import forms
from django.db.models import CharField, Field, Model, SlugField, TextField

from .completeness import needed_at_once, working_title
from .family import is_content
from .slugs import unique_slug

NEEDED_LATER = "Needed before it is published."
NEEDED_NOW = "Fill this in, also in a draft: nothing can be kept of it without."
NEEDED_IN_ROW = (
    "Fill this in, also in a draft: this row cannot be kept without. If you do not know it yet, "
    "empty the whole row, or tick that it is to be deleted."
)


def taking_drafts(form_class: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """The form of content, or of a row that belongs to it, that asks for no more than the database
    needs. A box that cannot be empty keeps what it had; a title becomes a working title."""

    class DraftForm(form_class):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.left_empty = _ask_less(self)

        def _clean_fields(self) -> None:
            super()._clean_fields()
            for field in self.left_empty:
                if field.name in self.cleaned_data:
                    value = self.cleaned_data[field.name]
                    self.cleaned_data[field.name] = _filled(self, field, value)

        def save(self, commit: bool = True) -> Model:
            """A row that belongs to content gets its address here, after those before it."""
            row = self.instance
            for field in self.left_empty:
                if isinstance(field, SlugField) and not getattr(row, field.name):
                    setattr(row, field.name, unique_slug(type(row), str(row)))
            return super().save(commit)

    return DraftForm


def _ask_less(form: forms.ModelForm) -> list[Field]:
    """The fields that may be left empty from now on."""
    model = form._meta.model
    found = []
    for field in model._meta.concrete_fields:
        box = form.fields.get(field.name)
        if field.blank or box is None or not box.required:
            continue
        if needed_at_once(field):
            box.error_messages["required"] = _why_now(field)
            continue
        box.required = False
        found.append(field)
        if not (field.has_default() or field.name == "title" or isinstance(field, SlugField)):
            box.help_text = f"{box.help_text} {NEEDED_LATER}".strip()
    return found


def _why_now(field: Field) -> str:
    own = getattr(field.model, "always_needed", {}).get(field.name)
    return own or (NEEDED_NOW if is_content(field.model) else NEEDED_IN_ROW)


def _filled(form: forms.ModelForm, field: Field, value: Any) -> Any:
    """What a draft has where nothing was typed."""
    if value not in (None, ""):
        return value
    model = form._meta.model
    if field.name == "title" and is_content(model):
        return working_title(model)
    if isinstance(field, SlugField):
        title = form.cleaned_data.get("title", "")
        kept = form.initial.get(field.name) or ""
        return kept or (unique_slug(model, title) if is_content(model) else "")
    is_text = isinstance(field, CharField | TextField) and not field.choices
    if field.null or is_text:
        return value
    return getattr(form.instance, field.attname)
