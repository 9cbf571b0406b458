"""Opening a document that somebody sent: the only way in for commands and upload pages."""

from pathlib import Path
from typing import Any

from localoffer.document_reader.contents import kind_of
from localoffer.document_reader.unreadable import Unreadable
from localoffer.sandbox.outcomes import Broken, Refusal, TooHard
from localoffer.sandbox.running import run_limited

MOST_BYTES = 20 * 1024 * 1024
SECONDS = 7
TOO_HARD = (
    "The file takes too much work to read, so it was not opened. Copy its text into a"
    " new document and send that."
)
BROKEN = "The file can’t be read. Open it, save it again and send the new copy."


def read_document(content: bytes, name: str, work: str, answer: Any) -> Any:
    """What `work` finds in a .docx, .md, .txt or .html file, as the type `answer`. `name` is the
    file's name; its ending says what it should be.

    `work` is "module:function" of what the caller's kind of document means: it runs in a child
    process with limits (localoffer/sandbox), gets the content and a name with the same ending,
    and calls `reading.read` for the blocks. Raises Unreadable, whose text is the sentence to show.
    Takes at most ten seconds.
    """
    kind_of(name)
    if not content:
        raise Unreadable("The file is empty.")
    if len(content) > MOST_BYTES:
        raise Unreadable(
            "The file is bigger than 20 MB. Take the pictures out, or send it in parts."
        )
    try:
        plain_name = "document." + name.rpartition(".")[2].lower()
        return run_limited(work, content, plain_name, seconds=SECONDS, answer=answer)
    except Refusal as reason:
        raise Unreadable(str(reason)) from reason
    except TooHard as error:
        raise Unreadable(TOO_HARD) from error
    except Broken as error:
        raise Unreadable(BROKEN) from error


def content_of(path: str | Path) -> bytes:
    """What is in a file on disk, as far as `read_document` would take it. Raises Unreadable."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(
            f"The file {path.name} can’t be opened: {(error.strerror or 'unknown reason').lower()}."
        ) from error
