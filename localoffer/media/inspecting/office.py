"""Office files (zip files of XML): unpacked within limits, no programs, nothing from elsewhere.

Limits as in document_reader: 17 kB of zip can hold two million elements, 190 kB can hold 200 MB.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from .language import language_code
from .refused import DAMAGED, HOLDS_PROGRAM, LOCKED, TWO_KINDS, Refused

MOST_BYTES_IN_PART = 20 * 1024 * 1024
MOST_BYTES = 50 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_TAGS = 1_500_000
TOO_BIG = (
    "The file unpacks to far more than a document should hold. Make its pictures smaller, or send "
    "it in parts."
)
LOADS_FROM_ELSEWHERE = (
    "When somebody opens the file it loads something from another place ({}). Put that into the "
    "file itself, or break the link, and send the new copy."
)
NOT_OFFICE = (
    "The file is a zip file or another kind that cannot be taken. Send each document of its own, "
    "as PDF, Word, Excel, PowerPoint or OpenDocument."
)
# The content type of the main part says what the whole is; templates are none of these.
MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"presentationml.presentation.main+xml": "pptx",
}
MIME_TYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_ENCRYPTED = 0x1
_PROGRAM = re.compile(
    r"vbaproject|/activex|^(?:basic|scripts)/|\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|js|jse|wsf|hta|jar|lnk)$",
    re.IGNORECASE,
)
_PAGES = re.compile(rb'<(?:Pages|Slides)>(\d{1,5})<|page-count="(\d{1,5})"')
_LANGUAGE = re.compile(rb'<dc:language>([\w-]{2,12})<|<w:lang\b[^>]*?\bw:val="([\w-]{2,12})"')
# A drive of one's own computer, or a name beside the file: nothing is fetched from the network.
_NEARBY = re.compile(r"file:/{0,3}(?:[A-Za-z]:|[A-Za-z]\|)|(?![\\/]{2})(?![A-Za-z][\w+.-]*:)")


def inspect(content: bytes) -> dict:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            # Nothing may stand behind the zip file, nor in its comment.
            if content[-22:-18] != b"PK\x05\x06":
                raise Refused(TWO_KINDS)
            return _inspected(archive)
    except (
        zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, RuntimeError,
        EOFError, OSError, ValueError, OverflowError,
    ) as error:  # fmt: skip
        raise Refused(DAMAGED) from error


def _inspected(archive: zipfile.ZipFile) -> dict:
    _check_entries(archive.infolist())
    kind, pages, language = "", None, ""
    for name, part in _parts(archive):
        kind = _kind_said_by(name, part) or kind
        if name.endswith(".rels"):
            _check_relations(part)
        if name in ("docProps/app.xml", "meta.xml") and (found := _PAGES.search(part)):
            pages = int(found[1] or found[2]) or None
        if not language and (found := _LANGUAGE.search(part)) and name.endswith(".xml"):
            language = language_code((found[1] or found[2]).decode())
    if not kind:
        raise Refused(NOT_OFFICE)
    return {"kind": kind, "pages": pages, "language": language}


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    sizes = [entry.file_size for entry in entries]
    if (
        len(entries) > MOST_ENTRIES
        or sum(sizes) > MOST_BYTES
        or max(sizes, default=0) > MOST_BYTES_IN_PART
    ):
        raise Refused(TOO_BIG)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise Refused(LOCKED)
        path = entry.filename.replace("\\", "/")
        if path.startswith("/") or ":" in path or ".." in path.split("/"):
            raise Refused(DAMAGED)  # such a name writes outside the folder it is unpacked to
        if _PROGRAM.search(path):
            raise Refused(HOLDS_PROGRAM)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Every part, really unpacked: what an entry says of its size may be wrong."""
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            part = stream.read(MOST_BYTES_IN_PART + 1)
        if len(part) > MOST_BYTES_IN_PART:
            raise Refused(TOO_BIG)
        if entry.filename.endswith((".xml", ".rels")):
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise Refused(DAMAGED)
            if part.count(b"<") > MOST_TAGS:
                raise Refused(TOO_BIG)
        yield entry.filename, part


def _kind_said_by(name: str, part: bytes) -> str:
    if name == "mimetype":
        return MIME_TYPES.get(part.strip(), "")
    if name == "META-INF/manifest.xml" and b"encryption-data" in part:
        raise Refused(LOCKED)
    if name != "[Content_Types].xml":
        return ""
    if b"macroEnabled" in part or b"vbaProject" in part:
        raise Refused(HOLDS_PROGRAM)
    return next((kind for main, kind in MAIN_PARTS.items() if main in part), "")


def _check_relations(part: bytes) -> None:
    """Links to click may lead anywhere; anything else from the network tells who opens the file,
    and may bring a program (an attached template)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for relation in etree.fromstring(part, parser):
        if relation.get("TargetMode") != "External":
            continue
        what = relation.get("Type", "").rpartition("/")[2]
        if what != "hyperlink" and not _NEARBY.match(relation.get("Target", "").strip()):
            raise Refused(LOADS_FROM_ELSEWHERE.format(what or "unknown"))
