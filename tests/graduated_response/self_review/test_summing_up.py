"""The third step: counts, a picture of them, and what to do by when."""

import re

import pytest
from django.utils import timezone

from graduated_response.models import Edition
from tests.graduated_response.provision_factories import make_area, make_statement

from .reviews import SUMMARY, sent, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def five():
    for code in ("AS1", "AS2", "AS3"):
        make_statement(code)
    make_area("rooms", "EN", title="Rooms & places")
    make_statement("EN1")
    make_statement("EN2")


ANSWERS = {
    "AS1": {"rating": "met"},
    "AS2": {"rating": "partly", "action": "Train <all> staff", "by_when": "March 2027"},
    "AS3": {"rating": "not-yet", "action": "Buy books", "by_whom": "Head", "by_when": "1/3/2020"},
    "EN1": {"rating": "not-relevant", "action": "Paint it"},
    "EN2": {"rating": "partly", "evidence": "One line.\nAnother."},
}


def tables(page):
    found = []
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
        cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
        found.append([[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in cells])
    return found


def sentences(page):
    part = page.partition('id="counts"')[2].partition('class="lo-audit-legend"')[0]
    return re.findall(r"<p>(.*?)</p>", part)


def test_counts_in_a_table_a_picture_and_sentences(client, five):
    page = text_of(client.post(SUMMARY, sent(**ANSWERS)))
    assert tables(page)[0] == [
        ["Area", "Met", "Partly", "Not yet", "Not relevant", "Not rated yet", "All"],
        ["Area as", "1", "1", "1", "0", "0", "3"],
        ["Rooms &amp; places", "0", "1", "0", "1", "0", "2"],
        ["All areas", "1", "2", "1", "1", "0", "5"],
    ]
    assert sentences(page) == [
        "You rated 5 of 5 expectations: 1 met, 2 partly, 1 not yet, 1 not relevant.",
        "Most is left to do in Area as: 2 met partly or not yet.",
        "3 actions are planned, the first by 1 March 2020.",
    ]
    picture = re.search(r'<svg class="lo-audit-picture".*?</svg>\s*<div', page, re.DOTALL)[0]
    assert 'role="img" aria-labelledby="picture-title picture-desc"' in picture
    assert (
        '<desc id="picture-desc">Area as: 1 met, 1 partly, 1 not yet. '
        "Rooms &amp; places: 1 partly, 1 not relevant. </desc>" in picture
    )
    assert re.findall(r'<rect x="([\d.]+)%" y="26" width="([\d.]+)%"', picture) == [
        ("0.00", "33.33"), ("33.33", "33.33"), ("66.67", "33.33"), ("0.00", "50.00"),
        ("50.00", "50.00"),
    ]  # fmt: skip
    assert "style=" not in page


def test_actions_stand_in_the_order_of_their_dates(client, five):
    page = text_of(client.post(SUMMARY, sent(**ANSWERS)))
    assert tables(page)[1] == [
        ["By when", "By whom", "Action", "For"],
        ["1 March 2020 Past", "Head", "Buy books", "AS3"],
        ["March 2027", "Nobody yet", "Train &lt;all&gt; staff", "AS2"],
        ["No date", "Nobody yet", "Paint it", "EN1"],
    ]
    assert 'no action written: <a href="#EN2">EN2</a>.</p>' in page


def test_all_that_was_written_is_there_to_print(client, five):
    page = text_of(client.post(SUMMARY, sent({"setting": "Oak Lane"}, **ANSWERS)))
    today = timezone.localdate()
    facts = re.findall(r"<dt[^>]*>([^<]+)</dt><dd[^>]*>([^<]+)</dd>", page)
    assert facts[:4] == [
        ("Setting", "Oak Lane"),
        ("Date", f"{today.day} {today:%B %Y}"),
        ("About", "All ages; All areas"),
        ("In words for", "Settings"),
    ]
    assert facts[4:] == [
        ("Action", "Train &lt;all&gt; staff"), ("By when", "March 2027"),
        ("Action", "Buy books"), ("By whom", "Head"), ("By when", "1 March 2020"),
        ("Action", "Paint it"),
    ]  # fmt: skip
    assert "<dt>Evidence</dt><dd>One line.<br>Another.</dd>" in page


def test_the_edition_is_named(client, five):
    Edition.objects.create(title="2026", slug="2026", state="live", date="2026-09-01")
    page = text_of(client.post(SUMMARY, sent(AS1={})))
    assert ">2026 edition, 1 September 2026</dd>" in page


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, ["You rated 0 of 5 expectations."]),
        (
            {"AS1": {"rating": "not-yet"}},
            [
                "You rated 1 of 5 expectations: 1 not yet.",
                "Most is left to do in Area as: 1 met partly or not yet.",
                "No action is planned yet.",
            ],
        ),
        (
            {"AS1": {"action": "Look"}},
            ["You rated 0 of 5 expectations.", "1 action is planned, without a date."],
        ),
    ],
)
def test_few_answers(client, five, answers, said):
    page = text_of(client.post(SUMMARY, sent(AS2={}, **answers)))
    assert sentences(page) == said


def test_one_area_needs_no_total(client):
    make_statement("AS1")
    page = text_of(client.post(SUMMARY, sent(AS1={"rating": "met"})))
    assert len(tables(page)[0]) == 2
    assert sentences(page) == ["You rated 1 of 1 expectation: 1 met."]
