"""Asking another site whether an address works: politely, briefly, and only public machines."""

import http.client
import io
import re
import socket
import ssl
import time
from typing import NamedTuple

from django.conf import settings

from .addresses import Refused, Target, public_address, target_of

SECONDS_TO_CONNECT = 5
SECONDS_TO_ANSWER = 5
SECONDS_BETWEEN = 2  # two requests to one host
SECONDS_IN_ALL = 15  # after which no further request is made for a link
MOST_REDIRECTS = 5
MOST_BYTES = 100_000  # the head of an answer; what follows it is not read
PIECE = 8192
# The site is there, but will not say more to a program.
CANNOT_TELL = {401, 403, 405, 406, 429, 451, 999}
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-9]\d\d)\b")
REDIRECTS = {301, 302, 303, 307, 308}


class Answer(NamedTuple):
    """The last status, and what is wrong in a sentence for staff; "" where the link works."""

    status: int | None
    problem: str


class Head(NamedTuple):
    status: int
    location: str


class Asker:
    """Asks, and remembers when it asked which host."""

    def __init__(self) -> None:
        self._asked: dict[str, float] = {}

    def ask(self, url: str) -> Answer:
        """Try HEAD, and GET where that fails: many sites do not answer HEAD as they should."""
        end = time.monotonic() + SECONDS_IN_ALL
        answer = self._follow("HEAD", url, end)
        if answer.problem and (answer.status or 0) >= 400:
            answer = self._follow("GET", url, end)
        return answer

    def _follow(self, method: str, url: str, end: float) -> Answer:
        head, before = None, ""
        try:
            for _ in range(MOST_REDIRECTS + 1):
                if time.monotonic() >= end:
                    raise TimeoutError
                target = target_of(url, before)
                head = self._request(method, target)
                if head.status not in REDIRECTS or not head.location:
                    return Answer(head.status, _problem_with(head.status))
                before = f"{target.scheme}://{target.host}:{target.port}{target.path}"
                url = head.location
        except Refused as refused:
            return Answer(None, str(refused))
        except (OSError, http.client.HTTPException) as error:
            return Answer(None, _in_words(error))
        return Answer(head.status, "It leads from one address to the next without an end.")

    def _request(self, method: str, target: Target) -> Head:
        address = public_address(target.host, target.port)
        self._wait_for(target.host)
        with _connected(address, target) as connection:
            connection.sendall(_words(method, target))
            return _head_of(connection)

    def _wait_for(self, host: str) -> None:
        wait = self._asked.get(host, float("-inf")) + SECONDS_BETWEEN - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._asked[host] = time.monotonic()


def _connected(address: str, target: Target) -> socket.socket:
    """A connection to the very address that was checked; the certificate is that of the host."""
    connection = socket.create_connection((address, target.port), timeout=SECONDS_TO_CONNECT)
    connection.settimeout(SECONDS_TO_ANSWER)
    if target.scheme == "http":
        return connection
    try:
        return ssl.create_default_context().wrap_socket(connection, server_hostname=target.host)
    except BaseException:
        connection.close()
        raise


def _words(method: str, target: Target) -> bytes:
    host = f"[{target.host}]" if ":" in target.host else target.host
    lines = [
        f"{method} {target.path} HTTP/1.1",
        f"Host: {host}",
        f"User-Agent: LocalOfferLinkChecker/1.0 (+{settings.SITE_URL})",
        "Accept: */*",
        "Connection: close",
        "",
        "",
    ]
    return "\r\n".join(lines).encode("ascii")


def _head_of(connection: socket.socket) -> Head:
    """The status and `Location` of an answer. Raises OSError and HTTPException.

    The whole head must come in time: each piece alone could be slow for ever.
    """
    end = time.monotonic() + SECONDS_TO_ANSWER
    received = bytearray()
    while True:
        if head := _complete_head(received):
            return head
        left = end - time.monotonic()
        if left <= 0 or len(received) >= MOST_BYTES:
            raise TimeoutError
        connection.settimeout(left)
        piece = connection.recv(PIECE)
        if not piece:
            raise http.client.BadStatusLine("the connection ended")
        received += piece


def _complete_head(received: bytearray) -> Head | None:
    """The first head that is no interim one (1xx), when all of it is there."""
    while (end := received.find(b"\r\n\r\n")) >= 0:
        head = io.BytesIO(bytes(received[: end + 4]))
        line = _STATUS.match(head.readline())
        if not line:
            raise http.client.BadStatusLine("no answer of the web")
        if int(line[1]) >= 200:
            return Head(int(line[1]), http.client.parse_headers(head).get("Location", ""))
        del received[: end + 4]
    return None


def _problem_with(status: int) -> str:
    if status < 400 or status in CANNOT_TELL:
        return ""
    if status in (404, 410):
        return "The page is gone."
    return f"The site answers with fault {status}."


def _in_words(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "There is no site of this name."
    if isinstance(error, ssl.SSLCertVerificationError):
        return "The site's certificate is not right: browsers warn people."
    if isinstance(error, TimeoutError):
        return "The site does not answer."
    return "The site cannot be reached."
