"""The form in which a family gets ready for a meeting."""

from typing import Any

from django import forms

from localoffer.plain_text.characters import clean_lines
from localoffer.ui.forms import GovukForm

from .questions import Group, Question

TOO_LONG = (
    "Make this shorter: it can have %(limit_value)d letters, and you have written %(show_value)d."
)
CHANGED = "A question you ticked has just been changed. Look at the questions again."


class Words(forms.CharField):
    """Text that may be left out. Its limit is said in words: a browser would cut what is pasted."""

    def __init__(self, label: str, most: int, rows: int = 1, help_text: str = "") -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
        super().__init__(
            label=label,
            max_length=most,
            widget=widget,
            help_text=help_text,
            required=False,
            error_messages={"max_length": TOO_LONG},
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value: Any) -> str:
        return super().to_python(clean_lines(str(value or "")))


class MeetingForm(GovukForm):
    submit_label = "Make my sheet"

    when = Words("When and where is the meeting?", 150)
    who = Words("Who will be there?", 500, 3, "Names or jobs. You can bring somebody with you.")
    questions = forms.MultipleChoiceField(
        label="Questions you want to ask",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHANGED},
    )
    own = Words("Your own questions", 2000, 5, "Write each question on a new line.")
    notes = Words(
        "What you want to say",
        4000,
        8,
        "For example what you see at home, what helps, and what your child says about it.",
    )

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.by_key = {each.key: each for group in groups for each in group.questions}
        self.fields["questions"].choices = [(key, key) for key in self.by_key]

    def ticked(self) -> set[str]:
        return set(self["questions"].value() or ())

    def asked(self) -> list[Question]:
        """The ticked questions of a valid form, in the order of the page."""
        chosen = set(self.cleaned_data["questions"])
        return [question for key, question in self.by_key.items() if key in chosen]

    def carried(self) -> list[tuple[str, str]]:
        """(name, value) of all that was typed, for hidden fields: it lives in the page alone."""
        words = [(name, self.cleaned_data[name]) for name in ("when", "who", "own", "notes")]
        return words + [("questions", key) for key in self.cleaned_data["questions"]]
