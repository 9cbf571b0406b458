"""Whatever somebody pastes or stores: it is saved, shown and printed, validly nested."""

import contextlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import lxml.etree
import nh3
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import Context, Template

from graduated_response.booklet.markup import Markup
from graduated_response.booklet.sections import Manuscript
from graduated_response.booklet.words import texts_in
from localoffer.glossary.matching import Definer
from localoffer.media.figures import with_pictures
from localoffer.publishing.marked_words import lines_of_html, marked
from localoffer.richtext.blocks import blocks
from localoffer.richtext.display import displayed
from localoffer.richtext.fields import RichTextField
from localoffer.richtext.html import clean, headings, images, plain
from localoffer.site.models import SitePage
from tests.media.factories import make_image

from .markup import markups

NUMBER = 4000
TERMS = Definer([(["SENCo"], "A <teacher>"), (["EHC plan", "EHCP"], "A plan & more")])
FIELD = RichTextField()
BLOCKS = {"p", "ul", "ol", "li", "table", "tr", "td", "th", "thead", "tbody", "caption", "hr",
          "blockquote", "h2", "h3", "h4", "div"}  # fmt: skip
WORDS_ALONE = {"p", "h2", "h3", "h4", "caption", "a", "strong", "em", "dfn", "span"}
PARENTS = {
    "li": {"ul", "ol"}, "tr": {"thead", "tbody", "table"}, "td": {"tr"}, "th": {"tr"},
    "caption": {"table"}, "thead": {"table"}, "tbody": {"table"},
}  # fmt: skip
PAGE = "<!doctype html><html lang=en><head><title>x</title></head><body><h1>x</h1>{}</body></html>"
# Random words leave out levels of headings and columns of tables, and start with half a letter.
ABOUT_WORDS = re.compile(
    r"heading level|computed level|Normalization Form|composing character|"
    r"[Tt]able (?:row|column|cell)|row \d+ of|column|Duplicate ID|Empty heading|first occurrence"
)
VOID = {"br", "hr", "img"}
EVERYTHING = nh3.Cleaner(
    tags={*BLOCKS, *WORDS_ALONE, *VOID},
    attributes={"*": {"class", "id", "href", "src", "alt", "tabindex", "role", "aria-label",
                      "scope", "colspan", "rowspan", "start", "srcset", "sizes", "width", "height",
                      "decoding"}},
    link_rel=None,
)  # fmt: skip


class Nesting(HTMLParser):
    """What stands wrongly in a text; it knows nothing of the cleaner's own rules."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attributes: list) -> None:
        words = WORDS_ALONE.intersection(self.open)
        parent = self.open[-1] if self.open else ""
        if tag in BLOCKS and words:
            self.wrong.append(f"<{tag}> in {sorted(words)}")
        if tag in self.open and tag in ("a", "table"):
            self.wrong.append(f"<{tag}> in itself")
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.wrong.append(f"<{tag}> in <{parent}>")
        if tag in ("h2", "h3", "h4") and "th" in self.open:
            self.wrong.append(f"<{tag}> in <th>")
        if parent in ("ul", "ol", "table", "tr", "thead", "tbody") and tag not in PARENTS:
            self.wrong.append(f"<{tag}> in <{parent}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] in ("ul", "ol", "table", "tr", "tbody"):
            self.wrong.append(f"words in <{self.open[-1]}>")


@pytest.fixture(scope="module")
def written():
    """(markup, what is kept of it)"""
    return [(markup, clean(markup)) for markup in markups(NUMBER)]


def test_what_is_kept_is_validly_nested(written):
    assert [(m, wrong) for m, kept in written if (wrong := Nesting(kept).wrong)] == []


def test_a_browser_reads_what_is_kept_as_it_is_written(written):
    """By the parser of the HTML standard."""
    assert [m for m, kept in written if EVERYTHING.clean(kept) != kept] == []


def test_cleaning_twice_changes_nothing(written):
    assert [markup for markup, kept in written if clean(kept) != kept] == []


def words_of(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_mending_the_nesting_loses_no_word():
    for markup in (
        "<h2>Costs<table><tr><td>one</table>more</h2>",
        "<ul>a<li>b</ul>c",
        "<table>x<caption>c<table><tr><td>q</table></caption><tr><th><h2>z<td>1",
    ):
        every = sorted(words_of(re.sub(r"<[^>]*>", "", markup)))
        assert sorted(words_of(re.sub(r"<[^>]*>", "", clean(markup)))) == every


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (
            "<h2>Costs<table><tr><td>£1</td></tr></table> a week</h2>",
            "<h2>Costs  a week</h2><table><tbody><tr><td>£1</td></tr></tbody></table>",
        ),
        ("<h3><p>One</p></h3>", "<h3> One </h3>"),
        ("<h3>x<ul><li>a</li></ul></h3>", "<h3>x </h3><ul><li>a</li></ul>"),
        ("<a href='/x'><h2>t</h2>b</a>", '<h2><a href="/x">t</a></h2><p><a href="/x">b</a></p>'),
        (
            "<table><tr><td>a<table><tr><td>b<td>c</table></table>",
            "<table><tbody><tr><td>a<p>b</p><p>c</p></td></tr></tbody></table>",
        ),
        (
            "<table><tr><th><h2>Who</h2></table>",
            "<table><tbody><tr><th>Who</th></tr></tbody></table>",
        ),
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>a</p><li>b</li>", "<p>a</p><p>b</p>"),
    ],
)
def test_what_stands_wrongly_is_put_right(markup, kept):
    assert clean(markup) == kept


def test_nothing_that_checks_it_raises_more_than_sentences(written):
    for markup, _ in written:
        for check in RichTextField.default_validators:
            with contextlib.suppress(ValidationError):
                check(markup)


def test_what_is_shown_is_validly_nested(written, html_errors):
    """Also of rows that came into the database uncleaned, with the meanings of words in it."""
    shown = [TERMS.define(displayed(markup)) for markup, _ in written]
    assert [(html, wrong) for html in shown if (wrong := Nesting(html).wrong)] == []
    assert [html for html in shown if _read(EVERYTHING.clean(html)) != _read(html)] == []
    template = Template("{% load richtext %}{{ text|richtext:'x' }}{{ text|plaintext }}")
    for markup, _ in written:
        template.render(Context({"text": markup}))
    words = [re.sub(r'<img src="[^"]*" alt="">', "", each) for each in shown[:300]]
    chosen = [(str(place), PAGE.format(html)) for place, html in enumerate(words)]
    assert [fault for fault in html_errors(chosen) if not ABOUT_WORDS.search(fault)] == []


def _read(html: str) -> str:
    """Some quotes are spelled out that need not be."""
    return html.replace("&#x27;", "'").replace("&quot;", '"')


@pytest.mark.django_db
def test_pictures_come_into_any_text(written):
    make_image("hills")
    for markup, _ in written[:1000]:
        assert Nesting(with_pictures(displayed(markup), None)).wrong == []


def test_the_booklet_takes_any_text(written):
    pages = Markup(lambda key: f"#{key}", lambda name: name)
    for markup, kept in written:
        manuscript = Manuscript()
        section = manuscript.add("k", 1, "Title")
        manuscript.text(section, markup, 2, "/a/", "x")
        texts_in(section["blocks"])
        found = [block for block in section["blocks"] if block["t"] != "image"]
        if "image" not in str(found):
            body = pages.blocks(found)
            lxml.etree.fromstring(f"<body>{body}</body>")
            assert Nesting(body.replace("/>", ">")).wrong == []
        assert len(headings(kept)) == str(blocks(kept)).count("'t': 'heading'")


def test_two_versions_of_any_text_are_compared(written):
    lines = [lines_of_html(markup) for markup, _ in written]
    for before, after in pairwise(lines):
        old, new = marked(before, after)
        assert Nesting(re.sub(r"</?(?:ins|del)>", "", f"{old}{new}")).wrong == []


def test_any_text_can_be_read_as_words_alone(written):
    for markup, kept in written:
        assert plain(markup) == plain(kept)
        images(markup)


@pytest.mark.django_db
def test_any_text_is_saved_as_it_is_kept(written):
    rows = [SitePage(title="x", slug=f"s{n}", body=markup) for n, (markup, _) in enumerate(written)]
    SitePage.objects.bulk_create(rows)
    saved = SitePage.objects.order_by("pk").values_list("body", flat=True)
    assert list(saved) == [kept for _, kept in written]
    assert FIELD.get_db_prep_save(written[0][0], connection) == written[0][1]
