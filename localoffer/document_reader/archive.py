"""Looking into a .docx or .xlsx (zip files) safely: all is checked before anything is unpacked.

Limits from trust.md, "docx bombs": 17 kB of zip can hold two million elements, 190 kB can hold
200 MB.
"""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from localoffer.document_reader.unreadable import Unreadable

MOST_BYTES_IN_PART = 20 * 1024 * 1024
MOST_BYTES = 50 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_TAGS = 1_500_000
_ENCRYPTED = 0x1
TOO_BIG = "The file unpacks to far more than a document should hold, so it was not opened."
DAMAGED = "The file is damaged and can’t be opened. Open it yourself, save it again and send that."


class Archive:
    """The parts of an Office file. Raises Unreadable when it is made, or when a part is read."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
            raise Unreadable(DAMAGED) from error
        entries = self._zip.infolist()
        sizes = [entry.file_size for entry in entries]
        if (
            len(entries) > MOST_ENTRIES
            or sum(sizes) > MOST_BYTES
            or max(sizes, default=0) > MOST_BYTES_IN_PART
        ):
            raise Unreadable(TOO_BIG)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Unreadable(
                "The file is locked with a password. Save a copy without a password and send that."
            )
        self._names = {entry.filename.lstrip("/"): entry for entry in entries}

    def names(self) -> list[str]:
        """The paths of all parts."""
        return list(self._names)

    def main_part(self) -> str:
        """The path of the part that holds the text of a Word file: usually word/document.xml,
        but the file itself says where.
        """
        for kind, target, _ in self.relations(""):
            if (
                kind.endswith("/officeDocument")
                and target.lower().endswith(".xml")
                and "/word/" in f"/{target}"
            ):
                return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise Unreadable("The file is not a Word document, although its name ends in .docx.")

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """(kind, target, id) of all that a part refers to; targets inside the file as paths."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for element in root if root is not None else ():
            target = element.get("Target", "")
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append((element.get("Type", ""), target, element.get("Id", "")))
        return found

    def links(self, part: str) -> dict[str, str]:
        """The addresses of the links in a part, by the ids that its text uses."""
        relations = self.relations(part) if part in self._names else []
        return {key: target for kind, target, key in relations if kind.endswith("/hyperlink")}

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part, or None when there is no such part."""
        if part not in self._names:
            return None
        content = self._read(part)
        if content.count(b"<") > MOST_TAGS:
            raise Unreadable(
                "The file is built in too complicated a way to read. Copy its text into a new one"
                " and send that."
            )
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Unreadable(DAMAGED)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
        )
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(DAMAGED) from error

    def _read(self, part: str) -> bytes:
        try:
            with self._zip.open(self._names[part]) as stream:
                content = stream.read(MOST_BYTES_IN_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
        ) as error:
            raise Unreadable(DAMAGED) from error
        if len(content) > MOST_BYTES_IN_PART:
            raise Unreadable(TOO_BIG)
        return content
