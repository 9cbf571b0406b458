"""Editing the accounts of staff."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UserChangeForm
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from .models import Remit

LAST_ONE = "This is the last account that may do everything. Make another one first."


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


def kinds_of_content() -> list[type[Model]]:
    """Models whose rows somebody can publish."""
    return [model for model in apps.get_models() if "publish" in model._meta.default_permissions]


class KindsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, kind: ContentType) -> str:
        return str(kind.model_class()._meta.verbose_name_plural).capitalize()


class RemitForm(forms.ModelForm):
    kinds = KindsField(
        queryset=None,
        required=False,
        label="Kinds of content",
        help_text=Remit._meta.get_field("kinds").help_text,
    )

    class Meta:
        model = Remit
        fields = ["kinds"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = ContentType.objects.get_for_models(*kinds_of_content()).values()
        self.fields["kinds"].queryset = ContentType.objects.filter(pk__in=[k.pk for k in kinds])
