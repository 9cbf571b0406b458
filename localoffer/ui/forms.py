"""The base of every form that the public or staff meet outside the admin's own pages."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms


def please(field: forms.Field) -> str:
    """What to do about an empty field; Django's "This field is required" does not say which."""
    if isinstance(field, forms.BooleanField):
        return "Please tick"
    if isinstance(field, forms.ChoiceField):
        return "Please choose"
    return "Please fill in"


class GovukFormMixin:
    """Renders by `{% crispy form %}`; the page shows `{% error_summary form %}` above its h1.

    `submit_label` is the button's words. Browsers' own bubbles are off (`novalidate`, no `required`
    attribute): the answers in the page are easier to read and stay there.
    """

    use_required_attribute = False
    submit_label = "Continue"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if (
                field.error_messages.get("required")
                == forms.Field.default_error_messages["required"]
            ):
                field.error_messages["required"] = f"{please(field)}: {field.label}"

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.attrs = {"novalidate": True}
        helper.add_input(Submit("submit", self.submit_label))
        return helper


class GovukForm(GovukFormMixin, forms.Form):
    pass


class GovukModelForm(GovukFormMixin, forms.ModelForm):
    pass
