"""Files that people send: good ones are read, all others are refused with a sentence, in time."""

import contextlib
import io
import os
import time
import zipfile

import pytest

from localoffer.document_reader import archive, opening, reading
from localoffer.document_reader.archive import DAMAGED, TOO_BIG
from localoffer.document_reader.opening import TOO_HARD, content_of, read_document
from localoffer.document_reader.reading import read
from localoffer.document_reader.unreadable import Unreadable
from localoffer.sandbox.outcomes import Broken, Refusal, TooHard
from tests.document_reader.word_files import W, paragraph, word_file, zipped

WORK = "tests.document_reader.test_opening:texts_in"


def texts_in(content, name):
    """What an importer asks the sandbox for, as plain as can be."""
    return [block.text for block in read(content, name)]


def opened(content, name):
    return read_document(content, name, WORK, list[str])


def refusal(content, name):
    with pytest.raises(Unreadable) as caught:
        read(content, name)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", b"# Hello\n\nyou [there](https://a.example.org)"),
        ("A.TXT", b"Hello you"),
        ("a.htm", b"<p>Hello <b>you</b></p>"),
        ("my.file.docx", word_file(paragraph("Hello you"))),
    ],
)
def test_good_files_come_back_through_the_child(name, content):
    assert " ".join(opened(content, name)).startswith("Hello you")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF-1.7", "A PDF can’t be read reliably"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file"),
        ("a.xlsx", b"PK", "Files of this kind"),
        ("a", b"Hello", "Files of this kind"),
        ("", b"Hello", "Files of this kind"),
        ("a.txt", b"", "The file is empty."),
        ("a.md", b"x" * (20 * 1024 * 1024 + 1), "bigger than 20 MB"),
    ],
)
def test_some_files_are_refused_before_the_child_starts(name, content, words, monkeypatch):
    monkeypatch.setattr(opening, "run_limited", None)
    with pytest.raises(Unreadable, match=words):
        opened(content, name)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"  \n ", "The file is empty."),
        ("a.docx", b"Hello", "not a Word document"),
        ("a.docx", b"%PDF-1.4 ...", "A PDF can’t be read"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
        ("a.docx", b"PK\x03\x04 broken", DAMAGED),
        ("a.docx", word_file(paragraph("Hello"))[:-40], DAMAGED),
        ("a.docx", zipped({"xl/workbook.xml": "<a/>"}), "not a Word document"),
        ("a.docx", word_file(paragraph("")), "There is no text in the file."),
        ("a.docx", word_file(**{"word/document.xml": "<w:document"}), DAMAGED),
        ("a.txt", word_file(paragraph("Hello")), "give it the ending .docx"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(300), "does not hold text"),
        ("a.html", b"MZ" + os.urandom(3000), "does not hold text"),
        ("a.md", b"%PDF-1.7", "A PDF can’t be read"),
        ("a.txt", b"{\\rtf1 Hello}", "Rich text files"),
        ("a.txt", b"<!DOCTYPE html><p>Hello", "holds a web page"),
        ("a.html", b"Hello, you there", "not a web page"),
        ("a.html", b"<html><body><img alt=Hello></body></html>", "There is no text"),
    ],
)
def test_files_that_are_not_what_their_name_says(name, content, words):
    assert words in refusal(content, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<html><head><script src=/a.js></script></head><p>Hello"),
        ("a.html", "<p>Hello</p><script type=module>a()</script>"),
        ("a.html", "<p>Hello <svg><script>a()</script></svg></p>"),
        ("a.html", "<p>Hello <img src=x ONERROR=a()></p>"),
        ("a.html", "<body onload='a()'><p>Hello"),
        ("a.md", "# Hello\n\nYou\n\n<script>a()</script>\n"),
        ("a.txt", "# Hello\n\n<b onclick='a()'>you</b>\n"),
    ],
)
def test_pages_with_scripts_are_refused(name, content):
    assert refusal(content.encode(), name).startswith("There are scripts in the file:")


def test_what_no_browser_runs_is_no_script():
    content = (
        "<html><head><script type='application/ld+json'>{}</script></head>"
        "<!-- <script></script> --><p>Type &lt;script&gt; <a href='javascript:a()'>here</a>, once"
    )
    (block,) = read(content.encode(), "a.html")
    assert block.text == "Type <script> here, once"
    assert read(b"Type <script>, once", "a.txt")[0].text == "Type <script>, once"


def test_a_locked_zip_entry_is_refused():
    content = bytearray(word_file(paragraph("Hello")))
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    assert "locked with a password" in refusal(bytes(content), "a.docx")


def test_entities_are_refused():
    hostile = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}>'
        f"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert refusal(word_file(**{"word/document.xml": hostile}), "a.docx") == DAMAGED


def bomb_of_runs():
    return word_file("<w:p>" + "<w:r/>" * 2_000_000 + "</w:p>")


def bomb_of_text():
    return word_file(paragraph("a" * 200_000_000))


def bomb_of_entries():
    return zipped({f"word/{number}.xml": "" for number in range(2_001)})


def bomb_of_parts():
    return zipped(
        {
            "word/document.xml": "<a/>",
            **{f"word/{number}.bin": b"0" * 19_000_000 for number in range(3)},
        }
    )


def bomb_of_nesting():
    return word_file("<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000)


@pytest.mark.parametrize(
    "make", [bomb_of_runs, bomb_of_text, bomb_of_entries, bomb_of_parts, bomb_of_nesting]
)
def test_bombs_are_refused_in_time(make):
    content = make()
    assert len(content) < 1_000_000
    began = time.monotonic()
    with pytest.raises(Unreadable):
        opened(content, "a.docx")
    assert time.monotonic() - began < 30  # the child has 7 seconds; the machine may be busy


def test_a_bomb_that_lies_about_its_size():
    content = bytearray(word_file(paragraph("a" * 30_000_000)))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            if content[place + offset : place + offset + 4] > b"\x00\x00\x00\x01":
                content[place + offset : place + offset + 4] = (1000).to_bytes(4, "little")
    assert refusal(bytes(content), "a.docx") in (DAMAGED, TOO_BIG)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<div>" * 400_000 + b"deep"),
        ("a.html", b"<b>" * 600_000 + b"deep"),
        ("a.md", b"> " * 50_000 + b"deep"),
        ("a.md", b"[" * 60_000 + b"a"),
        ("a.md", b"**a " * 60_000),
        ("a.txt", b"a. " * 500_000),
        (
            "a.html",
            b"<table>" + b"<tr><td rowspan=9999 colspan=9999>a</td></tr>" * 3000 + b"</table>",
        ),
    ],
    ids=range(7),
)
def test_hostile_text_ends_in_time(name, content):
    began = time.monotonic()
    with contextlib.suppress(Unreadable):
        assert opened(content, name)
    assert time.monotonic() - began < 30  # the child has 7 seconds; the machine may be busy


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (TooHard, TOO_HARD),
        (Broken, "The file can’t be read. "),
        (Refusal("So it is."), "So it is."),
    ],
)
def test_what_the_sandbox_says_becomes_a_sentence(monkeypatch, outcome, words):
    def ends(*args, **options):
        raise outcome

    monkeypatch.setattr(opening, "run_limited", ends)
    with pytest.raises(Unreadable, match=words[:20]):
        opened(b"Hello", "a.txt")


def test_the_name_of_a_file_never_reaches_the_child(monkeypatch):
    seen = []

    def remember(*args, seconds, answer):
        seen.extend([*args, seconds])
        return []

    monkeypatch.setattr(opening, "run_limited", remember)
    opened(b"Hello", "$(reboot)/../x.TXT")
    assert seen == [
        WORK,
        b"Hello",
        "document.txt",
        7,  # with the sandbox's patience that is less than ten seconds
    ]


def test_a_document_longer_than_a_page_can_show(monkeypatch):
    assert len(read(b"One.\n\nTwo.", "a.txt")) == 2
    for limit in ("MOST_BLOCKS", "MOST_CHARACTERS"):
        with monkeypatch.context() as smaller:
            smaller.setattr(reading, limit, 1)
            with pytest.raises(Unreadable, match="far longer than a page can show"):
                read(b"One.\n\nTwo.", "a.txt")


def test_limits_are_those_of_the_plan():
    assert (archive.MOST_BYTES_IN_PART, archive.MOST_BYTES, archive.MOST_ENTRIES) == (
        20 << 20,
        50 << 20,
        2_000,
    )


def test_reading_from_disk(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Hello")
    assert content_of(file) == b"Hello"
    with pytest.raises(
        Unreadable, match="The file b.txt can’t be opened: no such file or directory."
    ):
        content_of(tmp_path / "b.txt")
    with pytest.raises(Unreadable, match="is a directory"):
        content_of(tmp_path)


def test_parts_may_be_stored_in_an_unknown_way():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as made:
        made.writestr(
            "word/document.xml",
            f"<w:document {W}><w:body>{paragraph('Hello')}</w:body></w:document>",
        )
    content = file.getvalue()
    assert [block.text for block in read(content, "a.docx")] == ["Hello"]
    assert refusal(content.replace(b"\x0c\x00", b"\x63\x00"), "a.docx") == DAMAGED
