"""Is a file what its name says? Judged by what it holds, before any parser sees it."""

import re

from localoffer.document_reader.unreadable import Unreadable

KINDS = {
    ".md": "text",
    ".markdown": "text",
    ".txt": "text",
    ".text": "text",
    ".docx": "word",
    ".html": "html",
    ".htm": "html",
}
ACCEPTED = "Send a Word file (.docx), a text file (.txt or .md) or a web page (.html)"
_OLD_WORD = "This is an old Word file (.doc). Open it in Word, save it as .docx and send that."
_ADVICE = {
    ".doc": _OLD_WORD,
    ".pdf": (
        "A PDF can’t be read reliably. Send the Word file it was made from, or copy its"
        " text into a .docx or .txt file."
    ),
    ".rtf": "Rich text files (.rtf) can’t be read. Save it as .docx in Word and send that.",
    ".odt": "OpenDocument files (.odt) can’t be read. Save it as .docx and send that.",
}
_SIGNATURES = (
    (b"%PDF", ".pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", ".rtf"),
)
_PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s{0,9})?(?:<!--.{0,2000}?-->\s{0,9})?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"<(?:p|div|h[1-6]|li|table|body|html|span|br|dl|details|section|article|main)\b", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(name: str) -> str:
    """ "text", "word" or "html" for a file name; Unreadable with advice for every other name."""
    ending = "." + name.lower().rpartition(".")[2] if "." in name else ""
    if ending in KINDS:
        return KINDS[ending]
    raise Unreadable(_ADVICE.get(ending, f"Files of this kind can’t be read. {ACCEPTED}."))


def check_bytes(content: bytes, kind: str) -> None:
    """Raises Unreadable when the first bytes belong to another kind of file than `kind`."""
    held = next(
        (name for start, name in _SIGNATURES if content.lstrip()[:16].startswith(start)), ""
    )
    if kind == "word":
        if held == "zip":
            return
        if held == "ole":
            raise Unreadable(
                "The file is an old Word file (.doc) or is locked with a password. Save it as"
                " .docx without a password and send that."
            )
        raise Unreadable(
            _ADVICE.get(held, "The file is not a Word document, although its name ends in .docx.")
        )
    if held == "zip":
        raise Unreadable(
            "The file is not text, although its name says so. If it is a Word file, give it"
            " the ending .docx."
        )
    if held:
        raise Unreadable(_ADVICE.get(held, _OLD_WORD))


def check_text(text: str, kind: str) -> None:
    """Raises Unreadable when decoded text is empty, is not text, or is a web page under another
    name.
    """
    if not text.strip():
        raise Unreadable("The file is empty.")
    sample = text[:200_000]
    if len(_CONTROL.findall(sample)) + sample.count("\ufffd") > 2 + len(sample) // 500:
        raise Unreadable(f"The file does not hold text that can be read. {ACCEPTED}.")
    if kind == "text" and _PAGE.match(text.lstrip()):
        raise Unreadable(
            "The file holds a web page, although its name says text. Give it the ending .html."
        )
    if kind == "html" and not _TAG.search(text):
        raise Unreadable(
            "The file is not a web page, although its name ends in .html. Give plain text the"
            " ending .txt."
        )
