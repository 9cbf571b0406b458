"""The checker of HTML finds faults and names their page."""

import pytest

from tests.html_checker import check_html

PAGE = '<!doctype html><html lang="en"><head><title>T</title></head><body>{}</body></html>'


def test_faults_are_named_by_page_and_line():
    pages = [("good", PAGE.format("<h1>A</h1>")), ("bad", PAGE.format("\n<h1>A</p></h1>"))]
    faults = check_html(pages)
    assert faults[0].startswith("bad, line 2: No “p” element in scope but a “p” end tag seen. [")
    assert [fault for fault in faults if not fault.startswith("bad, ")] == []


def test_nothing_to_check_is_an_error():
    with pytest.raises(ValueError, match="no pages"):
        check_html([])
