"""Making the files when the content has changed, beside the requests of visitors.

Called every few seconds by each process (`graduated_response/tasks.py`), so it must find out
quickly that there is nothing to do. The same content is not made again by the same recipe. Each
format is made on its own: one that fails keeps its file from before, and the others are new.
"""

import hashlib
import logging
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.utils.timezone import localdate

from graduated_response.models import Booklet, BookletBuild, BookletFile, Outcome
from localoffer.publishing import cache_token

from . import typesetting, web_page
from .bodies import Bodies
from .chapters import CannotBeRead
from .content import changed_titles, content_of, digest_of, marks_of
from .formats import FORMATS, Format
from .reports import Failure, of_failures, of_replaced, of_unreadable

logger = logging.getLogger(__name__)


@cache
def recipe() -> str:
    """Changes with the code, templates and sheets of this package, with the compiler and fonts."""
    files = sorted(path for path in Path(__file__).parent.iterdir() if path.is_file())
    with_versions = [version(name) for name in ("typst", "manimgx-fonts", "manimgx-fonts-cjk")]
    parts = [*(path.read_bytes() for path in files), *map(str.encode, with_versions)]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:16]


def state_at(token: str) -> str:
    """The state of the site under a token of its content, with this release."""
    return f"{token} {recipe()}"


def make_current(now: datetime) -> bool:
    """Make the formats of the booklet that say something else than the pages; whether any."""
    build = BookletBuild.of_current()
    token = cache_token.current()
    if build.seen == state_at(token) and not build.is_due_again(now):
        return False
    try:
        booklet = Booklet.current()
        content = content_of(booklet) if booklet else None
    except DatabaseError:
        raise
    except Exception as error:
        logger.exception("The booklet could not be put together.")
        why = of_unreadable(error.args[0] if isinstance(error, CannotBeRead) else "")
        build.could_not_be_read(state_at(token), why, now)
        return False
    digest = digest_of(content, recipe()) if content else build.digest
    if content is None or not lacking(build, digest):
        build.has_all(state_at(token), digest)
        return False
    if not build.may_try(digest, now):
        build.has_seen(state_at(token), digest)
        return False
    return make(build, content, digest, now, token)


def make_editions(now: datetime) -> int:
    """Make the files of editions that lack some; how many editions."""
    editions = BookletBuild.objects.exclude(edition=None).select_related("edition")
    return sum(
        make(build, build.edition.content, digest_of(build.edition.content, recipe()), now)
        for build in editions.filter(is_complete=False)
    )


def lacking(build: BookletBuild, digest: str) -> list[Format]:
    """The formats that do not say what they should. The words of an edition never change."""
    made = build.files.current()
    made = made if build.edition_id else made.filter(digest=digest)
    names = set(made.values_list("format", flat=True))
    return [each for each in FORMATS if each.name not in names]


def make(build: BookletBuild, content: dict, digest: str, now: datetime, token: str = "") -> bool:
    """Make what is lacking, unless another process does; whether any format is new. All that can be
    made takes its place at once; why the rest cannot is told to staff."""
    if not build.may_try(digest, now) or not build.take(now):
        return False
    bodies = Bodies(content, localdate(now))
    files: list[BookletFile] = []
    failures: list[Failure] = []
    for each in lacking(build, digest):
        try:
            file = BookletFile(build=build, format=each.name, digest=digest, made=now)
            stored(file, each.ending, bodies.of(each.name))
            files.append(file)
        except Exception as error:
            logger.exception("The booklet (%s, %s) could not be made.", build, each.name)
            failures.append(failure_of(build, each, error, bodies))
    marks = marks_of(content)
    for each in files:
        each.marks = marks
    behind = older(build, digest, marks, files) if token else []
    problems, notes = of_failures(failures), of_replaced(content, bodies.replaced)
    outcome = Outcome(files, behind, problems, notes)
    try:
        build.is_made(outcome, digest, now, token, recipe())
    except Exception:
        forget_bodies(files)
        raise
    return bool(files)


def older(
    build: BookletBuild, digest: str, marks: dict, files: list[BookletFile]
) -> list[BookletFile]:
    """What stays of before, with what has changed since."""
    new = [each.format for each in files]
    stay = list(build.files.current().exclude(digest=digest).exclude(format__in=new))
    for each in stay:
        each.changed = changed_titles(each.marks, marks)
    return stay


def failure_of(build: BookletBuild, form: Format, error: Exception, bodies: Bodies) -> Failure:
    last = build.files.current().filter(format=form.name).first()
    guilty = [] if isinstance(error, OSError) else bodies.guilty_of(form.name)
    return Failure(form, error, guilty, last)


def stored(file: BookletFile, ending: str, body: bytes) -> None:
    """Write the body and note all about it; a file that does not fit on the disk leaves nothing."""
    name = f"booklet/{uuid4().hex}.{ending}"
    file.size, file.sha256 = len(body), hashlib.sha256(body).hexdigest()
    file.pages = typesetting.pages_in(body) if ending == "pdf" else None
    file.sheet = web_page.SHEET_HASH if ending == "html" else ""
    try:
        file.file = default_storage.save(name, ContentFile(body))
    except OSError:
        default_storage.delete(name)
        raise


def forget_replaced(before: datetime) -> None:
    """Delete files that were replaced before that moment."""
    old = list(BookletFile.objects.filter(replaced__lt=before))
    BookletFile.objects.filter(pk__in=[each.pk for each in old]).delete()
    forget_bodies(old)


def forget_bodies(files: list[BookletFile]) -> None:
    for each in files:
        default_storage.delete(each.file.name)
