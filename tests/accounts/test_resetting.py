"""A forgotten password: nobody learns who has an account, and a link is good once, for an hour."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import tokens
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from localoffer.accounts import tasks
from localoffer.accounts.models import ResetRequest
from localoffer.outbox.models import Message
from tests.people.factories import make_person, signed_in

pytestmark = pytest.mark.django_db
ASK = "/admin/password/"
NEW = {"new_password1": "another long one", "new_password2": "another long one"}


@pytest.fixture
def kim():
    return make_person("Editor", email="kim@example.org")


def ask(email="kim@example.org", client=None, **headers):
    return (client or Client()).post(ASK, {"email": email}, **headers)


def link():
    """The one link that was sent, as a path."""
    tasks.run(timezone.now())
    (found,) = re.findall(r"http://127\.0\.0\.1:8000(/\S+)", Message.objects.get().body)
    return found


def open_link(path, client):
    return client.get(path, follow=True)


def test_a_link_leads_to_a_new_password(kim):
    assert ask()["Location"] == "/admin/password/sent/"
    client = Client()
    page = open_link(link(), client)
    assert "For the account “kim”" in page.content.decode()
    address = page.redirect_chain[-1][0]
    assert client.post(address, NEW)["Location"] == "/admin/password/done/"
    kim.refresh_from_db()
    assert kim.check_password("another long one")
    assert LogEntry.objects.get().change_message == "Chose a new password by a link from an e-mail."
    assert client.get("/admin/").status_code == 302  # who has the link signs in like everybody


def test_the_mail_says_how_long_and_to_whom(kim):
    ask("KIM@example.org")
    link()
    message = Message.objects.get()
    assert message.to == "kim@example.org"
    assert "within one hour" in message.body
    assert "“kim”" in message.body


def test_a_link_works_once(kim):
    ask()
    path, client = link(), Client()
    address = open_link(path, client).redirect_chain[-1][0]
    client.post(address, NEW)
    again = open_link(path, Client()).content.decode()
    assert "This link does not work any more." in again
    assert "new_password1" not in again
    client.post(address, {"new_password1": "a third long one", "new_password2": "a third long one"})
    kim.refresh_from_db()
    assert kim.check_password("another long one")


def test_a_link_ends_after_an_hour(kim, monkeypatch):
    ask()
    path = link()
    generator = tokens.PasswordResetTokenGenerator
    for minutes, works in ((59, True), (61, False)):
        later = generator()._now() + timedelta(minutes=minutes)  # noqa: SLF001
        with monkeypatch.context() as patched:
            patched.setattr(generator, "_now", lambda self, later=later: later)
            assert ("new_password1" in open_link(path, Client()).content.decode()) is works


def test_a_link_ends_with_the_old_password(kim):
    ask()
    path = link()
    kim.set_password("chosen in another way")
    kim.save()
    assert "new_password1" not in open_link(path, Client()).content.decode()


def test_sessions_end_with_the_old_password(kim):
    theirs = signed_in(kim)
    ask()
    client = Client()
    client.post(open_link(link(), client).redirect_chain[-1][0], NEW)
    assert theirs.get("/admin/").status_code == 302


@pytest.mark.parametrize("header", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST"])
def test_the_link_names_the_host_of_the_settings(kim, header, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask(**{header: "evil.example"})
    assert link().startswith("/admin/password/")
    assert "evil" not in Message.objects.get().body


def test_the_answer_does_not_tell_who_has_an_account(kim):
    make_person("Editor", name="off", email="off@example.org", is_active=False)
    make_person(None, name="out", email="out@example.org", is_staff=False)
    answers, queries = set(), []
    for name in ("kim", "nobody", "off", "out"):
        client = Client()
        with CaptureQueriesContext(connection) as asked:
            response = ask(f"{name}@example.org", client)
        answers.add((response.status_code, response["Location"], client.get(ASK).status_code))
        queries.append([re.sub(r"'.*?'|\d+", "?", each["sql"]) for each in asked])
    assert len(answers) == 1
    assert all(each == queries[0] for each in queries)
    tasks.run(timezone.now())
    assert [message.to for message in Message.objects.all()] == ["kim@example.org"]
    assert not ResetRequest.objects.exists()


def test_asking_again_sends_no_second_mail_at_once(kim):
    now = timezone.now().replace(minute=1)
    for minutes, mails in ((0, 1), (1, 1), (11, 2)):
        ask()
        tasks.run(now + timedelta(minutes=minutes))
        assert Message.objects.count() == mails


def test_asking_too_often_is_passed_over(kim):
    pages = {ask()["Location"] for _ in range(15)}
    assert pages == {"/admin/password/sent/"}
    assert ResetRequest.objects.count() == 10


def test_a_weak_new_password_is_refused_with_the_reason(kim):
    ask()
    client = Client()
    address = open_link(link(), client).redirect_chain[-1][0]
    weak = {"new_password1": "localoffer2026", "new_password2": "localoffer2026"}
    assert "mostly the name of the council" in client.post(address, weak).content.decode()


def test_the_page_for_signing_in_leads_there(client):
    assert (
        f'<a href="{ASK}">I forgot my password</a>' in client.get("/admin/login/").content.decode()
    )
