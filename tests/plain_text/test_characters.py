"""What a text may hold: clean for every output, and nothing that a script needs is lost."""

import sys
import unicodedata
from xml.etree import ElementTree

import pytest

from localoffer.plain_text.characters import (
    clean_line,
    clean_lines,
    clean_values,
    without_foreign,
)
from localoffer.richtext.html import clean as clean_rich_text

EVERY_SIGN = [chr(number) for number in range(sys.maxunicode + 1)]


def test_no_sign_of_unicode_makes_xml_invalid():
    cleaned = clean_lines("a".join(EVERY_SIGN)).replace("&", "").replace("<", "")
    assert ElementTree.fromstring(f"<a>{cleaned}</a>").text.replace("\r", "\n") == cleaned  # noqa: S314
    cleaned.encode()
    assert {sign for sign in cleaned if unicodedata.category(sign) in ("Cc", "Cs")} == {"\t", "\n"}


@pytest.mark.parametrize("cleaner", [clean_line, clean_lines, without_foreign])
def test_cleaning_twice_changes_nothing(cleaner):
    for start in range(0, sys.maxunicode, 4096):
        once = cleaner("b".join(EVERY_SIGN[start : start + 4096]))
        assert cleaner(once) == once


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Coffee\x0bmorning", "Coffee morning"),
        ("Coffee\tmorning\r\nfor all", "Coffee morning for all"),
        ("we\x92re here \x96 \x93come\x94\x85", "we’re here – “come”…"),
        ("drop\x1ein", "drop-in"),
        ("co\x1foperate\x00\x07", "cooperate"),
        ("\ud83d\ude00 \ud83d x\ufffe\uffff\ufeff", "\U0001f600  x"),
        ("Cafe\u0301", "Café"),
        ("क\u094d\u200dष می\u200cخواهم", "क\u094d\u200dष می\u200cخواهم"),
        ("👩\u200d🏫 \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",) * 2,
        ("family\u00adfriendly\u200b \u2060", "family\u00adfriendly\u200b \u2060"),
        ("\u202etxt.exe\u202c b", "txt.exe b"),
        ("a \u202bعربي\u202c b \u2067עברית\u2069 c",) * 2,
        ("a \u202bb", "a b"),
        ("a\u202c b\u2069", "a b"),
        ("\u2067a\u202bb\u2069c\u202cd", "\u2067ab\u2069cd"),
        ("\u202aa\u202eb\u202cc\u202cd", "\u202aabc\u202cd"),
    ],
)
def test_what_a_line_means_is_kept(typed, kept):
    assert clean_line(typed) == kept
    assert clean_line(kept) == kept


def test_lines_stay_lines():
    assert clean_lines("one\r\ntwo\x0bthree\u2028four\rfive\tsix") == (
        "one\ntwo\nthree\nfour\nfive\tsix"
    )
    assert clean_lines("a \u2067b\nc\u2069") == "a b\nc"


def test_texts_in_json_are_clean_wherever_they_stand():
    dirty = {"a\x00": ["b\x0b", {"c": "\ud800d"}], "n": 1, "none": None, "is": True}
    clean = {"a": ["b\n", {"c": "d"}], "n": 1, "none": None, "is": True}
    assert clean_values(dirty) == clean


def test_rich_text_is_clean_however_it_is_written():
    assert clean_rich_text("<p>a\x0bb&#11;c&#x92;d&#xFFFE;\ud800</p>") == "<p>a\nb\nc’d</p>"
    assert clean_rich_text("<p>Cafe\u0301</p><p>\u0338x</p>") == "<p>Café</p><p>\u0338x</p>"
    assert clean_rich_text('<p><a href="/a\u0301\x0b/">e\u0301</a></p>') == (
        '<p><a href="/a\u0301/">é</a></p>'
    )
