"""Sessions end after a time, and what somebody typed then is not lost."""

import re
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from localoffer.accounts.sessions import SEEN, SIGNED_IN
from localoffer.glossary.models import Term
from tests.people.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db
ADD = "/admin/glossary/term/add/"
TYPED = {
    "title": "EHC plan", "slug": "ehcp", "short": "A plan.", "body": "<p>TYPED\nand more</p>",
    "variants": "", "review_by": "2030-01-01", "owner": "", "notes": "",
}  # fmt: skip


@pytest.fixture
def client():
    make_person("Editor")
    client = Client()
    client.post("/admin/login/", {"username": "kim", "password": PASSWORD})
    assert client.get("/admin/").status_code == 200
    return client


def earlier(client, **seconds):
    """Move what the session remembers back."""
    session = client.session
    for name, value in seconds.items():
        session[name] -= value
    session.save()


@pytest.mark.parametrize(
    ("seconds", "status"),
    [
        ({SEEN: 29 * 60}, 200),
        ({SEEN: 31 * 60}, 302),
        ({SIGNED_IN: 11 * 3600 + 3500}, 200),
        ({SIGNED_IN: 12 * 3600 + 60}, 302),
    ],
    ids=["29 minutes idle", "31 minutes idle", "nearly 12 hours", "12 hours"],
)
def test_a_session_ends(client, seconds, status):
    earlier(client, **seconds)
    assert client.get("/admin/").status_code == status
    assert client.get("/admin/").status_code == status


def test_whoever_works_stays_signed_in(client):
    for _ in range(4):
        earlier(client, **{SEEN: 20 * 60})
        assert client.get("/admin/").status_code == 200


def test_requests_close_together_write_nothing(client, django_assert_num_queries):
    before = client.session[SEEN]
    client.get("/admin/password_change/")
    assert client.session[SEEN] == before


def test_an_old_session_shows_no_drafts(client):
    term = Term.objects.create(title="x", slug="x", short="x", body="x", state="draft")
    assert client.get(f"/admin/glossary/term/{term.pk}/preview/").status_code == 200
    earlier(client, **{SEEN: 31 * 60})
    assert client.get(f"/admin/glossary/term/{term.pk}/preview/").status_code == 302


def test_pages_for_the_public_look_at_no_session(django_assert_num_queries):
    response = Client().get("/")
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def typed_in(page):
    return re.search(r'name="typed" value="([^"]+)"', page)[1]


def form_token(client):
    """A browser sends one with every form; the test client needs any."""
    return {"csrfmiddlewaretoken": "x" * 32}


def test_what_was_typed_comes_back_after_signing_in(client):
    earlier(client, **{SEEN: 31 * 60})
    page = client.post(ADD, TYPED | form_token(client) | {"_publish": "1"})
    assert page.status_code == 200
    html = page.content.decode()
    assert "What you typed is kept" in html
    assert f'action="/admin/login/?{urlencode({"next": ADD})}"' in html
    assert "no-store" in page["Cache-Control"]
    data = {"username": "kim", "password": PASSWORD, "typed": typed_in(html), "next": ADD}
    wrong = client.post("/admin/login/", data | {"password": "wrong"}).content.decode()
    assert typed_in(wrong) == data["typed"]
    shown = client.post("/admin/login/", data)
    html = shown.content.decode()
    assert f'<form method="post" action="{ADD}"' in html
    assert "no-store" in shown["Cache-Control"]
    assert "script-src 'self'" in shown["Content-Security-Policy"]
    again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
    assert again["title"] == "EHC plan"
    assert "TYPED\nand more" in html
    assert "<dt>Review by</dt><dd>2030-01-01</dd>" in html
    assert "<dt>Publish</dt>" not in html
    assert not Term.objects.exists()
    assert client.post(ADD, TYPED).status_code == 302
    assert Term.objects.get().title == "EHC plan"


def test_it_is_shown_to_nobody_who_is_not_signed_in(client):
    earlier(client, **{SEEN: 31 * 60})
    packet = typed_in(client.post(ADD, TYPED | form_token(client)).content.decode())
    data = {"username": "kim", "password": "wrong", "typed": packet}
    assert "EHC plan" not in Client().post("/admin/login/", data).content.decode()


def test_a_packet_of_somebody_elses_making_is_passed_over():
    make_person("Editor")
    data = {"username": "kim", "password": PASSWORD, "typed": "forged:packet:here"}
    assert Client().post("/admin/login/", data)["Location"] == "/admin/"


def test_markup_in_what_was_typed_is_text(client):
    earlier(client, **{SEEN: 31 * 60})
    hostile = {"title": '"><script>alert(1)</script>', "csrfmiddlewaretoken": "x" * 32}
    packet = typed_in(client.post(ADD, hostile).content.decode())
    data = {"username": "kim", "password": PASSWORD, "typed": packet}
    assert "<script>alert" not in client.post("/admin/login/", data).content.decode()


def test_what_no_browser_sent_is_only_led_to_sign_in():
    response = Client().post(ADD, TYPED)
    assert response.status_code == 302
    assert response["Location"] == f"/admin/login/?next={ADD}"


def test_the_times_are_those_that_were_decided():
    assert (settings.SIGNED_IN_IDLE_FOR, settings.SIGNED_IN_FOR) == (30 * 60, 12 * 60 * 60)


def test_signing_in_as_somebody_else_begins_anew(client):
    make_person("Editor", name="max")
    earlier(client, **{SIGNED_IN: 11 * 3600})
    client.post("/admin/login/", {"username": "max", "password": PASSWORD})
    earlier(client, **{SIGNED_IN: 11 * 3600})
    assert client.get("/admin/").status_code == 200
    earlier(client, **{SIGNED_IN: 3600 + 60})
    assert client.get("/admin/").status_code == 302


def send_with_an_old_token(client, **headers):
    """As a form that stood open while somebody signed in again in another tab."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    strict.get(ADD)
    data = {"csrfmiddlewaretoken": "x" * 64, "title": "Words typed before", "_continue": "1"}
    return strict.post(ADD, data, headers=headers)


def test_signing_in_again_in_another_tab_takes_no_words_from_this_one(client):
    page = send_with_an_old_token(client, origin="http://testserver")
    html = page.content.decode()
    assert page.status_code == 200
    assert 'name="title" value="Words typed before"' in html
    assert "Send it again" in html
    assert "no-store" in page["Cache-Control"]
    assert not Term.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}, {"origin": "null"}])
def test_a_form_from_elsewhere_is_offered_to_nobody(client, headers):
    page = send_with_an_old_token(client, **headers)
    assert page.status_code == 403
    assert "Words typed before" not in page.content.decode()
