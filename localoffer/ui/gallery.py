"""Made-up data for the component gallery: every kind of field, in every state."""

from datetime import date

from django import forms

from .forms import GovukForm
from .widgets import GovukDateWidget

AGES = [("early", "0 to 5 years"), ("school", "5 to 16 years"), ("older", "16 to 25 years")]


class EveryField(GovukForm):
    """One field of each kind. Sent empty, each shows its error."""

    submit_label = "Save and continue"

    name = forms.CharField(label="Your name")
    email = forms.EmailField(label="Your e-mail", help_text="We only use it to answer you")
    phone = forms.CharField(
        label="Phone", widget=forms.TextInput({"type": "tel", "class": "govuk-input--width-20"})
    )
    web = forms.URLField(label="Web address", assume_scheme="https")
    children = forms.IntegerField(
        label="How many children?", widget=forms.NumberInput({"class": "govuk-input--width-2"})
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    story = forms.CharField(
        label="Tell us what happened",
        help_text="Please leave out names",
        widget=forms.Textarea({"rows": 4}),
    )
    place = forms.ChoiceField(
        label="Nearest town", choices=[("", "Choose a town"), ("a", "Ashby"), ("b", "Brook")]
    )
    age = forms.ChoiceField(
        label="How old is your child?",
        help_text="Choose one",
        choices=AGES,
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="What do you want to know more about?",
        help_text="Choose all that fit",
        choices=[("talk", "Talking and listening"), ("learn", "Learning"), ("feel", "Feelings")],
        widget=forms.CheckboxSelectMultiple,
    )
    born = forms.DateField(
        label="Date of birth", help_text="For example, 27 3 2018", widget=GovukDateWidget
    )
    letter = forms.FileField(label="Add a file", widget=forms.FileInput)
    agree = forms.BooleanField(label="You may write to me", help_text="You can change your mind")


FILLED = {
    "name": "Sam <b>O'Neil</b>",
    "email": "sam@example.org",
    "age": "school",
    "needs": ["talk", "feel"],
    "place": "b",
    "born": date(2018, 3, 27),
    "agree": True,
}

EXAMPLES = {
    "hostile": "<script>alert('shown as text')</script>",
    "stages": [
        {"slug": slug, "title": title, "href": f"#{slug}", "text": text}
        for slug, title, text in [
            ("assess", "Assess", "We find out what your child needs."),
            ("plan", "Plan", "We agree together what will help."),
            ("do", "Do", "The help happens, day by day."),
            ("review", "Review", "We look at what worked, and change what did not."),
        ]
    ],
    "guide": [
        {"title": "Who to talk to first", "url": "#a"},
        {"title": "What happens next", "url": "#b", "current": True},
        {"title": "If you do not agree", "url": "#c"},
    ],
    "facts": [
        {"key": "When", "value": "Tuesday 12 May 2026\n6pm to 7.30pm"},
        {"key": "Where", "value": "Brook Library", "href": "#map"},
        {"key": "Cost", "value": "Free"},
        {"key": "Left out", "value": ""},
    ],
    "filter_groups": [
        {
            "name": "Age",
            "items": [
                {"label": label, "href": f"?phase={slug}", "count": 12, "current": slug == "early"}
                for slug, label in AGES
            ],
        },
        {"name": "Need", "items": [{"label": "Learning", "href": "?need=learning"}]},
    ],
    "event_day": date(2026, 5, 12),
    "event_day_block": {
        "iso": "2026-05-12",
        "weekday": "Tuesday",
        "number": 12,
        "month": "May",
        "year": 2026,
    },
    "updated": date(2026, 2, 3),
    "colours": ["", "grey", "green", "teal", "purple", "magenta", "red", "orange", "yellow"],
}
