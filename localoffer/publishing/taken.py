"""Addresses that are taken: another one is found, or it is said so that an editor can go on."""

from typing import Any

from django import forms
from django.utils.text import slugify

from localoffer.people.models import may

from .family import all_rows
from .slugs import reserved, unique_slug

TAKEN = "This address is taken. You can use “{}”, or type another one."
IN_THE_BIN = "“{}” in the bin has it. To bring that back, choose the bin beside the list."


class AddressMixin:
    """For forms of content.

    New content whose address nobody typed (the browser made it of the title, or it is empty) gets
    a free one: two events of one title are no mistake. Of a typed one that is taken the form says
    which would be free. What is in the bin keeps its address and stands in no list, so it is named
    to those who may see it.
    """

    user: Any = None
    # The address that the title makes, where it was taken and another one stands for it.
    replaced_address = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.instance.pk is None and "slug" in data:
            self._find_free_address(data)
        return data

    def _find_free_address(self, data: dict[str, Any]) -> None:
        typed, title = data["slug"], data.get("title") or ""
        model = self._meta.model
        if typed and typed != made_of(title, model):
            return
        is_taken = typed in reserved(model) or all_rows(model).filter(slug=typed).exists()
        if not typed or is_taken:
            data["slug"], self.replaced_address = unique_slug(model, title), typed

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.has_error("slug", "unique"):
            return
        del self.errors["slug"]
        model, typed = self._meta.model, self.instance.slug
        self.add_error("slug", TAKEN.format(unique_slug(model, typed)))
        row = all_rows(model).filter(slug=typed, binned__isnull=False).first()
        if row and may(self.user, "view", row):
            self.add_error("slug", IN_THE_BIN.format(row))


def saying_who_has_it(form_class: type[forms.ModelForm], user: Any) -> type[forms.ModelForm]:
    return type("AddressForm", (AddressMixin, form_class), {"user": user})


def made_of(title: str, model: Any) -> str:
    """What the admin's script (urlify.js) writes into the box while the title is typed."""
    return slugify(title)[: model._meta.get_field("slug").max_length].strip("-")
