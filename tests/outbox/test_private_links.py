"""No message that was sent, and no page of staff, holds a link that only one person may use."""

import secrets
from importlib import import_module
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import mail, signing
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from localoffer.accounts import tasks as accounts_due
from localoffer.outbox import tasks
from localoffer.outbox.models import Message
from localoffer.outbox.private_links import PHRASE, is_private, without_private_links
from localoffer.outbox.writing import write
from localoffer.publishing.models.preview_links import new_key
from tests.people.factories import make_person, signed_in

TO = "parent@larkshire.example"
SITE = "https://send.larkshire.example"
SECRETS = {
    "key of a preview": lambda person: reverse("preview", args=[new_key()]),
    "signature": lambda person: f"/confirm/?of={signing.dumps({'pk': person.pk})}",
    "time and signature": lambda person: f"/stop/{signing.TimestampSigner().sign('3')}/",
    "uuid": lambda person: f"/bookings/{uuid4()}/cancel/",
    "uuid without lines": lambda person: f"/bookings/?key={uuid4().hex}",
    "16 digits of a hex number": lambda person: f"/bookings/{secrets.token_hex(8)}/",
    "behind a #": lambda person: f"/answers/#{secrets.token_urlsafe(16)}",
    "new password": lambda person: reverse(
        "password_reset_confirm", args=["MQ", default_token_generator.make_token(person)]
    ),
}
PUBLIC = [
    "/",
    "/admin/events/event/123456/change/",
    "/admin/graduated_response/askedquestion/12/change/?_changelist_filters=status%3Dnew",
    "/feedback/comments/2026/#ABCDEFGH",
    "/events/coffee-morning-for-parents-of-children-who-are-autistic/",
    "/graduated-response/what-we-expect-of-ks2-and-year7-in-2026/",
    "/events/feed/?theme=getting-help&when=2026-11-30",
    "/admin/password/",
]


def link_in(person, maker):
    return f"{SITE}{maker(person)}"


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.django_db
def test_no_kind_of_key_is_taken_for_an_ordinary_address(name):
    person = make_person("Editor")
    links = [link_in(person, SECRETS[name]) for _ in range(300)]
    assert [link for link in links if not is_private(link)] == []


@pytest.mark.parametrize("path", PUBLIC)
def test_an_ordinary_address_stays_to_be_read(path):
    text = f"Read it: {SITE}{path}\nThank you."
    assert without_private_links(text) == text


@pytest.mark.parametrize(("before", "after"), [("(", ") "), ("“", "”"), ("<", ">"), ("\n", "\n")])
def test_what_stands_around_a_link_stays(before, after):
    link = f"HTTPS://send.larkshire.example/bookings/{uuid4()}/"
    assert without_private_links(f"x{before}{link}{after}y") == f"x{before}{PHRASE}{after}y"


@pytest.mark.django_db
def test_the_link_for_a_new_password_is_sent_and_not_kept(client):
    person = make_person("Editor", email=TO)
    client.post(reverse("admin_password_reset"), {"email": TO})
    accounts_due.run(timezone.now())
    waiting = Message.objects.get().body
    tasks.run(timezone.now())
    (sent,) = mail.outbox
    assert sent.body == waiting
    assert settings.SITE_URL in sent.body
    kept = Message.objects.get()
    assert kept.sent
    assert "://" not in kept.body
    assert kept.body.count(PHRASE) == 1
    assert f"“{person.username}”" in kept.body


@pytest.mark.django_db
def test_no_page_of_staff_shows_a_private_link_sent_or_not():
    link = link_in(make_person("Editor"), SECRETS["new password"])
    message = write("one", TO, "Hello", f"Open this:\n{link}\nRead {SITE}/events/ too.")
    client = signed_in(make_person("Administrator", name="ada"))
    pages = [reverse("admin:outbox_message_change", args=[message.pk]), "/admin/outbox/message/"]
    for is_sent in (False, True):
        if is_sent:
            message.is_sent()
        html = "".join(client.get(page).content.decode() for page in pages)
        assert PHRASE in html
        assert f"{SITE}/events/" in html
        assert link not in html
        assert link.rpartition("-")[2].strip("/") not in html


@pytest.mark.django_db
def test_what_a_mail_server_quotes_tells_no_private_link():
    link = link_in(make_person("Editor"), SECRETS["new password"])
    message = write("one", TO, "Hello", link)
    message.has_failed(f"The mail server answered 554 Spam: {link} is on a list")
    assert Message.objects.get().last_error == (
        f"The mail server answered 554 Spam: {PHRASE} is on a list"
    )


@pytest.mark.django_db
def test_what_was_sent_before_loses_its_links_and_what_waits_keeps_them():
    person = make_person("Editor")
    private = [link_in(person, maker) for maker in SECRETS.values()]
    body = "\n".join([*private, *(f"{SITE}{path}" for path in PUBLIC)])
    for key, sent in (("old", timezone.now()), ("waits", None)):
        Message.objects.create(key=key, to=TO, subject="Hello", body=body, sent=sent)
    migration = import_module("localoffer.outbox.migrations.0002_private_links")
    for _ in range(2):  # also where it ran before
        migration.take_away(apps, SimpleNamespace(connection=connection))
    assert Message.objects.get(key="waits").body == body
    assert Message.objects.get(key="old").body == without_private_links(body)
    assert Message.objects.get(key="old").body.count(PHRASE) == len(SECRETS)
