"""Uploads, whatever storage they are in."""

from collections.abc import Iterator
from zipfile import ZipFile

from django.core.files import File
from django.core.files.storage import default_storage

from .archive import MEDIA, Writer, digest_of


def names(folder: str = "") -> Iterator[str]:
    """Of all files in the storage, below a folder."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in sorted(files))
    for each in sorted(folders):
        yield from names(f"{folder}{each}/")


def pack(writer: Writer) -> int:
    """How many there were."""
    count = 0
    for count, name in enumerate(names(), 1):  # noqa: B007 (it is the answer)
        with default_storage.open(name) as body:
            writer.add(f"{MEDIA}{name}", body)
    return count


def unpack(archive: ZipFile, files: dict[str, str]) -> int:
    """Put those in place that are missing or differ; others of the storage stay. How many the
    backup has. `files`: their checksums.
    """
    packed = [name for name in files if name.startswith(MEDIA)]
    for each in packed:
        name = each.removeprefix(MEDIA)
        if _is_there(name, files[each]):
            continue
        default_storage.delete(name)
        with archive.open(each) as body:
            default_storage.save(name, File(body))
    return len(packed)


def _is_there(name: str, digest: str) -> bool:
    if not default_storage.exists(name):
        return False
    with default_storage.open(name) as body:
        return digest_of(body) == digest
