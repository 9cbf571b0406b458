"""Forms that families fill in."""

from django import forms

from graduated_response.models import AskedQuestion, CopyRequest
from localoffer.publishing.lines import LinesField
from localoffer.submissions.forms import SubmissionForm

NO_WAY_TO_REACH = "Tell us how to reach you: an e-mail, a phone number or a postal address"


class CopyRequestForm(SubmissionForm):
    submit_label = "Send"
    own_details = frozenset({"name", "phone", "address"})

    class Meta:
        model = CopyRequest
        fields = ["wanted", "name", "email", "phone", "address", "more"]
        labels = {
            "wanted": "What would you like?",
            "name": "Your name (optional)",
            "email": "E-mail",
            "phone": "Phone number",
            "address": "Postal address",
            "more": "Anything else we should know? (optional)",
        }
        help_texts = {
            "name": "It does not have to be your full name.",
            "email": "We will send you a short note that we got this.",
            "phone": "Tell us if you would like a text.",
            "address": "We need it to post a paper copy to you.",
            "more": "For example which language. Please write nothing private about your child.",
        }
        widgets = {
            "wanted": forms.RadioSelect,
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
            "phone": forms.TextInput({"type": "tel", "autocomplete": "tel"}),
            "address": forms.Textarea({"rows": 4, "autocomplete": "street-address"}),
            "more": forms.Textarea({"rows": 4}),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = CopyRequest.Wanted.choices

    def clean(self) -> dict:
        data = super().clean()
        ways = ("email", "phone", "address")
        if not any(data.get(way) or way in self.errors for way in ways):
            self.add_error("email", NO_WAY_TO_REACH)
        return data


class AskForm(SubmissionForm):
    submit_label = "Send your question"

    class Meta:
        model = AskedQuestion
        fields = ["words", "topic", "email"]
        field_classes = {"words": LinesField}
        labels = {
            "words": "Your question",
            "topic": "What is it about? (optional)",
            "email": "E-mail (optional)",
        }
        help_texts = {
            "words": "Please do not write any names, or anything that shows who a child is.",
            "email": "Only if you want us to tell you when the answer is here. We delete your "
            "e-mail 30 days after that.",
        }
        widgets = {
            "words": forms.Textarea({"rows": 6}),
            "email": forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].empty_label = "I do not know"
