"""What the public reads of surveys, and what it must not."""

import gzip

import pytest

from surveys.models import Finding
from tests.public_site import costs

from .factories import make_cycle, make_survey, say
from .pages import HIDDEN, WRITING, html_of, words_of

pytestmark = pytest.mark.django_db


def test_the_list_says_when_each_was_last_asked(client):
    make_survey("old", waves=1)
    make_survey("new", waves=2)
    make_survey("never", waves=0)
    words = words_of(html_of(client, "/surveys/"))
    assert "Survey new Last asked: Spring 2025, 1,204 people answered About new." in words
    assert words.index("Survey new") < words.index("Survey old") < words.index("Survey never")


def test_a_survey_shows_its_waves_newest_first_with_figures_and_bases(client):
    survey = make_survey(waves=2, how="<p>On paper.</p>", audience="All parents")
    wave = survey.waves.first()
    wave.note, wave.method = "We asked more people.", "<p>By post.</p>"
    wave.save()
    Finding.objects.create(wave=wave, text="Words are hard", figures_published=False)
    html = html_of(client, "/surveys/parents/")
    words = words_of(html)
    assert "Why we asked parents. Who we asked: All parents Spring 2025" in words
    assert "Asked from 1 March 2025 to 31 March 2025. 1,204 people answered." in words
    assert "Please note: We asked more people." in words
    assert "Finding 0 of Spring 2025 62.5% of 214 people" in words
    assert "Words are hard The figures were not published." in words
    assert "How we asked this time By post." in words
    assert "How we asked On paper." in words
    assert words.index("Spring 2025") < words.index("Spring 2024")
    # The picture repeats the sentence beside it, so screen readers skip it.
    assert '<rect width="62.5" height="1"/>' in html
    assert html.count('<svg class="lo-bar"') == html.count(
        'aria-hidden="true" focusable="false"><rect'
    )


def test_a_survey_leads_to_the_rounds_that_rest_on_it(client):
    make_survey()
    say(make_cycle("heard", 2025, summary="You were heard."), "x", evidence="/surveys/parents/")
    make_cycle("elsewhere", 2025)
    html = html_of(client, "/surveys/parents/")
    assert 'href="/you-said-we-did/2025/#heard">Round heard</a>' in html
    assert "You were heard." in html
    assert "Round elsewhere" not in html


@pytest.mark.parametrize("fields", HIDDEN, ids=["draft", "archived", "scheduled", "expired"])
def test_what_is_not_live_is_nowhere(client, fields):
    make_survey("secret", title="Zebra", **fields)
    for path in ["/surveys/", "/sitemap.xml"]:
        html = html_of(client, path)
        assert "Zebra" not in html
        assert "secret" not in html
    assert client.get("/surveys/secret/").status_code == 404


def test_staff_see_a_draft_never_cached(admin_client):
    make_survey(state="draft")
    response = admin_client.get("/surveys/parents/")
    assert "Only staff see this page until it is live." in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_number_of_queries(client, count):
    for number in range(count):
        make_survey(f"s{number}", waves=count, findings=count)
        say(make_cycle(f"c{number}"), "x", evidence="/surveys/s0/")
    assert costs(client, "/surveys/") == (4, 3)
    assert costs(client, "/surveys/s0/") == (6, 5)


def test_many_waves_come_in_pages_that_stay_small(client):
    make_survey(waves=7, findings=12)
    first = client.get("/surveys/parents/").content
    assert len(gzip.compress(first)) < 25_000
    assert "Spring 2030" in first.decode()
    assert "Spring 2025" not in first.decode()
    second = html_of(client, "/surveys/parents/?page=2")
    assert "Spring 2025" in second
    assert "Why we asked" not in second


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "9" * 20, "1.5"])
@pytest.mark.parametrize("path", ["/surveys/", "/surveys/parents/"])
def test_a_bad_page_number_is_not_found(client, path, number):
    make_survey()
    assert client.get(f"{path}?page={number}").status_code == 404


@pytest.mark.parametrize("path", ["/surveys/", "/surveys/parents/"])
@pytest.mark.parametrize("method", WRITING)
def test_reads_answer_get_and_head_only(client, path, method):
    make_survey()
    assert getattr(client, method)(path).status_code == 405
    assert client.head(path).status_code == 200
