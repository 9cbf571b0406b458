"""What stays of a text, what goes, and that going through twice changes nothing."""

import time
from html.parser import HTMLParser

import pytest

from localoffer.richtext import config
from localoffer.richtext.addresses import image_address, safe_address
from localoffer.richtext.display import displayed
from localoffer.richtext.html import Heading, clean, headings, images, plain
from tests.richtext.payloads import ALL, IMAGE_SOURCES, IMAGES, SCHEMES


class Tags(HTMLParser):
    """Every tag and attribute that a browser would see."""

    def __init__(self, html):
        super().__init__()
        self.seen = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_decl(self, decl):
        self.seen.append(("!", {decl: ""}))

    handle_pi = unknown_decl = handle_comment = handle_decl


def test_the_list_of_payloads_is_long():
    assert len(set(ALL)) >= 154 + len(IMAGES)


@pytest.mark.parametrize("payload", ALL)
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<p>{}</p>",
        "<ul><li>{}</li></ul>",
        "<table><tbody><tr><td>{}</td></tr></tbody></table>",
    ],
)
def test_nothing_hostile_lives(payload, around):
    cleaned = clean(around.format(payload))
    allowed = {tag: config.ATTRIBUTES.get(tag, set()) | {"scope"} for tag in config.tags()}
    for tag, attributes in Tags(cleaned).seen:
        assert attributes.keys() <= allowed[tag]
        assert "href" not in attributes or safe_address(attributes["href"]) == attributes["href"]
        assert tag != "img" or image_address(attributes["src"]) == attributes["src"]
    assert "<!" not in cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("address", SCHEMES)
def test_a_hostile_address_leaves_the_words_of_its_link(address):
    assert clean(f'<p><a href="{address}">link</a></p>') == "<p>link</p>"


@pytest.mark.parametrize("source", IMAGE_SOURCES)
def test_an_image_from_elsewhere_goes(source):
    assert images(f'<p>x<img src="{source}" alt="y"></p>') == []


@pytest.mark.parametrize("payload", [each for each in IMAGES if "/media/images/hills/" in each])
def test_of_an_image_the_address_alone_stays(payload):
    assert clean(payload) in ("", '<p><img src="/media/images/hills/"></p>')


@pytest.mark.parametrize(
    "source",
    [
        "/media/images/hills/",
        "/media/images/hills/960/",
        " /media/images/hills/\n",
        "/media/im\nages/hills/",
    ],
)
def test_an_image_of_this_site_stays_whichever_copy_it_was(source):
    assert clean(f'<p><img src="{source}"></p>') == '<p><img src="/media/images/hills/"></p>'


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/a?b=c#d",
        "http://example.org",
        "mailto:send@example.gov.uk",
        "tel:+441234567890",
        "/questions/?page=2",
        "/",
        "#help",
        "?page=2",
    ],
)
def test_useful_addresses_stay(address):
    html = f'<p><a href="{address}">link</a></p>'
    assert clean(html) == html


def test_an_address_is_mended_the_way_browsers_read_it():
    assert safe_address(" https://example.org/a file.pdf\n") == "https://example.org/a%20file.pdf"


def test_all_allowed_markup_stays_as_it_is():
    html = (
        "<h2>Help</h2><h3>At school</h3><h4>Soon</h4><p>A <strong>bold</strong> and <em>odd</em>"
        '<br>word.</p><ul><li>One<ul><li>In it</li></ul></li></ul><ol start="3"><li>Three</li></ol>'
        "<blockquote><p>Said</p></blockquote><hr><table><caption>Hours</caption><thead><tr>"
        '<th scope="col">Day</th><th colspan="2">At</th></tr></thead><tbody><tr><td rowspan="2">Mo'
        "</td><td>9</td></tr></tbody></table>"
    )
    assert clean(html) == html


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("", ""),
        ("<p></p>", ""),
        ("<p>&nbsp;<br></p>", ""),
        ("Two words\n\nand more & <3", "<p>Two words</p>\n\n<p>and more &amp; &lt;3</p>"),
        ("<h1>Title</h1><b>x</b> <i>y</i>", "<h2>Title</h2><p><strong>x</strong> <em>y</em></p>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        (
            'One\n \nTwo <img src="/media/images/a/">\n\n<img src="/media/images/b/">',
            '<p>One</p><p>Two <img src="/media/images/a/"></p><p><img src="/media/images/b/"></p>',
        ),
        ("before<ul><li>one</ul>after", "<p>before</p><ul><li>one</li></ul><p>after</p>"),
        ("<li>alone</li>", "<p>alone</p>"),
        (
            "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
        ),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<p>a<strong> </strong>b<em></em></p>", "<p>a b</p>"),
        (
            '<table><tbody><tr><td colspan="1" rowspan="1"><p>x</p></td></tr></tbody></table>',
            "<table><tbody><tr><td>x</td></tr></tbody></table>",
        ),
        ("<p><button><p>x</p></button></p>", "<p>x</p>"),
        ("<p>a<script>b</script>c</p>", "<p>ac</p>"),
    ],
)
def test_clean(html, cleaned):
    assert clean(html) == cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "piece",
    [
        "<em>",
        "<ul><li>",
        "<blockquote>",
        "<table><tr><td>",
        "<a href=/x>",
        "<em><p>",
        "<div>",
        "<",
        "<p>",
        "<li><p>",
        "<a><a>",
        "<td><p>x",
        "&nbsp;",
        " ",
        "<p> ",
        "&#0;",
        "<b ",
        "</p>",
        '<a href="',
    ],
)
def test_a_hostile_text_of_100_kilobytes_takes_little_time(piece):
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    cleaned = clean(text)
    assert time.process_time() - start < 20  # not linear would take minutes
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three"),
        (
            "<p>List:</p><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><p>End</p>",
            "List:\n\na\nb\nc\n\nEnd",
        ),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a\n   b</p>", "a b"),
        (
            (
                "<table><caption>T</caption><tbody><tr><th>h</th><th>i</th></tr><tr><td>1</td><td>2</td></tr>"
                "</tbody></table>"
            ),
            "T\n\nh | i\n1 | 2",
        ),
        ("<p>&lt;b&gt;</p><script>x</script>", "<b>"),
        ("", ""),
    ],
)
def test_plain(html, text):
    assert plain(html) == text


def test_headings_have_ids_of_their_own():
    html = "<h2>Who can help?</h2><h3><em>Who</em> can help</h3><h2>Zażółć</h2><h2>???</h2>"
    assert headings(html, "q1") == [
        Heading(2, "q1-who-can-help", "Who can help?"),
        Heading(3, "q1-who-can-help-2", "Who can help"),
        Heading(2, "q1-zazoc", "Zażółć"),
        Heading(2, "q1-section", "???"),
    ]


def test_display_adds_what_readers_need():
    html = (
        "<h2>Hours</h2><table><caption>Open &amp; so</caption><tbody><tr><th>Day</th>"
        "<th>Time</th></tr><tr><th>Monday</th><td>9</td></tr>"
        '<tr><th scope="rowgroup">All</th><td>9</td></tr></tbody></table>'
    )
    assert displayed(html) == (
        '<div class="lo-prose"><h2 id="h-hours">Hours</h2>'
        '<div class="lo-scroll" tabindex="0" role="region" aria-label="Table: Open &amp; so">'
        '<table><caption>Open &amp; so</caption><tbody><tr><th scope="col">Day</th>'
        '<th scope="col">Time</th></tr><tr><th scope="row">Monday</th><td>9</td></tr>'
        '<tr><th scope="rowgroup">All</th><td>9</td></tr></tbody></table></div></div>'
    )


def test_tables_without_caption_are_numbered():
    table = "<table><tbody><tr><td>x</td></tr></tbody></table>"
    shown = displayed(table * 2)
    assert [f'aria-label="Table {n}"' in shown for n in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize("payload", ALL)
def test_display_cleans_what_is_in_the_database(payload):
    added = {"div": {"class", "tabindex", "role", "aria-label"}, "h2": {"id"}, "th": {"scope"}}
    added["img"] = {"alt"}
    for tag, attributes in Tags(displayed(payload)).seen:
        assert attributes.keys() <= config.ATTRIBUTES.get(tag, set()) | added.get(tag, set())
        assert tag == "div" or tag in config.tags()


def test_a_table_without_a_caption_is_named_for_the_heading_above_it():
    table = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    shown = displayed(f"<h2>One &amp; two</h2>{table}<h3>Three</h3>{table}", "x")
    assert 'aria-label="Table 1: One &amp; two"' in shown
    assert 'aria-label="Table 2: Three"' in shown
    assert '<h3 id="x-three">' in shown


def test_images_come_in_order_and_are_shown_as_references():
    html = '<p><img src="/media/images/b/"></p><p>x <img src="/media/images/a/"></p>'
    assert images(html * 2) == ["/media/images/b/", "/media/images/a/"] * 2
    assert displayed(html) == (
        '<div class="lo-prose"><p><img src="/media/images/b/" alt=""></p>'
        '<p>x <img src="/media/images/a/" alt=""></p></div>'
    )
    assert plain(html) == "x"
