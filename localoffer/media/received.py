"""What came out of an upload that was taken: facts for the row, and the body to be stored."""

from dataclasses import dataclass
from typing import BinaryIO
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import default_storage


def store(body: BinaryIO, ending: str) -> str:
    """Keep a body under a new name of our own, which tells nobody anything. Bodies are never
    overwritten or deleted: old versions need them."""
    name = uuid4().hex
    body.seek(0)
    return default_storage.save(f"media/{name[:2]}/{name}.{ending}", File(body))


@dataclass(kw_only=True)
class Received:
    body: BinaryIO
    kind: str
    size: int
    sha256: str
    original_name: str = ""

    def room(self) -> int:
        """Bytes that it takes in the storage."""
        return self.size

    def stored(self) -> str:
        """The name under which the body now is in the storage."""
        return store(self.body, self.kind)


@dataclass(kw_only=True)
class ReceivedDocument(Received):
    pages: int | None
    language: str


@dataclass(kw_only=True)
class ReceivedCopy(Received):
    width: int
    height: int


@dataclass(kw_only=True)
class ReceivedPicture(Received):
    width: int
    height: int
    copies: list[ReceivedCopy]

    def room(self) -> int:
        return self.size + sum(copy.size for copy in self.copies)


@dataclass(kw_only=True)
class ReceivedVideo(Received):
    pass
