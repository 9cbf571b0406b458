"""One form, one key: the same words are one record, other words are another one. In every form."""

from datetime import timedelta

import pytest
from django.test import Client

from graduated_response.forms import AskForm, CopyRequestForm
from localoffer.feedback.forms import CommentForm
from localoffer.submissions.forms import SubmissionForm, new_sending

pytestmark = pytest.mark.django_db

# Where each form is, what somebody writes, and what they write after going back.
FORMS = {
    CommentForm: (
        "/feedback/",
        {"category": "missing", "words": "Nothing about holidays."},
        {"words": "Nothing about clubs."},
    ),
    AskForm: (
        "/questions/ask/",
        {"words": "What is a review?"},
        {"words": "Who may come to a review?"},
    ),
    CopyRequestForm: (
        "/graduated-response/booklet/ask/",
        {"wanted": "paper", "name": "Sam Reed", "address": "1 High Street"},
        {"address": "2 High Street"},
    ),
}


@pytest.fixture(params=FORMS, ids=lambda form: form.__name__)
def form(request, time_machine):
    """(model, address, first words, other words) of a form that was opened a minute ago."""
    time_machine.move_to("2026-11-22 10:00+00:00", tick=False)
    sending = new_sending()
    time_machine.shift(timedelta(minutes=1))
    address, first, changes = FORMS[request.param]
    first = {**first, "sending": sending}
    return request.param.Meta.model, address, first, {**first, **changes}


def test_no_form_for_the_public_is_left_out():
    assert set(SubmissionForm.__subclasses__()) == set(FORMS)


def test_other_words_under_the_same_key_are_never_dropped(client, form):
    model, address, first, other = form
    one, two = client.post(address, first), Client().post(address, other)
    assert (one.status_code, two.status_code) == (302, 302)
    assert one["Location"] != two["Location"]
    (changed,) = first.items() - other.items()
    kept = set(model.objects.values_list(changed[0], flat=True))
    assert kept == {first[changed[0]], other[changed[0]]}


def test_the_same_words_are_never_kept_twice(client, form):
    model, address, first, other = form
    answers = [client.post(address, data)["Location"] for data in (first, other, other, first)]
    assert answers == [answers[0], answers[1], answers[1], answers[0]]
    assert model.objects.count() == 2
