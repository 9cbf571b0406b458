"""Mail servers that behave badly, as Django backends and on a socket."""

import socket
from contextlib import contextmanager
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)
from threading import Thread

from django.core.mail.backends.base import BaseEmailBackend

TO = "parent@larkshire.example"
FAULTS = {
    "refused": ConnectionRefusedError(111, "Connection refused"),
    "slow": TimeoutError("timed out"),
    "signed out": SMTPAuthenticationError(535, b"Bad password"),
    "4xx": SMTPDataError(451, b"Try later"),
    "5xx": SMTPRecipientsRefused({TO: (550, b"No such user")}),
    "dies after DATA": SMTPServerDisconnected("Server not connected"),
}


class Backend(BaseEmailBackend):
    """Takes what `fault` does not stop; `taken` has all messages, `fault` is set by the test."""

    fault: Exception | None = None
    only_to: str | None = None
    taken: list = []
    opened = 0

    def open(self) -> bool:
        Backend.opened += 1
        return True

    def send_messages(self, mails) -> int:
        if Backend.fault and Backend.only_to in (None, mails[0].to[0]):
            raise Backend.fault
        Backend.taken += mails
        return len(mails)


@contextmanager
def talking(*lines: bytes):
    """A port at which a server says these lines, one for each line it hears, then nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        heard = []
        Thread(target=_talk, args=(listener, lines, heard), daemon=True).start()
        yield listener.getsockname()[1], heard


def _talk(listener, lines, heard) -> None:
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as incoming:
        for line in lines:
            connection.sendall(line)
            heard.append(incoming.readline())
        incoming.read()
