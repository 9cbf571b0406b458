"""MP4 files: a chain of boxes that fills the file from its first byte to its last."""

import io
from typing import BinaryIO

from .refused import DAMAGED, TWO_KINDS, Refused

NOT_MP4 = "The file is not an MP4 video. Save it as MP4 (H.264) and send that."
MOST_BOXES = 20_000
_KNOWN = frozenset(
    b"ftyp moov mdat free skip wide uuid moof mfra sidx ssix styp meta pdin emsg prft udta".split()
)


def inspect(content: bytes) -> dict:
    """Raises Refused."""
    check_mp4(io.BytesIO(content), len(content))
    return {"kind": "mp4"}


def check_mp4(file: BinaryIO, size: int) -> None:
    """Raises Refused. Reads only the head of each box, however long the film is."""
    boxes = []
    position = 0
    while position < size:
        length, name = _box_at(file, position, size)
        if position == 0 and name != b"ftyp":
            raise Refused(NOT_MP4)
        if name not in _KNOWN or len(boxes) > MOST_BOXES:
            raise Refused(TWO_KINDS)
        boxes.append(name)
        position += length
    file.seek(8)
    if file.read(4) == b"qt  ":
        raise Refused(NOT_MP4)
    if not {b"moov", b"mdat"} <= set(boxes):
        raise Refused(DAMAGED)


def _box_at(file: BinaryIO, position: int, size: int) -> tuple[int, bytes]:
    file.seek(position)
    head = file.read(16)
    length, name = int.from_bytes(head[:4]), head[4:8]
    if length == 1:
        length = int.from_bytes(head[8:16])
    elif length == 0:
        length = size - position
    if len(head) < 8 or length < 8 or position + length > size:
        raise Refused(DAMAGED if position else NOT_MP4)
    return length, name
