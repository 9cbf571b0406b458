"""Taking an upload: limits first, then what is really in it. Nothing is stored here."""

import hashlib
import io
from mmap import ACCESS_READ, mmap
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from . import quota, scanning
from .inspecting import captions
from .inspecting.asking import ask
from .inspecting.refused import Refused
from .received import ReceivedCopy, ReceivedDocument, ReceivedPicture, ReceivedVideo

LONGEST_NAME = 200


def document(upload: UploadedFile) -> ReceivedDocument:
    """Raises Refused, as the others do."""
    _check(upload, settings.MEDIA_LARGEST_DOCUMENT)
    content = upload.read()
    found = ask("document", content, _ending(upload.name))
    return ReceivedDocument(**found, **_facts(upload))


def picture(upload: UploadedFile) -> ReceivedPicture:
    _check(upload, settings.MEDIA_LARGEST_DOCUMENT)
    found = ask("picture", upload.read())
    copies = [_copy(**copy) for copy in found.pop("renditions")]
    return ReceivedPicture(**found, copies=copies, **_facts(upload))


def video(upload: UploadedFile) -> ReceivedVideo:
    _check(upload, settings.MEDIA_LARGEST_VIDEO)
    found = ask("video", _content_of(upload))
    return ReceivedVideo(**found, **_facts(upload))


def caption_text(upload: UploadedFile) -> str:
    """The text of a .vtt file."""
    return captions_checked(upload.read(captions.MOST_BYTES + 1))


def captions_checked(content: bytes) -> str:
    return ask("captions", content)


def plain_name(name: str | None) -> str:
    """A file name as text that can be shown anywhere: no controls, no marks that turn the writing
    around, not longer than people read."""
    text = "".join(letter for letter in name or "" if letter.isprintable()).strip()
    return text[:LONGEST_NAME] or "file"


def _ending(name: str | None) -> str:
    ending = (name or "").rpartition(".")[2].lower()
    return ending if ending.isascii() and ending.isalnum() and len(ending) < 6 else ""


def _check(upload: UploadedFile, most: int) -> None:
    if not upload.size:
        raise Refused("The file is empty.")
    if upload.size > most:
        raise Refused(
            f"The file has {filesizeformat(upload.size)}, and the most is {filesizeformat(most)}. "
            "Make its pictures smaller, or send it in parts."
        )
    quota.check(upload.size)
    scanning.check(upload)


def _facts(upload: UploadedFile) -> dict:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return {
        "body": upload,
        "size": upload.size,
        "sha256": digest.hexdigest(),
        "original_name": plain_name(upload.name),
    }


def _copy(width: int, height: int, webp: bytes) -> ReceivedCopy:
    body: BinaryIO = io.BytesIO(webp)
    sha256 = hashlib.sha256(webp).hexdigest()
    return ReceivedCopy(
        body=body, kind="webp", size=len(webp), sha256=sha256, width=width, height=height
    )


def _content_of(upload: UploadedFile) -> bytes | mmap:
    """A long film lies on the disk already: it need not be in our memory too."""
    if not hasattr(upload, "temporary_file_path"):
        return upload.read()
    upload.flush()
    return mmap(upload.fileno(), 0, access=ACCESS_READ)
