"""What staff type or send."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from .csv_file import Row, Unreadable, check_pages, read
from .models import Redirect

HOUR = 60 * 60


class RedirectForm(forms.ModelForm):
    class Meta:
        model = Redirect
        fields = ["old_path", "new_path", "permanent"]

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                check_pages(self.instance)
            except ValidationError as error:
                self.add_error(None, error)


class ImportForm(forms.Form):
    """A valid form has the `rows`, and a signed `packet` that carries them through the preview."""

    use_required_attribute = False
    file = forms.FileField(
        label="File",
        help_text="A .csv file with two columns, the old address and the new one.",
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        error_messages={"required": "Choose the file to import.", "empty": "The file is empty."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.rows = read(file.read())
        except Unreadable as error:
            raise ValidationError(str(error)) from error
        return file

    def packet(self, salt: str) -> str:
        return signing.dumps(self.rows, salt=salt, compress=True)


def rows_in(packet: str, salt: str) -> list[Row]:
    """The rows of a packet; raises BadSignature where it is not ours or too old."""
    return [(number, cells) for number, cells in signing.loads(packet, salt=salt, max_age=HOUR)]
