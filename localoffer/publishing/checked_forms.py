"""Small records have no draft: what their form says, families read as soon as it is saved. So the
form itself passes the checks that stand before publishing.
"""

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


def passing_checks(form_class: type[forms.ModelForm], request: HttpRequest) -> type:
    """The form, asking settings.BEFORE_SAVING about the fields that somebody changed."""

    class CheckedForm(form_class):
        def _post_clean(self) -> None:
            super()._post_clean()
            if self.errors:
                return
            for path in settings.BEFORE_SAVING:
                said = import_string(path)(request, self.instance, self.changed_data)
                for field, sentence in said:
                    self.add_error(field if field in self.fields else None, sentence)

    return CheckedForm
