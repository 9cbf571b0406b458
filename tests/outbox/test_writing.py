"""Writing a message: once for each cause, to one person, and no headers of somebody else."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from localoffer.outbox.models import Message
from localoffer.outbox.writing import write

pytestmark = pytest.mark.django_db
TO = "parent@larkshire.example"


def test_a_message_has_a_number_of_its_own_at_our_host(settings):
    settings.SITE_URL = "https://send.larkshire.example"
    first, second = write("one", TO, "Hello", "Words"), write("two", TO, "Hello", "Words")
    assert first.message_id != second.message_id
    assert first.message_id.endswith("@send.larkshire.example>")
    assert (first.to, first.subject, first.body) == (TO, "Hello", "Words")


def test_the_same_cause_writes_once():
    first = write("review 3", TO, "Hello", "Words")
    again = write("review 3", "other@larkshire.example", "Other", "Other words")
    assert (again.pk, again.to, again.subject) == (first.pk, TO, "Hello")
    assert Message.objects.count() == 1


def test_what_is_undone_sends_nothing():
    with transaction.atomic():
        write("undone", TO, "Hello", "Words")
        transaction.set_rollback(True)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "to",
    [
        "", "parent", f"{TO}, other@larkshire.example", f"{TO}\nBcc: other@larkshire.example",
        f"{TO}\r\nBcc: other@larkshire.example", f"Parent <{TO}>", f"{TO} ", "a@b@c.example",
        f"{'a' * 300}@larkshire.example", f"{TO};other@larkshire.example",
    ],
)  # fmt: skip
def test_only_one_plain_address_is_taken(to):
    with pytest.raises(ValidationError):
        write("key", to, "Hello", "Words")
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("subject", "kept"),
    [
        ("Hello\r\nBcc: other@larkshire.example", "Hello Bcc: other@larkshire.example"),
        ("Hello\u2028Bcc: x\x85y\x00", "Hello Bcc: x…y"),
        ("a" * 300, "a" * 200),
        ("Zoë’s page – today", "Zoë’s page – today"),
    ],
)
def test_a_subject_is_one_line(subject, kept):
    assert write("key", TO, subject, "Words").subject == kept


def test_a_body_keeps_its_lines_and_nothing_that_no_database_takes():
    assert write("key", TO, "Hello", "One\r\nTwo\x00\n\n\tThree").body == "One\nTwo\n\n\tThree"
