"""What a stage says besides its own text: expectations, the law, a video."""

import pytest
from django.template import Context, Template

from graduated_response.demo import load_pages, load_provision
from graduated_response.models import Page
from graduated_response.stage_expectations import expected
from tests.media.factories import make_video

from .page_factories import make_band, make_guide, make_page, make_worry, text_of
from .provision_factories import make_area, make_statement

pytestmark = pytest.mark.django_db

CODE = "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25"
ACT = "https://www.legislation.gov.uk/ukpga/2010/15"
REGULATIONS = "https://www.legislation.gov.uk/uksi/2014/1530"


@pytest.fixture
def stage():
    return make_page("assess", kind="stage")


def test_a_stage_shows_its_expectations_in_the_words_of_parents_by_area(client, stage):
    make_area("teaching", "TL", position=2)
    make_area("assessing", "AS", position=1)
    make_statement("TL1", stages=[stage], for_parents="They teach well & wisely.")
    make_statement("AS1", stages=[stage])
    make_statement("AS2", stages=[make_page("plan", kind="stage")], title="Elsewhere.")
    page = text_of(client, "/graduated-response/assess/")
    words = [
        '<h2 id="expect">What you can expect</h2>', "<h3>Assessing</h3>", "The setting does AS1.",
        "/ordinarily-available-provision/AS1/?audience=parent", "<h3>Teaching</h3>",
        "They teach well &amp; wisely.", "</span>TL1</a>",
        "/ordinarily-available-provision/?stage=assess&amp;audience=parent",
        "See all 2 in the list",
    ]  # fmt: skip
    order = [page.find(word) for word in words]
    assert -1 not in order
    assert order == sorted(order)
    assert "Elsewhere." not in page


def test_only_live_expectations_of_live_areas_are_shown(client, stage):
    make_statement("AS1", stages=[stage], title="Zebra.", state="draft")
    make_statement("AS2", stages=[stage], title="Zebra.", area=make_area("x", "X", state="draft"))
    page = text_of(client, "/graduated-response/assess/")
    assert "Zebra" not in page
    assert "What you can expect" not in page


def test_a_few_come_from_as_many_areas_as_there_are(stage):
    for code in ("AS", "BB", "CC"):
        for number in range(1, 9):
            make_statement(f"{code}{number}", stages=[stage])
    found = expected(stage)
    assert [[one.code for one in own] for _, own in found["areas"]] == [
        ["AS1", "AS2"], ["BB1", "BB2"], ["CC1", "CC2"],
    ]  # fmt: skip
    assert found["total"] == 24


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "SEND Code of Practice 6.45 to 6.47",
            f'<a href="{CODE}">SEND Code of Practice</a> 6.45 to 6.47',
        ),
        (
            "Equality Act 2010 section 20; SEND Regulations 2014, regulation 3",
            (
                f'<a href="{ACT}/section/20">Equality Act 2010 section 20</a>; '
                f'<a href="{REGULATIONS}/regulation/3">SEND Regulations 2014, regulation 3</a>'
            ),
        ),
        ("<b>Our own</b> rules", "&lt;b&gt;Our own&lt;/b&gt; rules"),
        ("", ""),
    ],
)
def test_laws_in_a_line_become_links(text, html):
    template = Template("{% load graduated_response %}{{ text|law_links }}")
    assert template.render(Context({"text": text})) == html


def test_every_stage_of_the_demonstration_is_whole(client):
    load_pages.load()
    load_provision.load()
    for stage in Page.objects.live().filter(kind="stage"):
        page = text_of(client, stage.get_absolute_url())
        headings = [
            "What the school or setting does", "What you can do", "What your child can do",
            "What is written down", "Questions to ask", "What you can expect",
        ]  # fmt: skip
        assert [heading for heading in headings if f"{heading}</h2>" not in page] == []
        assert ">SEND Code of Practice</a> 6." in page


@pytest.mark.parametrize("path", ["assess/", "learning/", "learning/primary/", "guides/steps/"])
def test_pages_and_guides_show_a_live_video_with_its_words(client, path):
    video = make_video(transcript="<h2>Scene</h2><p>Sam: hello.</p>")
    make_band()
    make_page("assess", kind="stage", video=video)
    make_worry(video=video)
    make_guide(video=video)
    response = client.get(f"/graduated-response/{path}")
    page = response.content.decode()
    assert '<section class="lo-film" aria-label="Video: A film">' in page
    assert 'preload="none"' in page
    assert 'src="/media/videos/film/captions/"' in page
    assert page.index("Read what is said and shown") < page.index("Sam: hello.")
    assert "media-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"state": "archived"}])
def test_a_video_that_is_not_live_is_not_shown(client, fields):
    make_page("assess", kind="stage", video=make_video(title="Zebra", **fields))
    page = text_of(client, "/graduated-response/assess/")
    assert "Zebra" not in page
    assert "lo-film" not in page


def test_a_page_survives_its_video(client):
    video = make_video()
    make_page("assess", kind="stage", video=video)
    video.delete()
    assert "lo-film" not in text_of(client, "/graduated-response/assess/")
