"""The form of an expectation: its code, its readings side by side, its paragraphs of the law."""

from typing import Any

from django import forms
from django.utils.text import Truncator

from graduated_response.law import PARAGRAPH_5, in_law, letters
from graduated_response.models import Statement
from localoffer.publishing.inlines import UntouchedRowsFormSet

READINGS = Statement.READING_FIELDS.values()
NO_LETTERS = "This area has no letters for codes yet. Give it some first."
STILL_RIGHT = "Still right: it says the same as the sentence"


class LawField(forms.MultipleChoiceField):
    """Paragraphs to tick, kept as '5(b), 5(i)'."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        choices = [(letter, f"5({letter}) {words}") for letter, words in PARAGRAPH_5.items()]
        super().__init__(choices=choices, **kwargs)

    def prepare_value(self, value: Any) -> list[str]:
        return letters(value) if isinstance(value, str) else value or []

    def clean(self, value: Any) -> str:
        return in_law(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(letters(initial or ""), data)


class StatementForm(forms.ModelForm):
    """An empty code of a new expectation becomes the next free one of its area. A reading counts
    as checked against the sentence when it was written anew, or when somebody ticks that it is."""

    law = LawField(
        required=False,
        label="Paragraphs of Schedule 2",
        help_text="SEND Regulations 2014, Schedule 2: what a Local Offer must say.",
    )
    for_parents_checked = forms.BooleanField(required=False, label=STILL_RIGHT)
    easy_read_checked = forms.BooleanField(required=False, label=STILL_RIGHT)

    class Meta:
        model = Statement
        fields = ["area", "code"]
        labels = {"title": "The sentence, for settings"}
        widgets = {"title": forms.Textarea(attrs={"rows": 6, "cols": 40, "maxlength": 200})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].required = False
            self.fields["code"].help_text = (
                "Leave it empty to take the area's next free number. "
                "People quote it, so it cannot be changed later."
            )
        for field in READINGS:
            if f"{field}_checked" in self.fields:
                self.fields[f"{field}_checked"].help_text = self._since(field)

    def _since(self, field: str) -> str:
        """What an editor must know to say that a reading is still right."""
        before = Truncator(getattr(self.instance, f"{field}_from")).words(30)
        if field in self.instance.stale_fields():
            return f"Stale. It was checked against: “{before}” Families see a note until you tick."
        return "Tick this if you change the sentence and these words still fit it."

    def clean(self) -> dict:
        data = super().clean()
        if "code" in self.fields and not data.get("code") and data.get("area"):
            data["code"] = data["area"].next_code()
            if not data["code"]:
                self.add_error("area", NO_LETTERS)
        return data

    def save(self, commit: bool = True) -> Statement:
        checked = [
            field
            for field in READINGS
            if field in self.changed_data or self.cleaned_data.get(f"{field}_checked")
        ]
        if checked:
            self.instance.check_readings(*checked)
        return super().save(commit)


class PictureFormSet(UntouchedRowsFormSet):
    """Each picture stands beside a line that there is."""

    def clean(self) -> None:
        super().clean()
        last = len(self.instance.easy_read.splitlines())
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if data.get("line", 0) > last and not data.get("DELETE"):
                lines = "1 line" if last == 1 else f"{last} lines"
                form.add_error("line", f"The Easy Read text has {lines}.")
