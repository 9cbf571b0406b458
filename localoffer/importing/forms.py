"""The form of an upload page: a file, read and parsed before anything is stored."""

from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from localoffer.document_reader.opening import MOST_BYTES
from localoffer.sandbox.answers import answer_as, as_plain
from localoffer.sandbox.outcomes import Refusal

TOO_BIG = "The file is bigger than 20 MB. Take the pictures out, or send it in parts."
TOO_LONG = "The document is too long to look at in one page. Send it in parts."
# Signed in the morning, stored in the evening; below what a form may send (settings.py).
SECONDS = 12 * 60 * 60
LONGEST_PACKET = 4_500_000


class UploadForm(forms.Form):
    """A subclass says with `report_on` what is in a file, as its `report_type`: a dataclass of
    plain data, with a sentence in `refused` where nothing may be imported.

    A valid form has the `report`, and a signed `packet` that carries it through the preview:
    nothing is kept on the server until somebody says "save", and the file is read once.
    """

    report_type: type

    use_required_attribute = False
    file = forms.FileField(
        label="Document",
        help_text="A .docx, .md, .txt or .html file of at most 20 MB.",
        widget=forms.FileInput({"accept": ".docx,.md,.txt,.html,.htm"}),
        error_messages={
            "required": "Choose the document to import.",
            "empty": "The file is empty.",
            "missing": "Choose the document to import.",
        },
    )

    def report_on(self, content: bytes, name: str, options: dict[str, Any]) -> Any:
        """What is in the file, read in the sandbox; `options` are the other fields, cleaned.
        Raises a Refusal (sandbox/outcomes.py).
        """
        raise NotImplementedError

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        return file

    def clean(self) -> None:
        """Open the file only when all else is right: it takes time."""
        if self.errors:
            return
        options = {name: self.cleaned_data[name] for name in self.cleaned_data if name != "file"}
        file = self.cleaned_data["file"]
        try:
            self.report = self.report_on(file.read(), file.name, options)
        except Refusal as reason:
            self.add_error("file", str(reason))
            return
        self.packet = {"name": file.name, "report": as_plain(self.report)}
        if self.report.refused:
            self.add_error("file", self.report.refused)

    def signed(self, salt: str) -> str:
        """The packet for a hidden field; ValidationError where no form could carry it."""
        packet = signing.dumps(self.packet, salt=salt, compress=True)
        if len(packet) > LONGEST_PACKET:
            raise forms.ValidationError(TOO_LONG)
        return packet

    @classmethod
    def report_in(cls, signed: str, salt: str) -> tuple[Any, str]:
        """(report, file's name) of a packet; BadSignature where it is not ours or too old."""
        packet = signing.loads(signed, salt=salt, max_age=SECONDS)
        return answer_as(cls.report_type, packet["report"]), packet["name"]


class DocumentForm(UploadForm):
    """For documents of text. A subclass adds options."""

    title = forms.CharField(
        max_length=200,
        required=False,
        help_text="Leave empty to use the title in the document.",
    )
