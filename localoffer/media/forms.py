"""Uploading, as a field of the form that edits the rest. What was typed stays when a file is
refused; only the file has to be chosen again."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from . import quota, receiving
from .inspecting.refused import Refused
from .received import Received

REPLACE = "Leave empty to keep the file that is there."


class UploadForm(forms.ModelForm):
    """Base: `upload` is taken by `receive`; afterwards `received` is what came, or None."""

    upload = forms.FileField(label="File", required=False)
    receive: Callable[[UploadedFile], Received]
    file_field = ""  # the row's own field that holds a file; empty where the row has several
    accept = ""
    is_alone = True  # whether `quota.alone` came to its turn for this request

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.received: Received | None = None
        field = self.fields.get("upload")
        if field and self.accept:
            field.widget.attrs["accept"] = self.accept
        if field and self.has_file():
            field.label = "Replace the file"
            field.help_text = f"{field.help_text} {REPLACE}"

    def has_file(self) -> bool:
        return bool(self.instance.pk and getattr(self.instance, self.file_field))

    def clean_upload(self) -> None:
        upload = self.cleaned_data.get("upload")
        if upload is None:
            return
        try:
            if not self.is_alone:
                raise Refused(quota.BUSY)
            received = type(self).receive(upload)
            quota.check(received.room())
        except Refused as reason:
            raise ValidationError(str(reason)) from reason
        self.received = received


class DocumentForm(UploadForm):
    upload = forms.FileField(
        label="File",
        required=False,
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument, CSV or plain text, at most 20 MB. "
        "A page of the site is easier to read for most families than any file.",
    )
    receive = staticmethod(receiving.document)
    accept = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.csv,.txt"

    def has_file(self) -> bool:
        return bool(self.instance.pk) and self.instance.files.exists()


class ImageForm(UploadForm):
    upload = forms.FileField(
        label="Picture",
        required=False,
        help_text="JPEG, PNG or WebP, at most 20 MB. Where and how it was taken is removed.",
    )
    receive = staticmethod(receiving.picture)
    file_field = "original"
    accept = ".jpg,.jpeg,.png,.webp"


class VideoForm(UploadForm):
    upload = forms.FileField(
        label="Video file",
        required=False,
        help_text="MP4, at most 200 MB. Or give a link: it takes the place of the file.",
    )
    upload_captions = forms.FileField(
        label="Captions file",
        required=False,
        help_text="A .vtt file. Its text goes into the box below.",
        widget=forms.FileInput({"accept": ".vtt"}),
    )
    receive = staticmethod(receiving.video)
    file_field = "file"
    accept = ".mp4"

    def clean_captions(self) -> str:
        text = self.cleaned_data["captions"]
        return self._checked(lambda: receiving.captions_checked(text.encode())) if text else ""

    def clean_upload_captions(self) -> str:
        upload = self.cleaned_data.get("upload_captions")
        return self._checked(lambda: receiving.caption_text(upload)) if upload else ""

    def clean(self) -> dict:
        """Before the model checks itself: a new link takes the place of the file."""
        data = super().clean()
        if text := data.get("upload_captions"):
            data["captions"] = text
        if self.received:
            # The model must know that there is a file; `take_file` gives the stored one's name.
            self.instance.file = self.received.original_name
        elif data.get("link"):
            self.instance.file = ""
        return data

    def _checked(self, read: Callable[[], str]) -> str:
        try:
            return read()
        except Refused as reason:
            raise ValidationError(str(reason)) from reason
