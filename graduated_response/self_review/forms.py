"""The form with which a review goes on."""

from threading import Semaphore

from django import forms
from django.core.files.uploadedfile import UploadedFile

from graduated_response.facets import Shelf
from graduated_response.self_review.loading import NotAReview, load
from localoffer.ui.forms import GovukForm

MOST_BYTES = 2 * 1024 * 1024
TOO_BIG = "The file is bigger than 2 MB, so it can’t be a review from this site."
BUSY = "Many files are being opened just now. Wait a minute, and send yours again."
# Anybody may send a file, and opening a harmful one takes seconds: the other threads of this
# process go on serving pages meanwhile.
_OPENING = Semaphore(2)
PATIENCE = 2
FORGED = "We could not be sure that the file came from this page. Choose it again, and send it."


class ContinueForm(GovukForm):
    """A valid form has the `review`. `is_large`: more was sent than is kept in memory."""

    submit_label = "Go on with this review"
    file = forms.FileField(
        label="Your file",
        help_text="The .xlsx or .csv that you downloaded here, also after you worked in it.",
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Choose the file that you downloaded here.",
            "empty": "The file is empty.",
        },
    )

    def __init__(self, *args, shelf: Shelf, is_forged: bool, is_large: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.shelf = shelf
        self.is_forged = is_forged
        if is_large:
            self.fields["file"].error_messages["required"] = TOO_BIG

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if self.is_forged:
            raise forms.ValidationError(FORGED)
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        if not _OPENING.acquire(timeout=PATIENCE):
            raise forms.ValidationError(BUSY)
        try:
            self.review = load(file.read(), self.shelf)
        except NotAReview as reason:
            raise forms.ValidationError(reason.problems) from reason
        finally:
            _OPENING.release()
        return file
