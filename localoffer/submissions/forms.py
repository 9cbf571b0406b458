"""The base of a form that anybody may send."""

import json
import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core import signing
from django.forms.boundfield import BoundField
from django.forms.models import model_to_dict
from django.utils.crypto import salted_hmac

from localoffer.identity.guard import MAY_TELL, identities_in
from localoffer.identity.own_names import own_names
from localoffer.ui.forms import GovukModelForm
from localoffer.ui.widgets import TrapInput

# Nobody reads and fills a form in less; programs do.
QUICKEST = 3  # seconds
LONGEST = timedelta(hours=24)
TOO_OLD = (
    "This page was open for more than a day. What you wrote is still here. Please send it again."
)
AS_IT_IS = "as_it_is"
_SALT = "localoffer.submissions"


class SubmissionForm(GovukModelForm):
    """A form with a key of its own: sent twice, it is one record (`record_key`); when other words
    come under the same key (Back, then Send), they are a record as well.

    `is_suspect()` says after validation that it was probably sent by a program. Such a record is
    kept apart for staff to look at, and the sender is told the same as everybody. `status` is that
    of the answer which shows the form.

    What may tell who somebody is comes back once, with a warning (`asks_first`): people change it,
    or send it as it is. `own_details` are fields in which they say who they are.
    """

    status = 200
    own_details: frozenset[str] = frozenset()
    may_tell = MAY_TELL
    leave_empty = forms.CharField(label="Leave this empty", required=False, widget=TrapInput)
    sending = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["sending"] = new_sending()
        self.key: UUID | None = None
        self.was_quick = False
        # (the field, the words) that the page asks about.
        self.seen: list[tuple[BoundField, str]] = []
        self._answers: dict[str, Any] = {}

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        if self.seen:
            second = "govuk-button--secondary"
            helper.add_input(Submit(AS_IT_IS, "Send it as it is", css_class=second))
        return helper

    def clean_sending(self) -> str:
        """The key that was given with the form; an old or a foreign one is given anew."""
        try:
            known = signing.loads(self.cleaned_data["sending"], salt=_SALT, max_age=LONGEST)
            self.key = UUID(known["key"])
        except signing.BadSignature as problem:
            self._give(new_sending())
            raise forms.ValidationError(TOO_OLD) from problem
        self._answers = {"asked": [], "kept": []} | known
        if AS_IT_IS in self.data:
            self._remember(kept=[*self._answers["kept"], *self._answers["asked"]])
        self.was_quick = time.time() - known["opened"] < QUICKEST
        return self.cleaned_data["sending"]

    def asks_first(self) -> bool:
        """Whether a valid form is to be shown once more, because it holds words (`seen`) that the
        person was not asked about. The form itself remembers the answer; nothing else does."""
        known = own_names()
        found = [
            (self[name], words)
            for name in self.free_texts()
            for words in identities_in(self.cleaned_data.get(name) or "", known)
        ]
        self.seen = [each for each in found if _mark(each[1]) not in self._answers["kept"]]
        if self.seen:
            self._remember(asked=[_mark(words) for _, words in self.seen])
        return bool(self.seen)

    def free_texts(self) -> list[str]:
        """The fields in which people write about others."""
        apart = {*self.own_details, "sending", "leave_empty"}
        return [
            name
            for name, field in self.fields.items()
            if isinstance(field, forms.CharField)
            and not isinstance(field, forms.EmailField)
            and name not in apart
        ]

    def _remember(self, **answers: list[str]) -> None:
        self._answers |= answers
        self._give(signing.dumps(self._answers, salt=_SALT))

    def _give(self, sending: str) -> None:
        self.data = self.data.copy()
        self.data[self.add_prefix("sending")] = sending

    def record_key(self) -> UUID:
        """That of the record, after validation: the same for the same words of the same form."""
        said = model_to_dict(self.instance, fields=self._meta.fields)
        return uuid5(self.key, json.dumps(said, sort_keys=True, default=str))

    def is_suspect(self) -> bool:
        return self.was_quick or bool(self.cleaned_data["leave_empty"])


def new_sending() -> str:
    return signing.dumps({"key": uuid4().hex, "opened": time.time()}, salt=_SALT)


def _mark(words: str) -> str:
    """Tells the same words again, and nothing else."""
    return salted_hmac(_SALT, words).hexdigest()[:16]
