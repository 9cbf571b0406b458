"""The one way to send an e-mail."""

from datetime import datetime

from django.utils import timezone

from localoffer.plain_text.characters import clean_line

from .models import Message

LONGEST_SUBJECT = 200


def write(key: str, to: str, subject: str, body: str, due: datetime | None = None) -> Message:
    """Keep a plain text e-mail to one person; it goes out when the surrounding transaction is done
    and `due` has come. The same key is written once, whatever is written again.

    `key` names the cause ("review events.event 3 2027-01-31 soon") and holds nothing personal. A
    subject is one line. Raises ValidationError where `to` is not one address.
    """
    for check in Message._meta.get_field("to").validators:
        check(to)
    message, _ = Message.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": " ".join(clean_line(subject).split())[:LONGEST_SUBJECT],
            "body": body,
            "due": due or timezone.now(),
        },
    )
    return message
