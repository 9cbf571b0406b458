"""Headings of a text under a heading of ours."""

import pytest

from graduated_response.templatetags.graduated_response import deeper


@pytest.mark.parametrize(
    ("html", "after"),
    [
        ('<h2 id="a">A</h2><h3 id="b">B</h3>', '<h3 id="a">A</h3><h4 id="b">B</h4>'),
        ("<h4>C</h4>", "<h5>C</h5>"),
        ("<p>h2 &lt;h2&gt;</p><hr>", "<p>h2 &lt;h2&gt;</p><hr>"),
        ("", ""),
    ],
)
def test_headings_go_one_level_down(html, after):
    assert deeper(html) == after
