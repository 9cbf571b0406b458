"""How much room uploads may take, so that the disk never fills."""

import shutil
from math import inf
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import OperationalError, connection, transaction
from django.db.models import Model, Sum
from django.template.defaultfilters import filesizeformat

from localoffer.publishing.models import Version
from localoffer.publishing.models.version_states import OPEN
from localoffer.publishing.snapshots import label_of, records_of

from .inspecting.refused import Refused
from .models import Document, DocumentFile, Image, Rendition, Video

# Which column names a stored body; beside it stands its size.
FILES: dict[type[Model], str] = {
    DocumentFile: "file", Image: "original", Rendition: "file", Video: "file",
}  # fmt: skip

# The database, logs and caches need room to go on.
ALWAYS_FREE = 500 * 1024 * 1024
# Any number that nothing else in this database locks with.
LOCK = 20_260_912
BUSY = "Somebody else is sending a file at this moment. Wait a minute, then send yours again."


def used() -> int:
    """Bytes of all files that rows name, earlier versions of documents and drafts included."""
    in_rows = sum(model.objects.aggregate(all=Sum("size"))["all"] or 0 for model in FILES)
    return in_rows + sum(_in_drafts().values())


def _in_drafts() -> dict[str, int]:
    """{name: bytes} of what only drafts over public rows name: versions keep those, as JSON."""
    owners = [label_of(model) for model in (Document, Image, Video)]
    drafts = Version.objects.filter(state__in=OPEN, snapshot__model__in=owners)
    waiting: dict[str, int] = {}
    for snapshot in drafts.values_list("snapshot", flat=True):
        records = dict(records_of(snapshot))
        for model, column in FILES.items():
            for record in records.get(label_of(model), []):
                waiting[record["fields"][column]] = record["fields"]["size"]
    for model, column in FILES.items() if waiting else ():
        kept = model.objects.filter(**{f"{column}__in": waiting}).values_list(column, flat=True)
        waiting = {name: size for name, size in waiting.items() if name not in set(kept)}
    return waiting


def check(size: int) -> None:
    """Raise Refused where `size` more bytes are too many."""
    if used() + size > settings.MEDIA_QUOTA:
        raise Refused(
            f"There is no room for more files: {filesizeformat(settings.MEDIA_QUOTA)} are in use. "
            "Ask the people who run the site for more room."
        )
    if _free() - size < ALWAYS_FREE:
        raise Refused(
            "The disk of the site is nearly full, so no file can be taken now. Tell the people who "
            "run the site."
        )


def alone() -> bool:
    """Until this transaction ends nobody else stores a file: of files that come at once, the second
    is counted when the first is in its row. Whether it came to that in time.

    Not to be asked inside a savepoint that is rolled back, which would end it. On SQLite a
    transaction that writes is alone.
    """
    if connection.vendor == "postgresql":
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        except OperationalError:  # it waited as long as settings.DATABASES allows
            return False
    return True


def _free() -> float:
    """Free bytes where uploads are kept; without end where they are not on a disk of ours."""
    if not isinstance(storages["default"], FileSystemStorage):
        return inf
    folder = Path(storages["default"].location)
    return shutil.disk_usage(folder if folder.exists() else settings.BASE_DIR).free
