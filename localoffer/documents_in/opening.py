"""Opening a document that somebody sent: the only way in for commands and upload pages."""

import json
import os
import subprocess
import sys
from pathlib import Path

from localoffer.documents_in.blocks import Block, from_json
from localoffer.documents_in.child import TOO_HARD
from localoffer.documents_in.contents import kind_of
from localoffer.documents_in.unreadable import Unreadable

MOST_BYTES = 20 * 1024 * 1024
SECONDS = 9
_ROOT = Path(__file__).resolve().parent.parent.parent


def read_document(content: bytes, name: str) -> list[Block]:
    """The blocks of a .docx, .md, .txt or .html file. `name` is the file's name; its ending
    says what it should be.

    Raises Unreadable, whose text is the sentence to show. Takes at most ten seconds. The parsers
    run in a child process with limits on time and memory, which is told none of our environment.
    """
    kind_of(name)
    if not content:
        raise Unreadable("The file is empty.")
    if len(content) > MOST_BYTES:
        raise Unreadable(
            "The file is bigger than 20 MB. Take the pictures out, or send it in parts."
        )
    answer = _ask_child(content, "document." + name.rpartition(".")[2].lower())
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return [from_json(block) for block in answer["blocks"]]


def read_path(path: str | Path) -> list[Block]:
    """`read_document` for a file on disk; Unreadable too when there is no such file."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(
            f"The file {path.name} can’t be opened: {(error.strerror or 'unknown reason').lower()}."
        ) from error
    return read_document(content, path.name)


def _ask_child(content: bytes, name: str) -> dict:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "localoffer.documents_in.child", name],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            cwd=_ROOT,
            env={
                "PATH": os.defpath,
                "PYTHONPATH": str(_ROOT),
                "LANG": "C.UTF-8",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(TOO_HARD) from error
    if done.returncode < 0:
        raise Unreadable(TOO_HARD)
    if done.returncode:
        raise Unreadable("The file can’t be read. Open it, save it again and send the new copy.")
    return json.loads(done.stdout)
