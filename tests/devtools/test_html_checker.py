"""The checker of HTML finds faults and names their page."""

import pytest

from tests import html_checker
from tests.html_checker import check_html
from tests.support.verdict_cache import Kept

PAGE = '<!doctype html><html lang="en"><head><title>T</title></head><body>{}</body></html>'


def test_faults_are_named_by_page_and_line(tmp_path):
    pages = [("good", PAGE.format("<h1>A</h1>")), ("bad", PAGE.format("\n<h1>A</p></h1>"))]
    faults = check_html(pages, Kept(tmp_path))
    assert faults[0].startswith("bad, line 2: No “p” element in scope but a “p” end tag seen. [")
    assert [fault for fault in faults if not fault.startswith("bad, ")] == []
    assert check_html(pages, Kept(tmp_path)) == faults


def test_what_is_known_as_valid_is_not_checked_again(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(html_checker, "find_faults", lambda pages: asked.append(pages) or [])
    check_html([("one", "1")], Kept(tmp_path))
    check_html([("again", "1"), ("two", "2")], Kept(tmp_path))
    check_html([("two", "2")], Kept(tmp_path))
    assert asked == [[("one", "1")], [("two", "2")]]


def test_nothing_to_check_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="no pages"):
        check_html([], Kept(tmp_path))
