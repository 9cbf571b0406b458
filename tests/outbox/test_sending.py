"""Sending: whatever the mail server does, a message is neither lost nor sent twice."""

import logging
import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from localoffer.outbox import tasks
from localoffer.outbox.models import WAITS, Message
from localoffer.outbox.sending import send_due
from localoffer.outbox.writing import write

from .mail_servers import FAULTS, TO, Backend, talking

pytestmark = pytest.mark.django_db
WORDS = "Only for the eyes of one person"


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "tests.outbox.mail_servers.Backend"
    Backend.fault, Backend.only_to, Backend.taken, Backend.opened = None, None, [], 0
    return Backend


@pytest.fixture
def smtp(settings):
    """`smtp(port)` sends through Django's own backend to that port."""

    def use(port: int, tls: bool = False) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = tls, 0.3

    return use


def one(key="one", to=TO, **fields) -> Message:
    return write(key, to, "Please check", WORDS, **fields)


def test_a_message_is_plain_text_to_one_person(settings):
    settings.DEFAULT_FROM_EMAIL = "local-offer@larkshire.example"
    message = one()
    assert send_due(timezone.now()) == 1
    (sent,) = mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("Please check", WORDS, [TO])
    assert (sent.cc, sent.bcc, sent.from_email) == ([], [], "local-offer@larkshire.example")
    headers = sent.message()
    assert headers["Message-ID"] == message.message_id
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers.get_content_type() == "text/plain"
    message.refresh_from_db()
    assert (message.sent is not None, message.attempts, message.last_error) == (True, 1, "")
    assert send_due(timezone.now() + timedelta(days=9)) == 0


def test_one_for_later_waits():
    now = timezone.now()
    one(due=now + timedelta(hours=1))
    assert (send_due(now), send_due(now + timedelta(hours=1))) == (0, 1)


@pytest.mark.parametrize("fault", FAULTS)
def test_after_a_fault_the_same_message_is_tried_again(server, fault):
    message, now = one(), timezone.now()
    server.fault = FAULTS[fault]
    assert send_due(now) == 0
    message.refresh_from_db()
    assert (message.sent, message.attempts, message.due) == (None, 1, now + WAITS[0])
    assert message.last_error
    server.fault = None
    assert send_due(message.due - timedelta(seconds=1)) == 0
    assert send_due(message.due) == 1
    assert [sent.extra_headers["Message-ID"] for sent in server.taken] == [message.message_id]


def test_waits_grow_to_a_day_and_go_on(server):
    one()
    server.fault, now, waited = FAULTS["4xx"], timezone.now(), []
    for _ in range(8):
        send_due(now)
        due = Message.objects.get().due
        waited.append((due - now).total_seconds() / 60)
        now = due
    assert waited == [5, 15, 60, 240, 720, 1440, 1440, 1440]
    assert Message.objects.stuck().count() == 1


def test_one_bad_address_does_not_stop_the_others(server):
    one("bad")
    one("good", "other@larkshire.example")
    server.fault, server.only_to = FAULTS["5xx"], TO
    assert send_due(timezone.now()) == 1
    error = Message.objects.get(key="bad").last_error
    assert error == "The mail server answered 550 No such user"


def test_a_server_that_is_away_is_asked_once_a_round(server):
    for number in range(3):
        one(str(number))
    server.fault = FAULTS["refused"]
    assert send_due(timezone.now()) == 0
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_slow_server_does_not_hold_up_other_work(server, monkeypatch):
    for number in range(3):
        one(str(number))
    monkeypatch.setattr("localoffer.outbox.sending.SECONDS", -1)
    assert send_due(timezone.now()) == 0
    assert not Message.objects.filter(attempts__gt=0).exists()


def test_a_limit_is_kept_and_the_oldest_go_first(server):
    now = timezone.now()
    for number in range(3):
        one(str(number), due=now - timedelta(minutes=10 - number))
    assert (send_due(now, limit=2), send_due(now, limit=2)) == (2, 1)
    keys = [Message.objects.get(message_id=m.extra_headers["Message-ID"]).key for m in server.taken]
    assert keys == ["0", "1", "2"]


@pytest.mark.parametrize("fault", FAULTS)
def test_logs_tell_the_fault_and_nothing_of_the_message(server, fault, caplog):
    message = one()
    server.fault = FAULTS[fault]
    with caplog.at_level(logging.DEBUG):
        for _ in range(3):
            send_due(timezone.now() + timedelta(days=9))
            Message.objects.update(due=timezone.now())
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING", "ERROR"]
    assert f"E-mail {message.pk} was not sent (attempt 1)" in caplog.text
    assert type(FAULTS[fault]).__name__ in caplog.text
    for private in (TO, "larkshire", "Please check", WORDS):
        assert private not in caplog.text


def test_two_processes_never_send_the_same_message(server):
    now = timezone.now()
    mine, theirs = one(), Message.objects.get()
    assert (mine.claim(now), theirs.claim(now)) == (True, False)
    assert send_due(now) == 0


def test_a_message_whose_sender_died_is_tried_again(server):
    message, now = one(), timezone.now()
    message.claim(now)
    assert send_due(now + WAITS[0]) == 1


def test_trying_again_leaves_alone_what_is_being_sent(server):
    now = timezone.now()
    one("in flight").claim(now)
    failed = one("failed")
    failed.claim(now)
    failed.has_failed("The mail server answered 451")
    assert Message.objects.try_again(now) == 1
    assert send_due(now) == 1
    assert Message.objects.get(key="in flight").sent is None


def test_a_port_where_nobody_listens(smtp):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    smtp(port)
    one()
    assert send_due(timezone.now()) == 0
    assert "ConnectionRefusedError" in Message.objects.get().last_error


def test_a_server_that_says_nothing(smtp):
    with talking(b"") as (port, _):
        smtp(port)
        one()
        assert send_due(timezone.now()) == 0
    assert "timed out" in Message.objects.get().last_error


def test_nothing_goes_out_unencrypted_where_encryption_is_asked_for(smtp):
    with talking(b"220 hello\r\n", b"250 no extensions\r\n") as (port, heard):
        smtp(port, tls=True)
        one()
        assert send_due(timezone.now()) == 0
    assert "STARTTLS" in Message.objects.get().last_error
    assert not any(line.upper().startswith((b"MAIL", b"RCPT", b"DATA")) for line in heard)


def test_what_was_sent_is_kept_for_90_days():
    now = timezone.now()
    for days in (89, 91):
        one(str(days))
        Message.objects.filter(key=str(days)).update(sent=now - timedelta(days=days))
    one("waits")
    Message.objects.filter(key="waits").update(created=now - timedelta(days=400))
    tasks.run(now)
    assert set(Message.objects.values_list("key", flat=True)) == {"89", "waits"}
