"""Leaf components: what they are given is escaped, what is missing leaves no empty part."""

from datetime import date

import pytest
from django.conf import settings
from django.template.loader import render_to_string

HARM = "<script>\"'&"
DAY = date(2026, 5, 12)
WORDS = (
    *("text", "title", "hint", "meta", "status", "place", "when", "question", "topic", "code"),
    *("how", "said", "did", "phone", "email", "hours", "link_text", "colour", "current"),
    *("previous_title", "next_title"),
)
GIVEN = dict.fromkeys(WORDS, HARM) | {
    "href": "/x/?a=1&b=<script>",
    "previous_url": "/p/",
    "next_url": "/n/",
    "start": DAY,
    "as_at": DAY,
    "updated": DAY,
    "reviewed": DAY,
    "review_by": DAY,
    "clear_href": "?",
    "items": [{"title": HARM, "url": "/<script>"}],
    "rows": [{"key": HARM, "value": HARM, "href": HARM}],
    "groups": [{"name": HARM, "items": [{"label": HARM, "href": HARM, "count": 0}]}],
    "stages": [{"slug": HARM, "title": HARM, "href": HARM, "text": HARM}],
    "crumbs": [{"label": HARM, "href": HARM}],
    "navigation": [{"label": HARM, "path": HARM, "current": HARM}],
    "site": dict.fromkeys(("council_name", "site_name", "phone", "email"), HARM),
}
NAMES = sorted(path.stem for path in (settings.BASE_DIR / "templates/components").glob("*.html"))
# They take no text of their own (pagination: see test_tags.py).
PARTS = {"arrow", "mark", "pagination", "reviewed"}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in PARTS])
def test_hostile_text_is_escaped(name):
    html = render_to_string(f"components/{name}.html", GIVEN)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def component(name, **given):
    return " ".join(render_to_string(f"components/{name}.html", given).split())


def test_an_event_shows_its_day_or_says_that_there_is_none():
    day = {"iso": "2026-05-12", "weekday": "Tuesday", "number": 12, "month": "May", "year": 2026}
    dated = component("event_card", title="Talk", href="/t/", day=day, instead_of_day="")
    assert '<time datetime="2026-05-12">' in dated
    assert "Tuesday" in dated
    assert "lo-date--open" not in dated
    words = "Date to be announced"
    open_date = component("event_card", title="Talk", href="/t/", instead_of_day=words)
    assert f'<p class="lo-date lo-date--open">{words}</p>' in open_date


def test_missing_parts_leave_nothing():
    card = component("card", title="Help", href="/h/")
    assert card == (
        '<li class="lo-card"> <h2 class="lo-card__title"><a href="/h/">Help</a></h2> </li>'
    )
    assert component("reviewed") == ""
    assert component("previous_next") == ""
    assert 'rel="prev"' not in component("previous_next", next_url="/n/", next_title="On")


def test_a_contents_list_marks_this_page():
    html = component("contents", items=[{"title": "A", "url": "/a/"}, {"title": "B", "current": 1}])
    assert '<li><a href="/a/">A</a></li> <li aria-current="page">B</li>' in html


def test_facts_without_a_value_are_left_out():
    html = component(
        "summary_list", rows=[{"key": "Cost", "value": ""}, {"key": "Place", "value": "A\nB"}]
    )
    assert "Cost" not in html
    assert "A<br>B" in html


def test_the_cycle_names_its_stage_in_words_and_marks_it():
    stages = [
        {"slug": slug, "title": slug.title(), "href": f"/{slug}/"}
        for slug in ("assess", "plan", "do", "review")
    ]
    html = component("cycle", stages=stages, current="do")
    assert "This page is about Do.</desc>" in html
    assert html.count("lo-cycle__part--current") == 1
    assert 'aria-current="step"><strong>Do</strong>' in html
    assert html.count("<a href=") == 3
    assert "style=" not in html


def test_filters_say_which_is_chosen_and_a_count_of_none_too():
    items = [
        {"label": "A", "href": "?a", "count": 0},
        {"label": "B", "href": "?b", "current": True},
    ]
    html = component("filters", groups=[{"name": "Age", "items": items}])
    assert '<a href="?b" rel="nofollow" aria-current="true">B</a>' in html
    assert '0<span class="govuk-visually-hidden"> found</span>' in html
    assert "Show everything" not in html
