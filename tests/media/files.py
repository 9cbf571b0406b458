"""Files for tests, made in code: good ones, and hostile ones."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS_START = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
VTT = b"WEBVTT\n\n00:01.000 --> 00:04.000\nHello.\n\n00:00:05.000 --> 00:00:07.500\nGoodbye.\n"


def upload(content: bytes, name: str = "Our file.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(pages: int = 2, catalog: str = "/Lang (cy-GB)", objects: str = "") -> bytes:
    """A small PDF; `catalog` is put into its root object, `objects` beside the others."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    parts = [
        f"1 0 obj <</Type /Catalog /Pages 2 0 R {catalog}>> endobj",
        f"2 0 obj <</Type /Pages /Count {pages} /Kids [{kids}]>> endobj",
        *(f"{n} 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj"
          for n in range(3, 3 + pages)),
        objects,
    ]  # fmt: skip
    body, offsets = "%PDF-1.4\n", []
    for part in filter(None, parts):
        offsets.append(len(body))
        body += part + "\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    count = len(offsets) + 1
    return (
        f"{body}xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer <</Size {count} /Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode()


def zipped(parts: dict[str, str | bytes], **options) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def types(main: str = WORD, more: str = "") -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    )


def docx(parts: dict[str, str | bytes] | None = None, main: str = WORD) -> bytes:
    """A Word file of 3 pages in English, with other parts beside or in place of its own."""
    return zipped(
        {
            "[Content_Types].xml": types(main),
            "word/document.xml": "<document/>",
            "word/styles.xml": '<styles><w:lang xmlns:w="w" w:val="en-GB"/></styles>',
            "docProps/app.xml": "<Properties><Pages>3</Pages></Properties>",
        }
        | (parts or {})
    )


def relation(kind: str, target: str) -> dict[str, str]:
    """A part that refers to something outside the file."""
    return {
        "word/_rels/document.xml.rels": f"{RELS_START}<Relationship Id='r1' "
        f"Type='{RELATIONS}/{kind}' Target='{target}' TargetMode='External'/></Relationships>"
    }


def opendocument(kind: str = "text", parts: dict[str, str] | None = None) -> bytes:
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": "<content/>",
            "meta.xml": '<meta><statistic page-count="4"/><dc:language>en-GB</dc:language></meta>',
        }
        | (parts or {})
    )


def picture(
    width: int = 1200, height: int = 600, form: str = "JPEG", mode: str = "RGB", **save
) -> bytes:
    out = io.BytesIO()
    colour = "teal" if mode in ("RGB", "RGBA") else 0
    Pillow.new(mode, (width, height), colour).save(out, form, **save)
    return out.getvalue()


def photo_with_place() -> bytes:
    """A photo that a phone took lying on its side, with place and maker in its EXIF data."""
    exif = Pillow.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRET MAKER"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 37.0, 12.0)
    return picture(1200, 600, exif=exif.tobytes(), comment=b"SECRET COMMENT")


def empty_png(width: int, height: int) -> bytes:
    """The head of a PNG of any size: what is said before anything is decoded."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    check = struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + check + b"\0\0\0\0IDAT"


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def mp4(brand: bytes = b"isom", more: bytes = b"") -> bytes:
    start = box(b"ftyp", brand + b"\0\0\2\0")
    return start + box(b"moov", b"m" * 40) + box(b"mdat", b"d" * 400) + more
