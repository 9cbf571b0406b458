"""Uploaded things for tests, live unless a test says otherwise."""

import hashlib
import io
from functools import cache

from localoffer.media import receiving
from localoffer.media.models import Document, HardCopyPlace, Image, Video
from localoffer.media.received import ReceivedDocument, ReceivedVideo

from . import files


def received(content: bytes = b"%PDF-1.4 body", **facts) -> ReceivedDocument:
    """What is left of an upload, without asking the child process."""
    sha256 = hashlib.sha256(content).hexdigest()
    return ReceivedDocument(
        **{"kind": "pdf", "pages": 12, "language": "en-GB", "original_name": "Plan v2.pdf"}
        | {"body": io.BytesIO(content), "size": len(content), "sha256": sha256}
        | facts
    )


def make_document(slug: str = "plan", file: ReceivedDocument | None = None, **fields) -> Document:
    document = Document.objects.create(
        **{"title": f"The {slug}", "slug": slug, "summary": "A booklet.", "state": "live"} | fields
    )
    document.take_file(file or received(), by=None)
    return document


def make_place(**fields) -> HardCopyPlace:
    return HardCopyPlace.objects.create(
        **{"name": "Library", "address": "1 High Street\nLarkminster", "hours": "9 to 5"} | fields
    )


@cache
def photo() -> bytes:
    return files.photo_with_place()


def make_image(slug: str = "hills", **fields) -> Image:
    image = Image.objects.create(
        **{"title": "Hills", "slug": slug, "alt": "Green hills."} | fields | {"state": "draft"}
    )
    image.state = fields.get("state", "live")  # with its file, and not before
    image.take_file(receiving.picture(files.upload(photo(), "IMG_1.jpg")), by=None)
    return image


def make_video(slug: str = "film", **fields) -> Video:
    given = {
        "title": "A film", "slug": slug, "state": "live", "transcript": "<p>Speaker: hello.</p>",
        "captions": files.VTT.decode(),
    } | fields  # fmt: skip
    state = given.pop("state")
    video = Video.objects.create(**given)
    if not video.link:
        content = files.mp4()
        sha256 = hashlib.sha256(content).hexdigest()
        body = io.BytesIO(content)
        film = ReceivedVideo(
            body=body, kind="mp4", size=len(content), sha256=sha256, original_name="Film.mp4"
        )
        video.take_file(film, by=None)
    video.state = state
    video.save()
    return video
