"""Asking a virus scanner about an upload, where the people who run the site have one.

It speaks the protocol of clamd (man clamd, INSTREAM), by TCP or by a socket of this machine.
"""

import logging
import socket
import struct
from typing import BinaryIO

from django.conf import settings

from .inspecting.refused import Refused

CHUNK = 64 * 1024
SECONDS = 10  # for each step, not for all of them
INFECTED = (
    "The virus scanner found something harmful in the file, so it was not kept. Tell the people "
    "who look after your computer."
)
SILENT = (
    "The file was not taken, because the virus scanner does not answer. Try again in a few "
    "minutes, or tell the people who run the site."
)

log = logging.getLogger(__name__)


def check(body: BinaryIO) -> None:
    """Raise Refused where the scanner finds something, or says nothing that can be trusted."""
    if not settings.ANTIVIRUS:
        return
    try:
        answer = _ask(body)
    except OSError as error:
        log.exception("The virus scanner at %s does not answer.", settings.ANTIVIRUS)
        raise Refused(SILENT) from error
    finally:
        body.seek(0)
    if answer.endswith(" FOUND"):
        log.warning("The virus scanner refused an upload: %s", answer)
        raise Refused(INFECTED)
    if answer != "stream: OK":
        log.error("The virus scanner could not look at an upload: %s", answer)
        raise Refused(SILENT)


def _ask(body: BinaryIO) -> str:
    """What clamd says of a stream: pieces with their lengths before them, and an empty one."""
    with _connected() as scanner:
        try:
            scanner.sendall(b"zINSTREAM\0")
            body.seek(0)
            while piece := body.read(CHUNK):
                scanner.sendall(struct.pack("!L", len(piece)) + piece)
            scanner.sendall(struct.pack("!L", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough, and says why
        answer = b""
        while (more := scanner.recv(CHUNK)) and len(answer) < CHUNK:
            answer += more
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected() -> socket.socket:
    if not settings.ANTIVIRUS.startswith("/"):
        host, _, port = settings.ANTIVIRUS.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
    scanner = socket.socket(socket.AF_UNIX)
    scanner.settimeout(SECONDS)
    try:
        scanner.connect(settings.ANTIVIRUS)
    except OSError:
        scanner.close()
        raise
    return scanner
