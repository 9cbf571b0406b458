"""Workbooks for tests: good ones, and hostile ones."""

import io
import zipfile

from openpyxl import Workbook


def workbook(*rows: list, **more_sheets: list[list]) -> bytes:
    """An .xlsx with these rows in its first sheet; `=…` in a cell is a formula."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, lines in more_sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: str | bytes) -> bytes:
    """The same file with one part put in, or put in the place of its own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return out.getvalue()


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def with_start(content: bytes, name: str, text: str) -> bytes:
    return with_part(content, name, text + part_of(content, name))


def as_macro_kind(content: bytes) -> bytes:
    kinds = part_of(content, KINDS).replace("sheet.main", "sheet.macroEnabled.main")
    return with_part(content, KINDS, kinds)


SHEET, KINDS = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" TargetMode="External" Target="http://198.51.100.1/a.xlsx" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'externalLinkPath"/></Relationships>'
)
# `HOSTILE["bomb"](content)` makes a good workbook harmful, in the way that the name says.
HOSTILE = {
    "entities": lambda content: with_start(content, SHEET, ENTITY),
    "bomb": lambda content: with_part(content, "xl/media/big.bin", b"0" * 60_000_000),
    "many tags": lambda content: with_part(content, SHEET, f"<a>{'<b/>' * 2_000_000}</a>"),
    "macro": lambda content: with_part(content, "xl/vbaProject.bin", b"\xd0\xcf"),
    "macro kind": as_macro_kind,
    "outside link": lambda content: with_part(content, "xl/externalLinks/_rels/e.xml.rels", LINK),
    "zip slip": lambda content: with_part(content, "../../etc/cron.d/x", b"x"),
    "cut off": lambda content: content[: len(content) // 2],
    "broken sheet": lambda content: with_part(content, SHEET, "<worksheet><sheetData><row><c"),
    "no sheet": lambda content: with_part(content, "xl/workbook.xml", "<workbook/>"),
}
