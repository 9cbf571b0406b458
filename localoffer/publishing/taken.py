"""Addresses that are taken, said so that an editor can go on."""

from typing import Any

from django import forms

from localoffer.people.models import may

from .family import all_rows

TAKEN = "This address is taken. Choose another one."
IN_THE_BIN = "“{}” in the bin has it. To bring that back, choose the bin beside the list."


def saying_who_has_it(form_class: type[forms.ModelForm], user: Any) -> type[forms.ModelForm]:
    """The form of content. What is in the bin keeps its address and stands in no list, so it is
    named to those who may see it."""

    class AddressForm(form_class):
        def _post_clean(self) -> None:
            super()._post_clean()
            if not self.has_error("slug", "unique"):
                return
            del self.errors["slug"]
            self.add_error("slug", TAKEN)
            rows = all_rows(self._meta.model).filter(binned__isnull=False)
            row = rows.filter(slug=self.instance.slug).first()
            if row and may(user, "view", row):
                self.add_error("slug", IN_THE_BIN.format(row))

    return AddressForm
