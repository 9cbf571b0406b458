"""What is taken and what is refused (trust.md U1 to U4), in the process itself."""

import io

import pytest

from localoffer.media.inspecting import captions, document, movie, office, picture
from localoffer.media.inspecting.refused import (
    DAMAGED,
    HOLDS_PROGRAM,
    LOCKED,
    TWO_KINDS,
    Refused,
)

from . import files

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def refusal(act, *args) -> str:
    with pytest.raises(Refused) as reason:
        act(*args)
    return str(reason.value)


@pytest.mark.parametrize(
    ("content", "ending", "found"),
    [
        (files.pdf(), "exe", ("pdf", 2, "cy-GB")),
        (files.pdf(1, catalog=""), "pdf", ("pdf", 1, "")),
        (files.docx(), "php", ("docx", 3, "en-GB")),
        (files.docx(main=XLSX), "xlsx", ("xlsx", 3, "en-GB")),
        (files.docx(main=PPTX), "pptx", ("pptx", 3, "en-GB")),
        (files.opendocument(), "odt", ("odt", 4, "en-GB")),
        (files.opendocument("spreadsheet"), "ods", ("ods", 4, "en-GB")),
        (b"Dear parents, 2 < 3 and a > b.", "html", ("txt", None, "")),
        ("Café £5".encode("cp1252"), "txt", ("txt", None, "")),
        ("\ufeffname,age\n".encode("utf-16"), "csv", ("csv", None, "")),
        (b"name,age\n", "csv", ("csv", None, "")),
    ],
)
def test_the_content_says_what_a_document_is(content, ending, found):
    assert tuple(document.inspect(content, ending).values()) == found


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<html><script>alert(1)</script>", "The file is a web page, a drawing or other code"),
        (b"\n\n <!DOCTYPE html><p>", "The file is a web page, a drawing or other code"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "The file is a web page"),
        ("\ufeff<?xml version='1.0'?><a/>".encode("utf-16"), "The file is a web page"),
        (b"GIF89a/*<script>*/=1", "The file is a picture."),
        (b"Hello <?php system('id') ?>", "The file is a web page"),
        (b"words <ScRiPt>", "The file is a web page"),
        (b"MZ\x90\x00", "The file is a program."),
        (b"\x7fELF\x02", "The file is a program."),
        (b"#!/bin/sh\nrm -r /", "The file is a program."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "The file is from an old version of Word"),
        (b"{\\rtf1 hello}", "The file is in Rich Text Format."),
        (b"\x89PNG\r\n\x1a\n", "The file is a picture."),
        (files.mp4(), "The file is a video."),
        (b"a\x00b", "This kind of file cannot be taken."),
        (b"\x1b[31mred", "This kind of file cannot be taken."),
        (b"%PDF-1.4\n<script>alert(1)</script>%%EOF", TWO_KINDS),
        (files.pdf() + files.docx(), TWO_KINDS),
        (files.docx() + b"#!/bin/sh", TWO_KINDS),
        (b"%PDF-1.7 nothing more", DAMAGED),
        (b"%PDF-1.7 nothing more %%EOF", DAMAGED),
        (files.zipped({"a.txt": "a"}), "The file is a zip file"),
        (b"PK\x03\x04 no zip at all", DAMAGED),
    ],
)
def test_other_kinds_are_refused_with_a_sentence(content, sentence):
    assert refusal(document.inspect, content, "pdf").startswith(sentence)


@pytest.mark.parametrize(
    "catalog",
    [
        "/OpenAction <</S /JavaScript /JS (app.alert(1))>>",
        "/OpenAction <</S /Launch /F (cmd.exe)>>",
        "/AA <</WC <</S /JavaScript /JS (x)>>>>",
        "/Names <</JavaScript <</Names []>>>>",
        "/Names <</EmbeddedFiles <</Names []>>>>",
    ],
)
def test_a_pdf_starts_nothing_and_carries_nothing(catalog):
    assert refusal(document.inspect, files.pdf(catalog=catalog), "pdf") == HOLDS_PROGRAM


def test_a_pdf_that_opens_at_its_first_page_is_taken():
    assert document.inspect(files.pdf(catalog="/OpenAction [3 0 R /Fit]"), "pdf")["pages"] == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (files.docx(main=MACROS), HOLDS_PROGRAM),
        (files.docx({"word/vbaProject.bin": b"x"}), HOLDS_PROGRAM),
        (files.docx({"word/activeX/activeX1.xml": b"x"}), HOLDS_PROGRAM),
        (files.docx({"word/embeddings/run.EXE": b"x"}), HOLDS_PROGRAM),
        (files.opendocument(parts={"Basic/Standard/Module1.xml": "x"}), HOLDS_PROGRAM),
        (files.opendocument(parts={"META-INF/manifest.xml": "<encryption-data/>"}), LOCKED),
        (files.docx({"../../evil.txt": b"x"}), DAMAGED),
        (files.docx({"/etc/passwd": b"x"}), DAMAGED),
        (files.docx({"..\\evil": b"x"}), DAMAGED),
        (files.docx({"word/document.xml": "<!DOCTYPE a [<!ENTITY b SYSTEM 'x'>]>"}), DAMAGED),
        (files.docx({"word/_rels/document.xml.rels": "<broken"}), DAMAGED),
        (files.docx({"word/document.xml": b"<r/>" * 2_000_000}), office.TOO_BIG),
        (files.docx({"word/media/a.bin": b"\0" * (20 * 1024 * 1024 + 1)}), office.TOO_BIG),
        (files.docx({f"p{n}": b"" for n in range(2_001)}), office.TOO_BIG),
        (files.docx({f"p{n}": b"\0" * 19_000_000 for n in range(3)}), office.TOO_BIG),
    ],
)  # fmt: skip
def test_office_files_are_looked_through(content, sentence):
    assert refusal(document.inspect, content, "docx") == sentence


def test_a_part_that_lies_about_its_size_is_refused():
    content = bytearray(files.docx({"word/big.bin": b"\0" * 100_000}))
    size = (100_000).to_bytes(4, "little")
    at = content.rfind(size)
    content[at : at + 4] = (10).to_bytes(4, "little")
    assert refusal(document.inspect, bytes(content), "docx") == DAMAGED


def test_a_locked_zip_is_refused():
    content = bytearray(files.docx())
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refusal(document.inspect, bytes(content), "docx") == LOCKED


@pytest.mark.parametrize(
    ("kind", "target", "taken"),
    [
        ("hyperlink", "https://example.org/", True),
        ("attachedTemplate", "file:///C:/Templates/Letter.dotx", True),
        ("externalLinkPath", "Budget 2026.xlsx", True),
        ("attachedTemplate", "https://evil.example/a.dotm", False),
        ("attachedTemplate", "file://evil.example/share/a.dotm", False),
        ("image", "\\\\evil.example\\a.png", False),
        ("image", "//evil.example/a.png", False),
        ("oleObject", "mhtml:https://evil.example/a!x", False),
    ],
)
def test_nothing_is_loaded_from_elsewhere_when_it_is_opened(kind, target, taken):
    content = files.docx(files.relation(kind, target))
    if taken:
        assert document.inspect(content, "docx")["kind"] == "docx"
    else:
        assert f"loads something from another place ({kind})" in refusal(
            document.inspect, content, "docx"
        )


def test_a_picture_is_made_anew_in_sizes_and_holds_pixels_only():
    content = files.photo_with_place()
    assert b"SECRET" in content
    found = picture.derive(content)
    assert (found["kind"], found["width"], found["height"]) == ("jpg", 600, 1200)  # upright
    assert [(c["width"], c["height"]) for c in found["renditions"]] == [(480, 960), (600, 1200)]
    for copy in opened(found):
        assert (copy.format, copy.mode, dict(copy.getexif())) == ("WEBP", "RGB", {})
        assert not {"exif", "xmp", "icc_profile", "comment"} & copy.info.keys()


@pytest.mark.parametrize(("drawn", "head"), [(True, b"VP8L"), (False, b"VP8 ")])
def test_a_drawing_loses_nothing_and_a_photo_is_made_small(drawn, head):
    """The 13th byte of WebP says which (RFC 9649, 2.5 and 2.6)."""
    noise = files.Pillow.effect_noise((400, 300), 64).convert("RGB")
    flat = files.Pillow.new("RGB", (400, 300), "white")
    flat.paste("teal", (100, 100, 300, 200))
    out = io.BytesIO()
    (flat if drawn else noise).save(out, "PNG")
    [copy] = picture.derive(out.getvalue())["renditions"]
    assert copy["webp"][12:16] == head


def opened(found: dict):
    return [files.Pillow.open(io.BytesIO(copy["webp"])) for copy in found["renditions"]]


@pytest.mark.parametrize(
    ("width", "widths"),
    [(300, [300]), (480, [480]), (1000, [480, 960, 1000]), (4000, [480, 960, 1600])],
)
def test_copies_are_never_larger_than_the_picture(width, widths):
    found = picture.derive(files.picture(width, 100))
    assert (found["width"], [copy["width"] for copy in found["renditions"]]) == (width, widths)


@pytest.mark.parametrize(
    ("form", "mode", "result"),
    [("JPEG", "CMYK", "RGB"), ("JPEG", "L", "RGB"), ("PNG", "RGBA", "RGBA"), ("PNG", "P", "RGB"),
     ("PNG", "I;16", "RGB"), ("WEBP", "RGB", "RGB")],
)  # fmt: skip
def test_all_ways_to_store_colours_are_read(form, mode, result):
    found = picture.derive(files.picture(100, 50, form, mode))
    assert opened(found)[0].convert(result).size == (100, 50)


def animated(form: str) -> bytes:
    frames = [files.Pillow.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=50)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (files.empty_png(30_000, 30_000), "The picture is 30,000 by 30,000 pixels."),
        (files.empty_png(13_000, 13_000), "The picture is 13,000 by 13,000 pixels."),
        (files.empty_png(20_000, 10), "The picture is 20,000 by 10 pixels."),
        (files.empty_png(100, 100), DAMAGED),
        (files.picture()[:3000], DAMAGED),
        (animated("PNG"), picture.MOVES),
        (animated("WEBP"), picture.MOVES),
        (animated("GIF"), picture.NO_PICTURE),
        (b"<svg/>", picture.NO_PICTURE),
        (b"", picture.NO_PICTURE),
        (files.pdf(), picture.NO_PICTURE),
        (files.picture(10, 10) + files.zipped({"a": "b"}), TWO_KINDS),
    ],
)
def test_other_pictures_are_refused(content, sentence):
    assert refusal(picture.derive, content).startswith(sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (files.mp4(b"qt  "), movie.NOT_MP4),
        (b"\x1a\x45\xdf\xa3webm", movie.NOT_MP4),
        (files.pdf(), movie.NOT_MP4),
        (files.mp4(more=files.box(b"html", b"<script>")), TWO_KINDS),
        (files.mp4(more=b"<script>alert(1)</script>"), DAMAGED),
        (files.mp4()[:-10], DAMAGED),
        (files.box(b"ftyp", b"isom"), DAMAGED),
    ],
)
def test_only_a_whole_mp4_is_a_video(content, sentence):
    assert refusal(movie.check_mp4, io.BytesIO(content), len(content)) == sentence


def test_a_video_and_its_captions_are_taken():
    content = files.mp4()
    assert movie.check_mp4(io.BytesIO(content), len(content)) is None
    text = captions.checked(b"\xef\xbb\xbf" + files.VTT.replace(b"\n", b"\r\n"))
    assert text == files.VTT.decode()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nsrt", captions.NOT_VTT),
        ("WEBVTTX\n", captions.NOT_VTT),
        ("WEBVTT\n\nwords", captions.NO_CUES),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\na", captions.BAD_TIME.format(3)),
        ("WEBVTT\n\n00:05.000 --> 00:02.000\na", captions.BACKWARDS.format(3)),
        (
            "WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb",
            captions.OUT_OF_ORDER.format(6),
        ),
        ("WEBVTT\n\x00", captions.NOT_VTT),
        ("WEBVTT\n" + "a" * 1024 * 1024, "The captions are longer than any film."),
    ],
)
def test_captions_that_would_not_show_are_refused(text, sentence):
    assert refusal(captions.checked, text.encode()).startswith(sentence)
