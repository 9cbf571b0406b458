"""Handing messages to the mail server. Logs say neither addresses nor words of a message."""

import logging
import time
from contextlib import suppress
from datetime import datetime
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage, get_connection

from .models import STUCK_AFTER, Message

logger = logging.getLogger(__name__)

LIMIT = 50
# A slow mail server must not keep other jobs waiting.
SECONDS = 20
# The server is well, only this message is not. After any other fault the rest waits a round.
ABOUT_THE_MESSAGE = (SMTPRecipientsRefused, SMTPDataError, BadHeaderError, UnicodeError)


def send_due(now: datetime, limit: int = LIMIT) -> int:
    """Send what is due, over one connection; how many were sent.

    Safe in several processes at once: each message belongs to the one that claims it. Only where a
    process dies between the server's "yes" and our note of it is a message sent twice.
    """
    sent, end = 0, time.monotonic() + SECONDS
    connection = get_connection()
    try:
        for message in Message.objects.due(now)[:limit]:
            if time.monotonic() > end:
                break
            if not message.claim(now):
                continue
            error = hand_over(message, connection)
            if error is None:
                message.is_sent()
                sent += 1
                continue
            _note(message, error)
            if not isinstance(error, ABOUT_THE_MESSAGE):
                break
    finally:
        with suppress(OSError, SMTPException):
            connection.close()
    return sent


def hand_over(message: Message, connection) -> Exception | None:
    """Send one message; the answer is why it could not be."""
    mail = EmailMessage(
        message.subject,
        message.body,
        settings.DEFAULT_FROM_EMAIL,
        [message.to],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    try:
        connection.open()
        if not connection.send_messages([mail]):
            raise SMTPException("The mail server did not take it.")
    except Exception as error:
        return error
    return None


def _note(message: Message, error: Exception) -> None:
    message.has_failed(in_words(error))
    level = logging.ERROR if message.attempts >= STUCK_AFTER else logging.WARNING
    logger.log(
        level,
        "E-mail %s was not sent (attempt %s): %s %s",
        message.pk,
        message.attempts,
        type(error).__name__,
        code_of(error) or "",
    )


def answer_of(error: Exception) -> tuple[int, bytes | str] | None:
    """The mail server's answer, if it gave one."""
    if isinstance(error, SMTPRecipientsRefused):
        return next(iter(error.recipients.values()), None)
    if isinstance(error, SMTPResponseException):
        return error.smtp_code, error.smtp_error
    return None


def code_of(error: Exception) -> int | None:
    answer = answer_of(error)
    return answer[0] if answer else None


def in_words(error: Exception) -> str:
    """For staff, who see the address beside it anyway."""
    answer = answer_of(error)
    if answer is None:
        return f"{type(error).__name__}: {error}"
    code, text = answer
    text = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"The mail server answered {code} {text}"
