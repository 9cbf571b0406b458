"""The form with which staff answer a comment and decide about it."""

import hashlib
from typing import Any

from django import forms

from localoffer.editorial.models import Confirmed
from localoffer.richtext.html import clean

from .checking import LABELS, remarks_on
from .models import Comment

# What two people might change at the same time.
DECIDING = ("status", "reason", *LABELS)
CHANGED_MEANWHILE = (
    "Somebody else changed this comment while you had it open, so this was not saved. Open the "
    "comment in another tab, and put both together there."
)
CONFIRM = "Take these words out, or tick them to say that they identify nobody."
NO_WORDS = "Write what families will see, without anything that tells who it was."
NO_ANSWER = "Write our answer."
# The admin then gives each choice a line.
WIDE = {"class": "radiolist"}
Status = Comment.Status
DECISIONS = [
    (Status.RECEIVED, "Not yet: keep what I wrote as a draft"),
    (Status.PUBLISHED, "Publish it with our answer"),
    (Status.WITHHELD, "Withhold it"),
    (Status.HELD, "Hold it back: a program sent it"),
]


class Ticked(forms.MultipleChoiceField):
    """Ticks for words that were taken out meanwhile do no harm."""

    def valid_value(self, value: str) -> bool:
        return True


class AnswerForm(forms.ModelForm):
    as_of = forms.CharField(widget=forms.HiddenInput, required=False)
    confirmed = Ticked(
        label="These words identify nobody",
        required=False,
        widget=forms.CheckboxSelectMultiple(WIDE),
        help_text="They look like a name, a place or a condition that tells who somebody is.",
    )

    class Meta:
        model = Comment
        fields = list(DECIDING)
        widgets = {"status": forms.RadioSelect(WIDE), "reason": forms.RadioSelect(WIDE)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["as_of"] = token_of(self.instance)
        if "status" not in self.fields:
            return  # for people who may only look
        self.fields["status"].choices = DECISIONS
        self.fields["reason"].choices = Comment.Reason.choices
        confirmed = Confirmed.objects.keys_of(self.instance)
        texts = {name: self[name].value() or "" for name in LABELS}
        self.remarks = [each for each in remarks_on(texts) if each.key not in confirmed]
        self.questions = [each for each in self.remarks if each.can_be_confirmed]
        self.fields["confirmed"].choices = [
            (each.key, f"“{each.excerpts[0]}” ({each.label})") for each in self.questions
        ]
        if not self.questions:
            self.fields["confirmed"].widget = forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        stored = Comment.objects.select_for_update().get(pk=self.instance.pk)
        if data.get("as_of") != token_of(stored):
            self.add_error(None, CHANGED_MEANWHILE)
        status = data.get("status")
        if status == Status.WITHHELD and not data.get("reason"):
            self.add_error("reason", "Choose why. The law knows no other reasons.")
        elif status != Status.WITHHELD:
            data["reason"] = ""
        if status == Status.PUBLISHED:
            self.check_what_families_see(data)
        return data

    def check_what_families_see(self, data: dict[str, Any]) -> None:
        if not data.get("public_words"):
            self.add_error("public_words", NO_WORDS)
        if not clean(data.get("answer") or ""):
            self.add_error("answer", NO_ANSWER)
        for remark in self.remarks:
            if not remark.can_be_confirmed:
                self.add_error(remark.text.field, " ".join([remark.sentence, *remark.excerpts]))
        if {each.key for each in self.questions} - set(data.get("confirmed", [])):
            self.add_error("confirmed", CONFIRM)


def token_of(comment: Comment) -> str:
    """The same for as long as nobody changes the answer or the decision."""
    said = "\n".join(str(getattr(comment, name)) for name in DECIDING)
    return hashlib.sha256(said.encode()).hexdigest()
