"""What the public reads of You said, we did, and what it must not."""

import gzip
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from surveys.models import Cycle, Progress
from surveys.views.you_said import PAIRS_SHOWN
from tests.events.factories import make_event
from tests.public_site import costs

from .factories import do, make_cycle, make_survey, make_theme, promise, say
from .pages import HIDDEN, WRITING, html_of, words_of

pytestmark = pytest.mark.django_db
YEAR = "/you-said-we-did/2024/"
LIST = "/you-said-we-did/"


def test_a_year_shows_the_whole_round(client):
    cycle = make_cycle(
        title="What you said in 2024", intro="<p>Thank you.</p>", sources="<p>40 parents.</p>"
    )
    do(cycle, "We wrote it down", say(cycle, "Write it down", theme=make_theme()))
    say(cycle, "Nobody answers")
    Progress.objects.create(cycle=cycle, date=date(2024, 9, 1), text="<p>Half way.</p>")
    promise(cycle, "Another event", kept_on=date(2025, 2, 3), outcome="<p>It was full.</p>")
    html = html_of(client, YEAR)
    assert '<h1 class="govuk-heading-xl" id="r2024">What you said in 2024</h1>' in html
    words = words_of(html)
    assert "Thank you. Who we heard 40 parents. What you said, and what we did" in words
    assert "Waiting You said Write it down We did Done We wrote it down" in words
    assert "You said Nobody answers We did We have not answered this yet." in words
    assert "How it is going 1 September 2024 Half way." in words
    assert "What we promised Kept Another event Kept on 3 February 2025. It was full." in words


def test_pairs_of_one_theme_stand_under_one_heading(client):
    cycle, waiting = make_cycle(), make_theme()
    for number in range(3):
        say(cycle, f"Wish {number}", theme=waiting, position=number)
    headings = re.findall(r'<h3 class="([^"]+)">([^<]+)</h3>', html_of(client, YEAR))
    hidden = "govuk-visually-hidden"
    assert [heading for heading in headings if heading[1].startswith("Waiting")] == [
        ("lo-pair__title", "Waiting"), (hidden, "Waiting: 2"), (hidden, "Waiting: 3"),
    ]  # fmt: skip


def test_a_text_stands_once_and_says_what_it_answers(client):
    cycle = make_cycle()
    first, second = say(cycle, "First wish"), say(cycle, "Second wish")
    do(cycle, "Both at once", first, second)
    do(cycle, "More for one", second)
    html = html_of(client, YEAR)
    assert html.count('<article class="lo-pair">') == 1
    assert [html.count(text) for text in ("First wish", "Second wish", "Both at once")] == [1, 1, 1]
    words = words_of(html)
    assert "Done In answer to 1 and 2 Both at once" in words
    assert "Done In answer to 2 More for one" in words


def test_honest_status(client):
    cycle = make_cycle()
    soon, past = timezone.localdate() + timedelta(days=9), date(2020, 1, 2)
    do(cycle, "Later", say(cycle, "a"), status="planned", due=soon)
    do(cycle, "Too late", say(cycle, "b"), status="under-way", due=past)
    do(cycle, "No", say(cycle, "c"), status="not-possible", reason="It costs too much.")
    promise(cycle, "A film", due=past)
    words = words_of(html_of(client, YEAR))
    assert f"Planned Later We plan to finish by {soon.day} {soon:%B %Y} ." in words
    assert "Under way Too late This is late. We planned it for 2 January 2020." in words
    assert "Not possible No Why it is not possible: It costs too much." in words
    assert "Overdue A film Promised for 2 January 2020." in words


def test_evidence_names_only_pages_that_can_be_opened(client):
    cycle = make_cycle()
    make_survey("open")
    make_survey("secret", state="draft")
    say(cycle, "open", evidence="/surveys/open/")
    say(cycle, "closed", evidence="/surveys/secret/")
    html = html_of(client, YEAR)
    assert 'See: <a href="/surveys/open/">Proof of open</a>' in html
    assert "Proof of closed" not in html
    assert "secret" not in html


def test_rounds_of_a_year_stand_one_after_the_other(client):
    for slug, year in [("b-schools", 2024), ("a-nurseries", 2024), ("old", 2021), ("new", 2026)]:
        make_cycle(slug, year)
    html = html_of(client, YEAR)
    assert '<h1 class="govuk-heading-xl">You said, we did 2024</h1>' in html
    assert html.index('id="a-nurseries"') < html.index('id="b-schools"')
    assert '<a href="#b-schools">Round b-schools</a>' in html
    assert 'href="/you-said-we-did/2021/" rel="prev"' in html
    assert 'href="/you-said-we-did/2026/" rel="next"' in html


def test_a_long_year_comes_in_pages_with_every_round_at_its_anchor(client):
    long, short = make_cycle("a-long", intro="<p>Intro long.</p>"), make_cycle("b-short")
    for number in range(PAIRS_SHOWN):
        do(long, f"Answer {number:03}", say(long, f"Wish {number:03}", position=number))
    promise(long, "A promise")
    say(short, "A short wish")
    first, second = html_of(client, YEAR), html_of(client, f"{YEAR}?page=2")
    assert [f"Wish {n:03}" in first for n in range(PAIRS_SHOWN)] == [True] * PAIRS_SHOWN
    assert "Intro long." in first
    assert "A promise" in first
    assert '<li id="b-short"><a href="?page=2#b-short">' in first
    assert "A short wish" not in first
    assert '<h2 class="govuk-heading-l" id="b-short">' in second
    assert "Wish" not in second
    assert "A promise" not in second


def test_the_heaviest_page_stays_small(client):
    cycle = make_cycle()
    for number in range(PAIRS_SHOWN):
        # Numbers do not compress as words do, so this is more than a page of 800 words each.
        text = " ".join(str(hash((number, place)) % 10**6) for place in range(100))
        do(cycle, text, say(cycle, text[::-1]))
    assert len(gzip.compress(client.get(YEAR).content)) < 25_000


def test_a_theme_narrows_list_and_year(client):
    cycle, other = make_cycle(), make_cycle("other", 2025)
    waiting = make_theme()
    do(cycle, "Shorter lists", say(cycle, "Long waits", theme=waiting))
    do(cycle, "New bus", say(cycle, "No bus", theme=make_theme("travel")))
    say(other, "Elsewhere")
    page = html_of(client, f"{LIST}?theme=waiting")
    assert 'href="/you-said-we-did/2024/?theme=waiting#r2024"' in page
    assert "Round other" not in page
    assert "1 done" in page
    assert "2 done" in html_of(client, LIST)
    year = html_of(client, f"{YEAR}?theme=waiting")
    assert "Long waits" in year
    assert "No bus" not in year
    assert "only what was said about <strong>Waiting</strong>" in year


@pytest.mark.parametrize("theme", ["", "nobody", "%00", "<script>", "a" * 500])
def test_an_unknown_theme_narrows_nothing(client, theme):
    cycle = make_cycle()
    say(cycle, "Long waits", theme=make_theme())
    assert "Round r2024" in html_of(client, f"{LIST}?theme={theme}")
    assert "Long waits" in html_of(client, f"{YEAR}?theme={theme}")


def test_the_list_is_loud_about_open_promises_and_counts_what_was_done(client):
    old, new = make_cycle("old", 2023, summary="Old words."), make_cycle("new", 2025)
    promise(old, "Overdue one", due=date(2024, 1, 1))
    promise(old, "Kept one", kept_on=date(2024, 1, 1))
    promise(new, "Open one")
    for status in ("done", "done", "under-way"):
        do(old, "x", status=status)
    words = words_of(html_of(client, LIST))
    assert (
        "Promises we still have to keep Overdue Overdue one Promised for 1 January 2024. Round old "
        "Still to do Open one Round new" in words
    )
    assert "Kept one" not in words
    assert "Old words. 2 done 1 under way Why we publish this" in words
    assert words.index("2025 Round new") < words.index("2023 Round old")
    assert "regulation 56" in words


@pytest.mark.parametrize("fields", HIDDEN, ids=["draft", "archived", "scheduled", "expired"])
def test_what_is_not_live_is_nowhere(client, fields):
    make_cycle("seen", 2024)
    make_survey("parents")
    hidden = make_cycle("secret", 2024, title="Zebra", **fields)
    alone = make_cycle("secret-alone", 2025, title="Zebra", **fields)
    for cycle in (hidden, alone):
        said = say(
            cycle, "Zebra", theme=make_theme(f"zebra-{cycle.pk}"), evidence="/surveys/parents/"
        )
        do(cycle, "Zebra", said)
        promise(cycle, "Zebra")
    for path in [
        LIST,
        YEAR,
        "/",
        "/surveys/parents/",
        "/sitemap.xml",
        f"{LIST}?theme=zebra-{hidden.pk}",
    ]:
        html = html_of(client, path)
        assert "Zebra" not in html, path
        assert "secret" not in html, path
        assert "/you-said-we-did/2025/" not in html, path
    assert client.get("/you-said-we-did/2025/").status_code == 404


def test_staff_see_a_draft_never_cached(admin_client):
    cycle = make_cycle(state="draft")
    say(cycle, "Secret wish")
    response = admin_client.get(YEAR)
    assert "Secret wish" in response.content.decode()
    assert "Only staff see this page until it is live." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_staff_see_a_draft_beside_a_live_round(admin_client, client):
    make_cycle("seen")
    make_cycle("waiting", state="draft")
    make_cycle("gone", state="archived")
    html = html_of(admin_client, YEAR)
    assert 'id="seen"' in html
    assert "Only staff see this round." in html
    assert "Round gone" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_number_of_queries(client, count):
    make_survey("parents")
    for number in range(count):
        cycle = make_cycle(f"c{number}")
        for place in range(count):
            said = say(cycle, "a", "/surveys/parents/", theme=make_theme(f"t{number}-{place}"))
            do(cycle, "b", said, evidence="/events/none/")
            promise(cycle, "c")
            Progress.objects.create(cycle=cycle, text="<p>d</p>")
    assert costs(client, YEAR) == (4, 3)
    assert costs(client, LIST) == (6, 5)


@pytest.mark.parametrize("year", ["0000", "1999", "9999"])
def test_a_year_without_rounds_is_not_found(client, year):
    make_cycle()
    assert client.get(f"/you-said-we-did/{year}/").status_code == 404


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "9" * 20, "1.5"])
@pytest.mark.parametrize("path", [LIST, YEAR])
def test_a_bad_page_number_is_not_found(client, path, number):
    make_cycle()
    assert client.get(f"{path}?page={number}").status_code == 404


@pytest.mark.parametrize("path", [LIST, YEAR])
@pytest.mark.parametrize("method", WRITING)
def test_reads_answer_get_and_head_only(client, path, method):
    make_cycle()
    assert getattr(client, method)(path).status_code == 405
    assert client.head(path).status_code == 200


def test_home_shows_one_pair_of_the_newest_live_round(client):
    old, new, draft = (
        make_cycle("old", 2023),
        make_cycle("new", 2025),
        make_cycle("d", 2026, state="draft"),
    )
    for cycle, text in [(old, "Old"), (new, "New"), (draft, "Draft")]:
        do(cycle, f"{text} answer", say(cycle, f"{text} wish"))
    html = html_of(client, "/")
    assert "New wish" in html
    assert "New answer" in html
    assert 'href="/you-said-we-did/2025/#new"' in html
    assert "Old wish" not in html
    assert "Draft" not in html


CAME = "What came of it"
NAMED = "This event in “You said, we did”"


@pytest.mark.parametrize(
    ("dates", "fields", "heading"),
    [
        ([-5], {}, CAME),
        ([], {}, NAMED),
        ([5], {}, NAMED),
        ([-5, 5], {}, NAMED),
        ([-5], {"status": "cancelled"}, NAMED),
    ],
)
def test_something_came_only_of_an_event_that_took_place(client, dates, fields, heading):
    make_event("forum", dates, **fields)
    do(make_cycle(), "We hold a forum", evidence="/events/forum/")
    words = words_of(html_of(client, "/events/forum/"))
    assert [text for text in (CAME, NAMED) if text in words] == [heading]


def test_without_rounds_the_pages_say_so(client):
    assert "We have not published anything here yet." in html_of(client, LIST)
    assert "latest-you-said" not in html_of(client, "/")
    assert not Cycle.objects.exists()


def test_the_sitemap_names_no_place_on_a_page(client):
    make_cycle()
    body = client.get("/sitemap.xml").content.decode()
    assert "/you-said-we-did/2024/</loc>" in body
    assert "#" not in body
