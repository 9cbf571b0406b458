"""The base of every form that the public or staff meet outside the admin's own pages."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms


class GovukFormMixin:
    """Renders by `{% crispy form %}` in the design system; the page shows `{% error_summary form %}`.

    `submit_label` is the button's words. Browsers' own bubbles are off (`novalidate`, no `required`
    attribute): the answers in the page are easier to read and stay there.
    """

    use_required_attribute = False
    submit_label = "Continue"

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
