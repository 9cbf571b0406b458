"""A web without a network: sockets are replaced, and every connection is noted."""

import socket
from collections import deque

from localoffer.editorial.link_checker import addresses, asking

PUBLIC = "93.184.216.34"


def ok(status="200 OK", **headers):
    lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
    return f"HTTP/1.1 {status}\r\n{''.join(lines)}\r\n".encode()


class FakeSocket:
    """Answers a request with the bytes that the web holds for it, in pieces."""

    def __init__(self, web, address):
        self.web, self.address, self.pieces = web, address, deque()

    def sendall(self, request):
        self.web.requests.append(request.decode())
        method, path = request.decode().split(" ")[:2]
        host = request.decode().split("Host: ")[1].split("\r\n")[0]
        answers = self.web.answers
        answer = answers.get((method, host, path), answers.get((host, path), ok("404 Not Found")))
        if isinstance(answer, Exception):
            raise answer
        self.pieces = deque([answer] if isinstance(answer, bytes) else answer)

    def recv(self, size):
        self.web.tick()
        return self.pieces.popleft()[:size] if self.pieces else b""

    def settimeout(self, seconds):
        assert seconds > 0
        self.web.timeouts.append(seconds)

    def close(self):
        self.web.closed += 1

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class Web:
    """`names`: host -> addresses it has, one list for each time it is asked. `answers`:
    (host, path) or (method, host, path) -> bytes, pieces, or an error."""

    def __init__(self):
        self.names, self.answers = {}, {}
        self.connected, self.requests, self.timeouts, self.slept = [], [], [], []
        self.looked_up, self.server_names = [], []
        self.closed = 0
        self.clock = 0.0
        self.seconds_a_piece = 0.0

    def tick(self):
        self.clock += self.seconds_a_piece

    def getaddrinfo(self, host, port, **options):
        self.looked_up.append(host)
        found = self.names.get(host, [PUBLIC])
        if isinstance(found, deque):
            found = found.popleft()
        if isinstance(found, Exception):
            raise found
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in found]

    def create_connection(self, address, timeout):
        assert addresses.is_public(address[0]), f"connected to {address[0]}"
        self.connected.append(address)
        self.timeouts.append(timeout)
        return FakeSocket(self, address)

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.clock += seconds

    def wrap_socket(self, connection, server_hostname):
        self.server_names.append(server_hostname)
        return connection


def replace_network(web, monkeypatch):
    def refuse(*args):
        raise AssertionError("A test tried to use the network.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(addresses.socket, "getaddrinfo", web.getaddrinfo)
    monkeypatch.setattr(asking.socket, "create_connection", web.create_connection)
    monkeypatch.setattr(asking.ssl, "create_default_context", lambda: web)
    monkeypatch.setattr(asking.time, "monotonic", lambda: web.clock)
    monkeypatch.setattr(asking.time, "sleep", web.sleep)
