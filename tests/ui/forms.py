"""Forms that mean harm, for the tests of this folder."""

from django import forms

from localoffer.ui.forms import GovukForm
from localoffer.ui.widgets import GovukDateWidget

HARM = '<script>alert("x")</script>&<b>'
CHOICES = [('"><b>', HARM), ("b", "B")]


class HostileForm(GovukForm):
    """Every kind of field; label, hint and choices are hostile text, as a survey's could be."""

    submit_label = HARM

    text = forms.CharField(label=HARM, help_text=HARM)
    story = forms.CharField(label=HARM, help_text=HARM, widget=forms.Textarea)
    place = forms.ChoiceField(label=HARM, help_text=HARM, choices=CHOICES)
    age = forms.ChoiceField(label=HARM, help_text=HARM, choices=CHOICES, widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label=HARM, help_text=HARM, choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    born = forms.DateField(label=HARM, help_text=HARM, widget=GovukDateWidget)
    letter = forms.FileField(label=HARM, help_text=HARM, widget=forms.FileInput)
    agree = forms.BooleanField(label=HARM, help_text=HARM)
    secret = forms.CharField(label=HARM, widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError(HARM)
