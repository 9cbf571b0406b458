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


def hostile(content: bytes) -> dict[str, bytes]:
    """By what is wrong with it: a good workbook made harmful."""
    sheet = "xl/worksheets/sheet1.xml"
    entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    kinds = part_of(content, "[Content_Types].xml")
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" TargetMode="External" Target="http://198.51.100.1/a.xlsx" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'externalLinkPath"/></Relationships>'
    )
    return {
        "entities": with_part(content, sheet, entity + part_of(content, sheet)),
        "bomb": with_part(content, "xl/media/big.bin", b"0" * 60_000_000),
        "many tags": with_part(content, sheet, "<a>" + "<b/>" * 2_000_000 + "</a>"),
        "macro": with_part(content, "xl/vbaProject.bin", b"\xd0\xcf"),
        "macro kind": with_part(
            content, "[Content_Types].xml", kinds.replace("sheet.main", "sheet.macroEnabled.main")
        ),
        "outside link": with_part(content, "xl/externalLinks/_rels/e.xml.rels", link),
        "zip slip": with_part(content, "../../etc/cron.d/x", b"x"),
        "cut off": content[: len(content) // 2],
        "broken sheet": with_part(content, sheet, "<worksheet><sheetData><row><c"),
        "no sheet": with_part(content, "xl/workbook.xml", "<workbook/>"),
    }
