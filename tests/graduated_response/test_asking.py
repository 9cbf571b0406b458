"""Asking a question on the site: kept once, told without its words, shown to nobody."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from events.models import Event
from graduated_response.models import AskedQuestion
from localoffer.outbox.models import Message
from localoffer.site.models import SiteSettings
from localoffer.submissions import throttle
from localoffer.submissions.forms import new_sending
from tests.public_site import costs

from .page_factories import make_question, make_set, make_topic, text_of

pytestmark = pytest.mark.django_db

ASK = "/questions/ask/"
WORDS = "Why does my neighbour's child get more help?"


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
    return {"words": WORDS, "email": "sam@example.org", "sending": sending}


def make_event(slug="spring", **fields):
    return Event.objects.create(
        **{"title": f"Event {slug}", "slug": slug, "body": "<p>Talk.</p>", "state": "live"}
        | {"audience": "Parents"}
        | fields
    )


def test_a_question_is_kept_and_both_are_told_without_its_words(client, opened):
    topic, event = make_topic(), make_event()
    address = f"{ASK}?event=spring"
    response = client.post(address, {**opened, "topic": topic.pk})
    kept = AskedQuestion.objects.get()
    assert (response.status_code, response["Location"]) == (
        302,
        f"/questions/asked/{kept.reference}/",
    )
    assert (kept.words, kept.topic, kept.event) == (WORDS, topic, event)
    assert (kept.email, kept.status, kept.closed) == ("sam@example.org", "new", None)
    council, receipt = Message.objects.order_by("pk")
    assert (council.to, receipt.to) == ("offer@larkshire.example", "sam@example.org")
    assert council.subject == f"Somebody asked a question ({kept.reference})"
    assert f"/admin/graduated_response/askedquestion/{kept.pk}/change/" in council.body
    assert receipt.subject == f"We got your question ({kept.reference})"
    assert "01632 960100 or offer@larkshire.example" in receipt.body
    thanks = client.get(response["Location"])
    assert thanks["X-Robots-Tag"] == "noindex, nofollow"
    page = thanks.content.decode()
    assert f"<strong>{kept.reference}</strong>" in page
    for private in ("neighbour", "sam@", "Event spring"):
        assert private not in page + council.subject + council.body + council.key
    assert "neighbour" not in receipt.subject + receipt.body
    assert client.get("/questions/asked/AAAAAAAA/").status_code == 404


def test_nobody_need_say_who_they_are(client, opened):
    client.post(ASK, {**opened, "email": ""})
    assert AskedQuestion.objects.get().email == ""
    assert [mail.to for mail in Message.objects.all()] == ["offer@larkshire.example"]


def test_sent_twice_it_is_one_question(client, opened):
    first = client.post(ASK, opened)
    second = Client().post(ASK, opened)
    assert first["Location"] == second["Location"]
    assert AskedQuestion.objects.get().words == WORDS
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": " "}, "Please fill in: Your question"),
        ({"words": "x" * 1001}, "at most 1000 characters"),
        ({"email": "a@b.example\nBcc: c@example.org"}, "Enter a valid email address"),
        ({"topic": "999"}, "Select a valid choice"),
        ({"sending": "forged"}, "What you wrote is still here"),
    ],
    ids=["empty", "long", "address", "topic", "key"],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, opened, changes, sentence):
    response = client.post(f"{ASK}?event=spring", {**opened, **changes})
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error: Ask a question" in html
    assert sentence in html
    kept = [value for name, value in opened.items() if name not in {"sending", *changes}]
    assert [value for value in kept if value.replace("'", "&#x27;") not in html] == []
    assert not AskedQuestion.objects.exists()
    assert not Message.objects.exists()


def test_lines_count_as_the_box_counts_them(client, opened):
    assert client.post(ASK, {**opened, "words": "a\r\n" * 499 + "bc"}).status_code == 302
    assert AskedQuestion.objects.get().words == "a\n" * 499 + "bc"


@pytest.mark.parametrize("trap", [{"leave_empty": "http://spam.example"}, {"sending": None}])
def test_what_a_program_sends_is_held_back_not_lost(client, opened, trap):
    data = {**opened, **trap}
    response = client.post(ASK, data | {"sending": data["sending"] or new_sending()})
    kept = AskedQuestion.objects.get()
    assert (kept.status, kept.words) == ("held", WORDS)
    assert response["Location"] == f"/questions/asked/{kept.reference}/"  # it learns nothing
    assert not Message.objects.exists()


def test_too_many_are_told_to_wait(client, opened, monkeypatch):
    monkeypatch.setattr(throttle, "FROM_A_NETWORK", 1)
    assert client.post(ASK, opened).status_code == 302
    again = client.post(ASK, {**opened, "sending": new_sending()})
    assert again.status_code == 429
    assert WORDS.replace("'", "&#x27;") in again.content.decode()


def test_a_form_from_elsewhere_is_refused(opened):
    client = Client(enforce_csrf_checks=True)
    assert client.post(ASK, opened).status_code == 403
    assert client.put(ASK, opened).status_code == 405
    assert client.post("/questions/asked/AAAAAAAA/").status_code == 405
    page = client.get(ASK)
    assert list(page.cookies) == ["csrftoken"]
    assert "no-store" in page["Cache-Control"]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    assert client.post(ASK, {**opened, "csrfmiddlewaretoken": token}).status_code == 302


def test_an_event_that_families_see_is_named_and_any_other_is_ignored(client, opened):
    make_event()
    make_event("hidden", state="draft", title="Zebra")
    assert "about <strong>Event spring</strong>" in text_of(client, f"{ASK}?event=spring")
    for value in ("hidden", "nowhere", "%00", "", "a b", "x" * 3000, "spring&event=hidden"):
        page = text_of(client, f"{ASK}?event={value}")
        assert "Your question is about" not in page
        assert "Zebra" not in page
    client.post(f"{ASK}?event=hidden", opened)
    assert AskedQuestion.objects.get().event is None


def test_pages_of_questions_and_events_lead_to_the_form(client):
    make_question(question_set=make_set(event=make_event()))
    for address in ("/questions/", "/questions/how-long/"):
        assert '<a href="/questions/ask/">Ask a question</a>' in text_of(client, address)
    link = '<a href="/questions/ask/?event=spring" rel="nofollow">Ask a question'
    assert f"{link}</a>" in text_of(client, "/questions/set/webinar/")
    assert f"{link} about this event</a>" in text_of(client, "/events/spring/")


@pytest.mark.parametrize("items", [1, 3])
def test_queries(client, items):
    for n in range(items):
        make_topic(f"topic-{n}")
        make_event(f"event-{n}")
    kept = AskedQuestion.objects.create(key="1" * 32, words=WORDS)
    assert costs(client, f"{ASK}?event=event-0") == (4, 3)
    assert costs(client, f"/questions/asked/{kept.reference}/") == (3, 2)


@pytest.mark.parametrize("fields", [{"status": "other"}, {"status": "answered"}])
def test_the_database_keeps_status_and_day_together(fields):
    AskedQuestion.objects.create(key="1" * 32, words=WORDS)
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedQuestion.objects.update(**fields)
