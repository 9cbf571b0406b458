"""Forms as a visitor meets them: names of problems, links to them, nothing hostile alive."""

import re
from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from localoffer.ui.forms import GovukForm
from localoffer.ui.widgets import GovukDateWidget

from .forms import HARM, HostileForm

PAGE = Template("{% load crispy_forms_tags govuk_forms %}{% error_summary form %}{% crispy form %}")


def render(form):
    return PAGE.render(Context({"form": form, "csrf_token": "t0ken"}))


class Booking(GovukForm):
    submit_label = "Book"
    name = forms.CharField(label="Your name")
    age = forms.ChoiceField(label="Age", choices=[("a", "A")], widget=forms.RadioSelect)
    day = forms.DateField(label="Day", widget=GovukDateWidget, required=False)


def test_nothing_hostile_is_alive():
    hostile = {"text": "", "story": HARM, "place": HARM, "age": HARM, "needs": [HARM]}
    hostile |= {"born-day": '"><b>', "secret": '"><b>'}
    for form in (HostileForm(), HostileForm(hostile, {})):
        html = render(form)
        assert "<script" not in html
        assert "<b>" not in html
        assert "&lt;script&gt;" in html


@pytest.mark.parametrize("prefix", [None, "first"])
def test_every_error_link_has_a_target(prefix):
    html = render(HostileForm({}, {}, prefix=prefix))
    targets = re.findall(r'<li><a href="#([^"]+)"', html)
    assert len(targets) == 8
    for target in targets:
        assert len(re.findall(rf'<(?:input|select|textarea)[^>]* id="{target}"', html)) == 1, target


@pytest.mark.parametrize("form", [HostileForm(), HostileForm({}, {})])
def test_ids_are_unique_and_descriptions_exist(form):
    html = render(form)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    described = re.findall(r'aria-describedby="([^"]+)"', html)
    assert len(described) == 8
    assert {part for value in described for part in value.split()} <= set(ids)


def test_errors_say_which_answer_is_missing():
    html = render(Booking({}))
    assert '<a href="#id_name">Please fill in: Your name</a>' in html
    assert '<a href="#id_age">Please choose: Age</a>' in html


def test_an_error_of_the_whole_form_has_no_link():
    html = render(HostileForm({}, {}))
    assert "<li>&lt;script&gt;" in html


def test_own_words_for_a_missing_answer_stay():
    class Own(GovukForm):
        name = forms.CharField(error_messages={"required": "Tell us your name"})

    assert Own({}).errors == {"name": ["Tell us your name"]}


def test_a_form_carries_token_button_and_no_bubbles():
    html = render(Booking())
    assert '<form novalidate method="post">' in " ".join(html.split())
    assert 'name="csrfmiddlewaretoken" value="t0ken"' in html
    assert " required" not in html
    assert 'class="govuk-button" name="submit" value="Book">Book</button>' in html
    assert "govuk-error-summary" not in html


def test_a_form_with_a_file_is_multipart():
    assert 'enctype="multipart/form-data"' in render(HostileForm())
    assert "enctype" not in render(Booking())


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        (("27", "3", "2018"), date(2018, 3, 27)),
        ((" 7 ", "03", "2018"), date(2018, 3, 7)),
        (("", "", ""), None),
        (("31", "2", "2018"), "error"),
        (("", "2", "2018"), "error"),
        (("1", "2", "18"), "error"),
        (("1-1", "2", "2018"), "error"),
        (("٣", "x" * 500, "\x00"), "error"),
    ],
)
def test_dates_in_three_boxes(typed, cleaned):
    names = ("day-day", "day-month", "day-year")
    form = Booking({"name": "x", "age": "a", **dict(zip(names, typed, strict=True))})
    assert form.is_valid() == (cleaned != "error")
    if cleaned != "error":
        assert form.cleaned_data["day"] == cleaned


def test_a_wrong_date_comes_back_as_it_was_typed():
    html = render(Booking({"day-day": "31", "day-month": "Feb", "day-year": "2018"}))
    for name, value in (("day", "31"), ("month", "Feb"), ("year", "2018")):
        assert f'name="day-{name}" type="text" value="{value}"' in html
    assert '<a href="#id_day-day">Enter a valid date.</a>' in html


def test_boxes_that_are_not_sent_are_an_empty_date():
    assert Booking({"name": "x", "age": "a", "day-day": "1"}).errors.keys() == {"day"}
    assert Booking({"name": "x", "age": "a"}).errors == {}
