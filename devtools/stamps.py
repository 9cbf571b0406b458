"""Steps of the set-up that are done once: a stamp says from which files a result was made.

A stamp is written after its step has succeeded, so an interrupted step is done again.
"""

import hashlib
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path


def digest(paths: Iterable[Path], *more: str) -> str:
    """One value for the names and contents of the files in `paths` (folders: all below them)."""
    total = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        files = sorted(file for file in path.rglob("*") if file.is_file()) or [path]
        for file in files:
            total.update(str(file).encode())
            total.update(hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b"gone")
    return total.hexdigest()


@contextmanager
def step(stamp: Path, made_from: str, result: Path):
    """Yield whether the step is to be done; note at the end that it was.

    `made_from` is the digest of what the step reads, `result` a file that it makes. The stamp
    comes off first, so a failure or Ctrl-C in the middle leaves none.
    """
    fresh = result.exists() and stamp.exists() and stamp.read_text() == made_from
    if not fresh:
        stamp.unlink(missing_ok=True)
    yield not fresh
    if not fresh:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(made_from)
