"""Which links work on our site, and what becomes one."""

import pytest

from localoffer.document_reader.blocks import Item, Paragraph, Run, Table
from localoffer.document_reader.links import dead_links, linked_pieces, working
from localoffer.document_reader.markup import to_html, to_text


@pytest.mark.parametrize(
    ("href", "result"),
    [
        ("https://a.example.org/x?y=1#z", "https://a.example.org/x?y=1#z"),
        (" HTTP://a.example.org ", "HTTP://a.example.org"),
        ("https://a.example.org/my file.pdf", "https://a.example.org/my%20file.pdf"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:01632 960 123", "tel:01632960123"),
        ("www.example.org", "https://www.example.org"),
        ("#", ""),
        ("", ""),
        ("#top", ""),
        ("/page", ""),
        ("page.html", ""),
        ("javascript:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("file:///etc/passwd", ""),
        ("mailto:", ""),
        ("https://", ""),
        ("https://[bad", ""),
        ("http://localhost/", ""),
    ],
)
def test_working(href, result):
    assert working(href) == result


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://a.example.org/x.", ["https://a.example.org/x"]),
        ("(https://a.example.org/x_(y)), then", ["https://a.example.org/x_(y)"]),
        ("“https://a.example.org”!", ["https://a.example.org"]),
        ("Go to www.a.example.org; or not", ["https://www.a.example.org"]),
        ("Mail a.b+c@d.example.org.", ["mailto:a.b+c@d.example.org"]),
        (
            "Ring 01632 960123 or 020 7946 0018, or 0800 123 4567.",
            ["tel:01632960123", "tel:02079460018", "tel:08001234567"],
        ),
        ("On 01/02/2022, 012345678901234 and 0.5 are no numbers to ring", []),
        ("https://localhost and http://", []),
        ("nothing@here", []),
    ],
)
def test_bare_addresses(text, links):
    pieces = list(linked_pieces(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert [href for _, href in pieces if href] == links


def test_dead_links_are_found_everywhere_and_counted_once():
    link = [
        Run("see "),
        Run("the ", href="#"),
        Run("map", bold=True, href="#"),
        Run(" or "),
        Run("this", href="/x"),
    ]
    blocks = [Paragraph(link), Table([[[Item([Run("that", href="javascript:x()")])]]])]
    assert dead_links(blocks) == [("the map", "#"), ("this", "/x"), ("that", "javascript:x()")]


def test_html_is_escaped_and_nested():
    blocks = [
        Paragraph(
            [
                Run('<b> & "x"', bold=True, italic=True),
                Run("\n"),
                Run("a", href=('https://a.example.org/?"><script>')),
            ]
        ),
        Item([Run("one")], number=3),
        Item([Run("below")], depth=2),
        Item([Run("two")], number=4),
        Item([Run("bullet")]),
        Table(
            [[[Paragraph([Run("h")])], []], [[Paragraph([Run("c")]), Paragraph([Run("d")])], []]],
            header=True,
        ),
    ]
    assert to_html(blocks) == (
        '<p><em><strong>&lt;b&gt; &amp; "x"</strong></em><br>'
        '<a href="https://a.example.org/?&quot;&gt;&lt;script&gt;">a</a></p>\n'
        '<ol start="3"><li>one<ul><li>below</li></ul></li><li>two</li></ol><ul><li>'
        "bullet</li></ul>\n"
        '<table><thead><tr><th scope="col">h</th><th scope="col"></th></tr></thead>'
        "<tbody><tr><td><p>c</p>\n<p>d</p></td><td></td></tr></tbody></table>"
    )
    assert to_text(blocks) == '<b> & "x"\na\n\n3. one\n  - below\n4. two\n- bullet\n\nh\nc d'
