"""The second step: the form, what it carries, and what it says about mistakes."""

import re

import pytest
from django.test import Client

from graduated_response.models import SubArea
from tests.graduated_response.provision_factories import make_area, make_statement

from .reviews import AUDIT, FORM, SAID, SUMMARY, fields_of, sent, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    area = make_area()
    part = SubArea.objects.create(area=area, name="Early signs", slug="early")
    make_statement("AS1", area, how="Look.\nListen.")
    make_statement("AS2", area, sub_area=part)


def block(page, code):
    return re.search(
        rf'<fieldset class="govuk-fieldset lo-audit" id="{code}">.*?</fieldset>', page, re.DOTALL
    )[0]


def test_an_empty_form(client, two):
    page = text_of(client.get(FORM))
    assert "You have rated 0 of 2." in page
    assert '<a href="#area-assessment">Assessment</a>: 0 of 2 rated' in page
    assert page.index('id="AS1"') < page.index("<h3>Early signs</h3>") < page.index('id="AS2"')
    first = block(page, "AS1")
    assert '<span class="lo-code">AS1</span> The setting does AS1.</legend>' in first
    assert "<li>Look.</li>\n<li>Listen.</li>" in first
    assert re.findall(r'type="radio"[^>]*value="([^"]*)"( checked)?', first) == [
        ("met", ""), ("partly", ""), ("not-yet", ""), ("not-relevant", ""), ("", " checked"),
    ]  # fmt: skip
    assert (
        f'<form method="post" action="{SUMMARY}" enctype="multipart/form-data" novalidate>' in page
    )


def test_every_input_has_a_label_of_its_own(client, two):
    page = text_of(client.get(FORM))
    shown = re.findall(r'<(?:input|textarea)(?! type="hidden")[^>]* id="([^"]+)"', page)
    assert len(shown) == len(set(shown)) == 1 + 2 * 9
    assert sorted(re.findall(r'<label [^>]*for="([^"]+)"', page)) == sorted(shown)


def test_it_is_kept_by_no_cache_and_carries_a_token(client, two):
    response = client.get(FORM)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "csrfmiddlewaretoken" in response.content.decode()
    assert list(response.cookies) == ["csrftoken"]


def test_going_back_from_the_summary_loses_nothing(client, two):
    """By the fields that the pages themselves carry, there and back."""
    data = sent({"setting": "Oak & Ash <School>", "need": "assessment"}, AS1=SAID, AS2={})
    summary = fields_of(text_of(client.post(SUMMARY, data)))
    form = fields_of(text_of(client.post(FORM, summary)))
    for name, value in SAID.items():
        assert form[f"AS1-{name}"] == [value]
    assert form["setting"] == ["Oak & Ash <School>"]
    assert (form["need"], form["audience"]) == (["assessment"], ["setting"])
    assert form["AS2-rating"] == [""]
    again = fields_of(text_of(client.post(SUMMARY, form)))
    del summary["csrfmiddlewaretoken"], again["csrfmiddlewaretoken"]
    assert again == summary


def test_a_date_that_is_none_is_told_at_its_place_and_nothing_is_lost(client, two):
    data = sent(AS1=SAID, AS2={"rating": "met", "by_when": "soon"})
    page = text_of(client.post(SUMMARY, data))
    assert "<title>Error: Rate the expectations" in page
    told = "By when for AS2: write a date like 1/3/2027, March 2027 or Spring term 2027, not “soon”"
    assert f'<li><a href="#AS2-by_when">{told}</a></li>' in page
    second = block(page, "AS2")
    assert (
        f'id="AS2-by_when-error"><span class="govuk-visually-hidden">Error:</span> {told}</p>'
        in second
    )
    assert 'aria-describedby="AS2-by_when-hint AS2-by_when-error"' in second
    assert '<details class="govuk-details lo-audit__plan" open>' in second
    form = fields_of(page)
    assert form["AS2-by_when"] == ["soon"]
    assert {name: form[f"AS1-{name}"][0] for name in SAID} == SAID


@pytest.mark.parametrize(
    ("name", "longest"), [("evidence", 2_000), ("action", 1_000), ("by_whom", 100)]
)
def test_too_long_a_text_is_told_and_kept(client, two, name, longest):
    assert "<h1" in text_of(client.post(SUMMARY, sent(AS1={name: "x" * longest})))
    page = text_of(client.post(SUMMARY, sent(AS1={name: "x" * (longest + 1)})))
    assert f"for AS1 has {longest + 1} characters. Shorten it to {longest}</a>" in page
    assert fields_of(page)[f"AS1-{name}"] == ["x" * (longest + 1)]


def test_signs_that_no_file_can_hold_are_left_out(client, two):
    page = text_of(client.post(FORM, sent(AS1={"evidence": "a\0b\x0bc\ufffed\te\r\nf"})))
    assert fields_of(page)["AS1-evidence"] == ["ab\ncd e\nf"]


def test_what_is_typed_is_never_markup(client, two):
    evil = "</textarea><script>alert(1)</script>{{ 7|add:7 }}"
    data = sent({"setting": f'"{evil}'}, AS1=dict.fromkeys(SAID, evil) | {"wording": evil})
    for address in (FORM, SUMMARY):
        page = text_of(client.post(address, data))
        assert "<script>" not in page
        assert "{{ 7|add:7 }}" in page


def test_junk_does_no_harm(client, two):
    junk = {
        "AS1-rating": "best", "ZZ99-wording": "?", "-wording": "", "AS1-wording": "",
        "x" * 500 + "-wording": "", "phase": "\0", "as": "exe", "AS2-wording": ["a", "b"],
    }  # fmt: skip
    page = text_of(client.post(SUMMARY, junk))
    assert "You rated 0 of 2 expectations." in page
    assert "ZZ99" not in page


def test_a_forged_post_is_refused_and_what_was_typed_is_offered_back(two):
    client = Client(enforce_csrf_checks=True)
    data = sent(AS1=SAID)
    for address in (FORM, SUMMARY, f"{AUDIT}download/"):
        response = client.post(address, data)
        page = text_of(response, 403)
        assert "We could not be sure that this came from our page." in page
        form = fields_of(page)
        assert {name: form[f"AS1-{name}"][0] for name in SAID} == SAID
        assert "no-store" in response["Cache-Control"]
    token = form["csrfmiddlewaretoken"][0]
    page = text_of(client.post(SUMMARY, data | {"csrfmiddlewaretoken": token}))
    assert "<title>Summary of your review" in page
