"""What may tell who somebody is comes back once before it is sent, and nothing typed is lost."""

import logging
import re
from datetime import timedelta

import pytest
from django import forms
from django.core.cache import cache
from django.urls import reverse

from events.models import Venue
from graduated_response.forms import AskForm, CopyRequestForm
from graduated_response.models import AskedQuestion, CopyRequest
from localoffer.feedback.forms import CommentForm
from localoffer.feedback.models import Comment
from localoffer.identity.guard import MAY_TELL
from localoffer.submissions.forms import SubmissionForm, new_sending

pytestmark = pytest.mark.django_db

TELLING = "Why was my son Tom sent home from Oak Hill Primary?"
# (form, model, address, the fields, those in which people write freely)
FORMS = [
    (CommentForm, Comment, "feedback:send", {"category": "missing"}, ["words", "page"]),
    (AskForm, AskedQuestion, "questions:ask", {}, ["words"]),
    (
        CopyRequestForm,
        CopyRequest,
        "graduated_response:booklet_ask",
        {"wanted": "paper", "name": "Ann Marsh", "address": "Ann Marsh, 1 Hill"},
        ["more"],
    ),
]
CASES = [
    pytest.param(model, address, {**fields, "email": "sam@post.example"} | {
        other: "Nothing is said." for other in texts if other != "page"} | {name: TELLING}, name,
        id=f"{form.__name__}-{name}")
    for form, model, address, fields, texts in FORMS
    for name in texts
]  # fmt: skip


@pytest.fixture(autouse=True)
def quiet():
    cache.clear()


@pytest.fixture
def sending(time_machine):
    """That of a form opened a minute ago."""
    time_machine.move_to("2026-11-22 10:00+00:00", tick=False)
    given = new_sending()
    time_machine.shift(timedelta(minutes=1))
    return given


def sending_in(page: str) -> str:
    return re.search(r'name="sending" value="([^"]+)"', page)[1]


def test_every_form_of_the_public_is_tried_here():
    assert {form for form, *_ in FORMS} == set(SubmissionForm.__subclasses__())


@pytest.mark.parametrize(("form", "texts"), [(each[0], each[4]) for each in FORMS])
def test_no_free_text_is_left_out(form, texts):
    shown = form()
    assert shown.free_texts() == texts
    rest = {name for name, field in shown.fields.items() if isinstance(field, forms.CharField)}
    plain = {"sending", "leave_empty", "email"}
    assert rest - set(texts) - plain == form.own_details


@pytest.mark.parametrize(("model", "address", "filled", "name"), CASES)
def test_it_comes_back_once_with_all_that_was_typed(
    client, sending, caplog, model, address, filled, name
):
    caplog.set_level(logging.DEBUG)
    path = reverse(address)
    response = client.post(path, filled | {"sending": sending})
    page = response.content.decode()
    assert (response.status_code, model.objects.count()) == (200, 0)
    assert MAY_TELL in page
    assert "my son Tom" in page.partition("<form")[0]
    assert f'href="#id_{name}"' in page
    assert "<title>Please check: " in page
    assert 'tabindex="-1" autofocus' in page
    assert "further.css" in page  # the sheet of the banner
    for typed in filled.values():
        assert typed in page
    assert "There is a problem" not in page
    again = filled | {"sending": sending_in(page), "as_it_is": "Send it as it is"}
    assert client.post(path, again).status_code == 302
    assert getattr(model.objects.get(), name) == TELLING
    logged = [each.getMessage() for each in caplog.records if each.name != "django.db.backends"]
    assert not any("Tom" in line or "Oak Hill" in line for line in logged)


@pytest.mark.parametrize(("model", "address", "filled", "name"), CASES)
def test_changed_words_are_sent_without_another_question(
    client, sending, model, address, filled, name
):
    path = reverse(address)
    page = client.post(path, filled | {"sending": sending}).content.decode()
    changed = filled | {name: "Why was my son sent home?", "sending": sending_in(page)}
    assert client.post(path, changed).status_code == 302
    assert getattr(model.objects.get(), name) == "Why was my son sent home?"


def test_another_name_is_asked_about_and_the_answer_is_remembered(client, sending):
    filled = {"category": "missing", "words": TELLING}
    page = client.post("/feedback/", filled | {"sending": sending}).content.decode()
    more = {
        "category": "",
        "words": f"{TELLING} Aisha said no.",
        "sending": sending_in(page),
        "as_it_is": "1",
    }
    page = client.post("/feedback/", more).content.decode()
    assert "There is a problem" in page  # no category was chosen
    assert Comment.objects.count() == 0
    more = {"category": "missing", "words": more["words"], "sending": sending_in(page)}
    page = client.post("/feedback/", more).content.decode()
    seen = page.partition("<form")[0]
    assert "Aisha said" in seen
    assert "my son Tom" not in seen
    sent = client.post("/feedback/", more | {"sending": sending_in(page), "as_it_is": "1"})
    assert sent.status_code == 302
    assert Comment.objects.get().words == more["words"]


def test_nobody_sends_it_as_it_is_before_the_question(client, sending):
    filled = {"category": "missing", "words": TELLING, "sending": sending, "as_it_is": "1"}
    assert MAY_TELL in client.post("/feedback/", filled).content.decode()
    assert Comment.objects.count() == 0


def test_names_of_the_site_bring_no_question(client, sending):
    Venue.objects.create(name="Rose Thornbury", address="1 Hill", postcode="AB1 2CD")
    filled = {"category": "missing", "words": "Is Rose Thornbury open?", "sending": sending}
    assert client.post("/feedback/", filled).status_code == 302


def test_the_page_with_the_question_is_sound_html(client, sending, html_errors):
    filled = {"category": "missing", "words": f"{TELLING} “<b>", "sending": sending}
    page = client.post("/feedback/", filled).content.decode()
    assert html_errors([("/feedback/", page)]) == []
