"""Sending a comment: kept once, told to the council without its words, nothing typed is lost."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client

from localoffer.feedback.models import Comment
from localoffer.outbox.models import Message
from localoffer.site.models import SiteSettings
from localoffer.submissions import throttle
from localoffer.submissions.forms import new_sending

pytestmark = pytest.mark.django_db

FORM = "/feedback/"
FILLED = {
    "category": "missing",
    "words": "Nothing is said about <b>holidays</b> for my Robin.",
    "page": "the page about clubs",
    "email": "sam@example.org",
}
PRIVATE = ("holidays", "Robin", "clubs", "sam@")


@pytest.fixture(autouse=True)
def council():
    SiteSettings.objects.create(
        pk=1,
        council_name="Larkshire Council",
        email="offer@larkshire.example",
        phone="01632 960100",
    )


@pytest.fixture
def opened(time_machine):
    """The form, opened a minute ago."""
    time_machine.move_to("2026-11-22 10:00+00:00", tick=False)
    sending = new_sending()
    time_machine.shift(timedelta(minutes=1))
    return {**FILLED, "sending": sending}


def test_a_comment_is_kept_and_both_are_told_without_its_words(client, opened, caplog):
    caplog.set_level(logging.DEBUG)
    response = client.post(FORM, opened)
    kept = Comment.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/feedback/sent/{kept.reference}/"
    assert {name: getattr(kept, name) for name in FILLED} == FILLED
    assert (kept.status, kept.decided, kept.public_words) == ("received", None, "")
    council, receipt = Message.objects.order_by("pk")
    assert council.to == "offer@larkshire.example"
    assert council.subject == "A comment on the local offer: Something that is missing"
    assert f"/admin/feedback/comment/{kept.pk}/change/" in council.body
    assert receipt.to == "sam@example.org"
    assert receipt.subject == f"We got your comment ({kept.reference})"
    assert "/contact/" in receipt.body
    assert "01632 960100 or offer@larkshire.example" in receipt.body
    thanks = client.get(response["Location"])
    assert thanks["X-Robots-Tag"] == "noindex, nofollow"
    page = thanks.content.decode()
    assert f"<strong>{kept.reference}</strong>" in page
    logged = [each.getMessage() for each in caplog.records if each.name != "django.db.backends"]
    told = [page, council.subject, council.body, council.key, receipt.subject, receipt.body]
    assert [word for word in PRIVATE if word in "".join([*told, *logged])] == []
    assert client.get("/feedback/sent/AAAAAAAA/").status_code == 404


def test_only_what_is_needed_is_asked_for(client, opened):
    client.post(FORM, {**opened, "page": "", "email": ""})
    assert Comment.objects.get().email == ""
    assert [mail.to for mail in Message.objects.all()] == ["offer@larkshire.example"]


def test_sent_twice_it_is_one_comment(client, opened):
    first = client.post(FORM, opened)
    second = Client().post(FORM, opened)
    assert first["Location"] == second["Location"]
    assert Comment.objects.get().words == FILLED["words"]
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"words": ""}, "Please fill in: Your comment"),
        ({"category": ""}, "Please choose: What is it about?"),
        ({"category": "rude"}, "Select a valid choice"),
        ({"email": "sam@example.org\nBcc: eve@example.org"}, "Enter a valid email address"),
        ({"words": "x" * 3001}, "at most 3000 characters"),
        ({"words": "a\0b"}, "Null characters are not allowed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, opened, wrong, sentence):
    response = client.post(FORM, {**opened, **wrong})
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error: Tell us what you think" in html
    assert sentence in html
    assert 'value="the page about clubs"' in html
    assert ("&lt;b&gt;holidays&lt;/b&gt; for my Robin" in html) == ("words" not in wrong)
    assert opened["sending"] in html
    assert not Comment.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("trap", [{"leave_empty": "x"}, {"sending": "at once"}])
def test_what_a_program_sends_is_held_back_not_lost(client, opened, trap):
    if "sending" in trap:
        trap = {"sending": new_sending()}
    response = client.post(FORM, {**opened, **trap})
    kept = Comment.objects.get()
    assert kept.status == "held"
    assert response["Location"] == f"/feedback/sent/{kept.reference}/"  # it learns nothing
    assert client.get(response["Location"]).status_code == 200
    assert not Message.objects.exists()


def test_too_many_are_told_to_wait_and_lose_nothing(client, opened, monkeypatch):
    monkeypatch.setattr(throttle, "FROM_A_NETWORK", 0)
    response = client.post(FORM, opened)
    assert response.status_code == 429
    assert "the page about clubs" in response.content.decode()
    assert not Comment.objects.exists()


def test_a_form_from_elsewhere_is_refused(opened):
    client = Client(enforce_csrf_checks=True)
    assert client.post(FORM, opened).status_code == 403
    assert client.put(FORM, opened).status_code == 405
    page = client.get(FORM)
    assert list(page.cookies) == ["csrftoken"]
    assert "no-store" in page["Cache-Control"]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    assert client.post(FORM, {**opened, "csrfmiddlewaretoken": token}).status_code == 302


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("/glossary/", "/glossary/"),
        ("/glossary/?q=1#a", "/glossary/"),
        ("/you-said-we-did/2026/", "/you-said-we-did/2026/"),
        ("/no/such/page/", ""),
        ("/admin/feedback/comment/", ""),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
        ("https://evil.example/glossary/", ""),
        ("javascript:alert(1)", ""),
        ('/"><script>alert(1)</script>/', ""),
        ("/\0/", ""),
        ("/" + "a" * 5000 + "/", ""),
        ("", ""),
    ],
)
def test_the_page_is_filled_in_only_if_it_is_one_of_ours(client, given, shown):
    html = client.get(FORM, {"page": given}).content.decode()
    box = re.search(r'<input type="text" name="page"[^>]*>', html)[0]
    assert re.findall(r'value="([^"]*)"', box) == ([shown] if shown else [])
    assert "evil.example" not in html
    assert "alert(1)" not in html
