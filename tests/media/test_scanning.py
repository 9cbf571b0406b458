"""The virus scanner, played by a server of ours that speaks the protocol of clamd."""

import socket
import struct
import threading

import pytest

from localoffer.media import receiving, scanning
from localoffer.media.inspecting.refused import Refused
from localoffer.media.models import Document

from . import files

EICAR = b"stream: Eicar-Test-Signature FOUND\0"


class Scanner(threading.Thread):
    """Takes one stream after another and gives each the same answer."""

    def __init__(self, listening: socket.socket, answer: bytes) -> None:
        super().__init__(daemon=True)
        self.listening, self.answer, self.heard = listening, answer, []
        listening.settimeout(20)
        self.start()

    def run(self) -> None:
        while True:
            try:
                asked, _ = self.listening.accept()
            except OSError:
                return
            with asked, asked.makefile("rb") as stream:
                content, command = b"", stream.read(10)
                if not command:
                    return
                while length := struct.unpack("!L", stream.read(4))[0]:
                    content += stream.read(length)
                self.heard.append((command, content))
                asked.sendall(self.answer)

    def end(self) -> None:
        """By a stream without a command: nothing else wakes what waits at a Unix socket."""
        with socket.socket(self.listening.family) as caller:
            caller.connect(self.listening.getsockname())
        self.join(5)
        self.listening.close()


@pytest.fixture(params=["tcp", "unix"])
def scanner(request, settings, tmp_path):
    """`scanner(answer)` starts one that the site asks."""
    opened = []

    def start(answer: bytes) -> Scanner:
        if request.param == "tcp":
            listening = socket.create_server(("127.0.0.1", 0))
            settings.ANTIVIRUS = f"127.0.0.1:{listening.getsockname()[1]}"
        else:
            listening = socket.socket(socket.AF_UNIX)
            settings.ANTIVIRUS = str(tmp_path / "clamd.ctl")
            listening.bind(settings.ANTIVIRUS)
            listening.listen()
        opened.append(Scanner(listening, answer))
        return opened[0]

    yield start
    for each in opened:
        each.end()


def refusal(upload) -> str:
    with pytest.raises(Refused) as reason:
        scanning.check(upload)
    return str(reason.value)


def test_a_good_file_is_sent_whole_and_can_be_read_again(scanner):
    asked = scanner(b"stream: OK\0")
    content = bytes(range(256)) * 1000
    upload = files.upload(content)
    upload.read(10)
    scanning.check(upload)
    assert asked.heard == [(b"zINSTREAM\0", content)]
    assert upload.read() == content


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (EICAR, scanning.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", scanning.SILENT),
        (b"stream: OK FOUND\0", scanning.INFECTED),
        (b"OK", scanning.SILENT),
        (b"", scanning.SILENT),
        (b"\xff" * 200, scanning.SILENT),
    ],
    ids=range(6),
)
def test_anything_but_a_clear_yes_is_a_refusal(scanner, answer, sentence):
    scanner(answer)
    assert refusal(files.upload(b"x")) == sentence


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.ctl"])
def test_while_the_scanner_is_down_no_file_is_taken(settings, address):
    settings.ANTIVIRUS = address
    assert refusal(files.upload(b"x")) == scanning.SILENT


def test_a_scanner_that_hangs_is_down(settings, monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.ANTIVIRUS = f"127.0.0.1:{listening.getsockname()[1]}"
        assert refusal(files.upload(b"x")) == scanning.SILENT


def test_without_a_scanner_nobody_is_asked(settings, monkeypatch):
    assert settings.ANTIVIRUS == ""
    monkeypatch.setattr(scanning, "_ask", None)
    scanning.check(files.upload(b"x"))


@pytest.mark.django_db
@pytest.mark.parametrize("receive", [receiving.document, receiving.picture, receiving.video])
def test_every_upload_is_scanned_before_anything_opens_it(scanner, monkeypatch, receive):
    scanner(EICAR)
    monkeypatch.setattr(receiving, "ask", None)
    with pytest.raises(Refused, match="found something harmful"):
        receive(files.upload(b"x"))


@pytest.mark.django_db
def test_a_refused_file_is_not_kept_and_what_was_typed_is(scanner, admin_client, monkeypatch):
    scanner(EICAR)
    monkeypatch.setattr("localoffer.media.received.store", None)
    page = admin_client.post(
        "/admin/media/document/add/",
        {"title": "My plan", "slug": "my-plan", "upload": files.upload(files.pdf())},
    ).content.decode()
    assert "found something harmful in the file, so it was not kept" in page
    assert 'value="My plan"' in page
    assert not Document.objects.exists()
