"""The base of a form that anybody may send."""

import json
import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core import signing
from django.forms.models import model_to_dict

from localoffer.ui.forms import GovukModelForm
from localoffer.ui.widgets import TrapInput

# Nobody reads and fills a form in less; programs do.
QUICKEST = 3  # seconds
LONGEST = timedelta(hours=24)
TOO_OLD = (
    "This page was open for more than a day. What you wrote is still here. Please send it again."
)
_SALT = "localoffer.voices"


class VoiceForm(GovukModelForm):
    """A form with a key of its own: sent twice, it is one record (`record_key`); when other words
    come under the same key (Back, then Send), they are a record as well.

    `is_suspect()` says after validation that it was probably sent by a program. Such a record is
    kept apart for staff to look at, and the sender is told the same as everybody. `status` is that
    of the answer which shows the form.
    """

    status = 200
    leave_empty = forms.CharField(label="Leave this empty", required=False, widget=TrapInput)
    sending = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["sending"] = new_sending()
        self.key: UUID | None = None
        self.was_quick = False

    def clean_sending(self) -> str:
        """The key that was given with the form; an old or a foreign one is given anew."""
        try:
            known = signing.loads(self.cleaned_data["sending"], salt=_SALT, max_age=LONGEST)
            self.key = UUID(known["key"])
        except signing.BadSignature as problem:
            self.data = self.data.copy()
            self.data[self.add_prefix("sending")] = new_sending()
            raise forms.ValidationError(TOO_OLD) from problem
        self.was_quick = time.time() - known["opened"] < QUICKEST
        return self.cleaned_data["sending"]

    def record_key(self) -> UUID:
        """That of the record, after validation: the same for the same words of the same form."""
        said = model_to_dict(self.instance, fields=self._meta.fields)
        return uuid5(self.key, json.dumps(said, sort_keys=True, default=str))

    def is_suspect(self) -> bool:
        return self.was_quick or bool(self.cleaned_data["leave_empty"])


def new_sending() -> str:
    return signing.dumps({"key": uuid4().hex, "opened": time.time()}, salt=_SALT)
