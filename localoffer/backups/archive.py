"""The file of a backup: a zip with the database, the uploads, and a list of both with checksums.

manifest.json  {"format": 1, "database": "sqlite", "made": "2026-11-22T02:00:00+00:00",
                "migrations": ["events.0001_initial", …], "files": {name: sha256}}
database       what `databases` wrote
media/…        each upload under its name in the storage
"""

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

FORMAT = 1
MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media/"
CHUNK = 1024 * 1024
OTHER_FORMAT = "The backup was made by another release, which writes it otherwise."
# What reading a file may raise that somebody cut or changed.
BROKEN = (BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError, RuntimeError)
DAMAGED = "The file is damaged, or is no backup of this site."


class Unfit(Exception):
    """Why a backup cannot be made or restored: one sentence. Nothing was changed."""


class Writer:
    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.files: dict[str, str] = {}

    def add(self, name: str, body: BinaryIO) -> None:
        digest = hashlib.sha256()
        with self.archive.open(name, "w", force_zip64=True) as out:
            while chunk := body.read(CHUNK):
                digest.update(chunk)
                out.write(chunk)
        self.files[name] = digest.hexdigest()

    def finish(self, **facts: Any) -> None:
        manifest = {"format": FORMAT, **facts, "files": self.files}
        self.archive.writestr(MANIFEST, json.dumps(manifest, indent=1))


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A new file that only its owner may read; it stands at `path` when it is whole."""
    part = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Unfit(f"{part} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[tuple[ZipFile, dict]]:
    """The archive and its manifest, when each file in it has its checksum. Raises Unfit."""
    try:
        archive = ZipFile(path)
    except FileNotFoundError as error:
        raise Unfit(f"There is no file {path}.") from error
    except BadZipFile as error:
        raise Unfit(DAMAGED) from error
    with archive:
        try:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise Unfit(OTHER_FORMAT)
            check(archive, manifest["files"])
        except BROKEN as error:
            raise Unfit(DAMAGED) from error
        yield archive, manifest


def check(archive: ZipFile, files: dict[str, str]) -> None:
    if {*files, MANIFEST} != {*archive.namelist()} or DATABASE not in files:
        raise Unfit(DAMAGED)
    for name, wanted in files.items():
        if name != DATABASE and not is_safe(name):
            raise Unfit(DAMAGED)
        with archive.open(name) as body:
            if digest_of(body) != wanted:
                raise Unfit(f"{DAMAGED} “{name}” does not have its checksum.")


def digest_of(body: BinaryIO) -> str:
    return hashlib.file_digest(body, "sha256").hexdigest()


def is_safe(name: str) -> bool:
    """A file below the folder of uploads, and no way out of it."""
    path = PurePosixPath(name)
    return name.startswith(MEDIA) and ".." not in path.parts and "\\" not in name


def extract(archive: ZipFile, name: str, to: Path) -> None:
    with archive.open(name) as body, to.open("wb") as out:
        shutil.copyfileobj(body, out, CHUNK)
