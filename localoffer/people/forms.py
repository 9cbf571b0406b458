"""Editing the accounts of staff."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UserChangeForm
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.functional import cached_property

from .models import Remit, narrowing
from .parts import kinds_of_content, part_choices, parts_of, scope_from, set_parts

LAST_ONE = "This is the last account that may do everything. Make another one first."
NARROWS_NOTHING = "“{}” limits nothing. Tick its kind of content above as well, or what is in it."


class PersonForm(UserChangeForm):
    def clean(self) -> dict:
        data = super().clean()
        powerful = data.get("is_superuser", self.instance.is_superuser)
        active = data.get("is_active", self.instance.is_active)
        if not (powerful and active) and is_last_superuser(self.instance):
            raise forms.ValidationError(LAST_ONE, code="last_superuser")
        return data


def is_last_superuser(person: Any) -> bool:
    """Locks the rows, so that two superusers cannot switch each other off at the same moment."""
    rows = get_user_model().objects.select_for_update()
    return {each.pk for each in rows.filter(is_superuser=True, is_active=True)} == {person.pk}


class KindsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, kind: ContentType) -> str:
        return str(kind.model_class()._meta.verbose_name_plural).capitalize()


class FoldedChoices(forms.CheckboxSelectMultiple):
    """Groups of check boxes that open and close; those with a choice in them are open."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        context = self.get_context(name, value, attrs)
        return render_to_string("admin/people/folded_choices.html", context)


class RemitForm(forms.ModelForm):
    kinds = KindsField(
        queryset=None,
        required=False,
        label="Kinds of content",
        help_text=Remit._meta.get_field("kinds").help_text,
    )
    parts = forms.MultipleChoiceField(
        required=False,
        label="Only these parts of them",
        widget=FoldedChoices,
        help_text="Choose a guide, and they edit its pages and no others; an area, and they edit "
        "its expectations; an event, and they edit that event. A kind of content from which you "
        "choose nothing here is theirs as a whole.",
    )

    class Meta:
        model = Remit
        fields = ["kinds"]

    def __init__(self, *args: Any, choices_of_parts: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = ContentType.objects.get_for_models(*kinds_of_content()).values()
        self.fields["kinds"].queryset = ContentType.objects.filter(pk__in=[k.pk for k in kinds])
        self.initial["parts"] = parts_of(self.instance)
        self.fields["parts"].choices = choices_of_parts

    def clean(self) -> dict:
        data = super().clean()
        kinds = [kind.model_class() for kind in data.get("kinds", [])]
        names = {value: name for _, group in self.fields["parts"].choices for value, name in group}
        for value in data.get("parts", []):
            if not narrows(value, kinds):
                self.add_error("parts", NARROWS_NOTHING.format(names[value]))
        return data

    def _save_m2m(self) -> None:
        super()._save_m2m()
        set_parts(self.instance, self.cleaned_data["parts"])


class RemitFormSet(forms.BaseInlineFormSet):
    """Reads the choices once, also for the empty form that a script may copy."""

    @cached_property
    def choices_of_parts(self) -> list:
        chosen = [value for remit in self.get_queryset() for value in parts_of(remit)]
        return part_choices(chosen)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"choices_of_parts": self.choices_of_parts}


def narrows(value: str, kinds: list[type[Model]]) -> bool:
    """Whether a part, as the form names it, stands for or contains rows of one of the kinds."""
    scope = scope_from(kinds, [value])
    return any(narrowing(scope, kind) for kind in kinds)
