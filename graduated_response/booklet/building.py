"""Making the files when the content has changed, beside the requests of visitors.

Called every few seconds by each process (`graduated_response/due.py`), so it must find out quickly
that there is nothing to do. The same content is not made again by the same recipe.
"""

import hashlib
import logging
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.timezone import localdate

from graduated_response.models import Booklet, BookletBuild, BookletFile
from localoffer.publishing import content_version

from . import epub, pictures, typesetting, web_page
from .content import content_of, digest_of
from .finishing import finished
from .formats import BY_NAME

logger = logging.getLogger(__name__)

NO_ROOM = "The files could not be stored, or a picture could not be read. Is the disk full?"
FAULT = "The site failed at it and tries again. The technical log says more."


@cache
def recipe() -> str:
    """Changes with the code, templates and sheets of this package."""
    files = sorted(path for path in Path(__file__).parent.iterdir() if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def make_current(now: datetime) -> bool:
    """Make the booklet anew where it says something else than its files; whether it did."""
    build = BookletBuild.of_current()
    state = f"{content_version.current()} {recipe()}"
    if build.seen == state:
        return False
    booklet = Booklet.current()
    content = content_of(booklet) if booklet else None
    digest = digest_of(content, recipe()) if content else build.digest
    if digest == build.digest:
        build.has_seen(state)
        return False
    return make(build, content, digest, now)


def make_editions(now: datetime) -> int:
    """Make the files of editions that have none yet; how many editions."""
    waiting = BookletBuild.objects.filter(made=None).exclude(edition=None).select_related("edition")
    return sum(
        make(build, build.edition.content, digest_of(build.edition.content, recipe()), now)
        for build in waiting
    )


def make(build: BookletBuild, content: dict, digest: str, now: datetime) -> bool:
    """Make all formats, unless another process does; whether this one did. What fails keeps the
    files that are there, and tells staff why."""
    if not build.may_try(digest, now) or not build.take(now):
        return False
    files: list[BookletFile] = []
    try:
        for name, body in bodies_of(finished(content, localdate(now))):
            files.append(stored(build, name, body))
        build.is_made(files, digest, now)
    except Exception as error:
        forget_bodies(files)
        build.has_failed(digest, in_words(error), now)
        logger.exception("The booklet (%s) could not be made.", build)
        return False
    return True


def in_words(error: Exception) -> str:
    if isinstance(error, typesetting.CannotBeSet):
        return f"The PDF could not be set: {error}"
    return NO_ROOM if isinstance(error, OSError) else FAULT


def bodies_of(content: dict) -> Iterator[tuple[str, bytes]]:
    """(name of the format, body) of each format."""
    images: Mapping[str, bytes] = pictures.bodies_of(content["sections"])
    for name, size, paper in [
        ("standard", 12, "white"),
        ("large", 18, "white"),
        ("cream", 12, "cream"),
        ("large-cream", 18, "cream"),
    ]:
        yield name, typesetting.pdf(content, images, size=size, paper=paper)
    yield "epub", epub.book(content, images)
    yield "web", web_page.page(content, images)


def stored(build: BookletBuild, name: str, body: bytes) -> BookletFile:
    ending = BY_NAME[name].ending
    return BookletFile(
        build=build,
        format=name,
        file=default_storage.save(f"booklet/{uuid4().hex}.{ending}", ContentFile(body)),
        size=len(body),
        pages=typesetting.pages_in(body) if ending == "pdf" else None,
        sha256=hashlib.sha256(body).hexdigest(),
        sheet=web_page.SHEET_HASH if name == "web" else "",
    )


def forget_replaced(before: datetime) -> None:
    """Delete files that were replaced before that moment."""
    old = list(BookletFile.objects.filter(replaced__lt=before))
    BookletFile.objects.filter(pk__in=[each.pk for each in old]).delete()
    forget_bodies(old)


def forget_bodies(files: list[BookletFile]) -> None:
    for each in files:
        default_storage.delete(each.file.name)
