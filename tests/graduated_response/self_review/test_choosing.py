"""The first step: what to look at; a page like any other, and an address to share."""

import re

import pytest

from graduated_response.models import Statement
from graduated_response.self_review.answers import FIELDS_OF_ONE
from graduated_response.self_review.choice import MOST_AT_ONCE, MOST_IN_FORM, OTHER_FIELDS
from tests.graduated_response.provision_factories import make_area, make_level, make_statement
from tests.public_site import costs, forget

from .reviews import AUDIT, FORM, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    make_statement("AS1", make_area(), phases=["primary"], for_parents="We do AS1.")
    make_statement("AS2", level="some-children", phases=["primary", "secondary"])
    make_statement("CI1", make_area("talking", "CI", kind="need"), phases=["secondary"])
    make_area("rooms", "EN")
    make_statement("HI1", state="draft")


def many(number, area=None):
    area, level = area or make_area("many", "MA"), make_level()
    Statement.objects.bulk_create(
        Statement(
            code=f"{area.code}{n}", slug=f"{area.code.lower()}{n}", area=area, level=level,
            state="live", ever_live=True,
            title=f"Staff know how to help pupils to do thing number {n} in class and at play.",
            how="Look at work together.\nAsk the pupil what helps.\nKeep a record of it.",
        )
        for n in range(1, number + 1)
    )  # fmt: skip


def codes(page):
    return re.findall(r'<fieldset class="govuk-fieldset lo-audit" id="(\w+)">', page)


def test_the_choice_offers_what_there_is(client, three):
    page = text_of(client.get(AUDIT))
    labels = re.findall(
        r'<label class="govuk-label govuk-\w+__label" for="[^"]+">([^<]+)</label>', page
    )
    assert labels == [
        "All ages", "Primary", "Secondary", "Assessment (2)", "Talking (1)",
        "Settings", "Parents and carers", "Easy Read",
    ]  # fmt: skip
    assert re.findall(r"<h3>([^<]+)</h3>", page) == ["For every child", "Areas of need"]
    assert re.findall(r"<option [^>]*>([^<]+)", page) == [
        "All levels of support", "Everyone (2)", "Some children (1)",
    ]  # fmt: skip
    assert f'<form action="{FORM}">' in page


def test_an_address_says_what_is_chosen(client, three):
    page = text_of(client.get(f"{AUDIT}?phase=primary&need=talking&need=nowhere&audience=parent"))
    assert re.findall(r'id="([\w-]+)" value="[^"]+" checked', page) == [
        "phase-primary", "need-talking", "audience-parent",
    ]  # fmt: skip


def test_the_page_is_the_same_for_everybody(client, three):
    response = client.get(AUDIT)
    assert not response.cookies
    assert response["Cache-Control"] == "no-cache"
    assert "csrf" not in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("path", "cold", "warm"), [(AUDIT, 3, 1), (FORM, 5, 3)])
def test_queries(client, path, cold, warm, number):
    for n in range(1, number + 1):
        make_statement(f"AS{n}", phases=["primary"])
        make_statement("ABCDEF"[n] + "X1")
    assert costs(client, path) == (cold, warm)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["AS1", "AS2", "CI1"]),
        ("?phase=primary", ["AS1", "AS2"]),
        ("?phase=primary&level=some-children", ["AS2"]),
        ("?need=talking", ["CI1"]),
        ("?need=talking&need=assessment&phase=&level=", ["AS1", "AS2", "CI1"]),
        ("?phase=nothing&level=%00&audience=x", ["AS1", "AS2", "CI1"]),
    ],
)
def test_the_form_has_what_was_chosen(client, three, query, found):
    assert codes(text_of(client.get(FORM + query))) == found


@pytest.mark.parametrize("query", ["?need=talking&phase=primary", "?need=nowhere"])
def test_nothing_found_leads_back_to_the_choice(client, three, query):
    page = text_of(client.get(FORM + query))
    assert codes(page) == []
    assert page.count("Nothing matches all of this. Choose fewer things.") == 2
    assert "<title>Error: Review your own practice" in page


def test_too_many_at_once_are_told_kindly_how_many(client, django_assert_num_queries):
    many(2_000)
    forget()
    with django_assert_num_queries(3):
        page = text_of(client.get(FORM))
    assert f"Your choice has 2000 expectations. One review holds up to {MOST_AT_ONCE}." in page
    assert codes(page) == []


def test_as_many_as_one_review_holds_among_2000(client, django_assert_num_queries):
    many(2_000)
    many(MOST_AT_ONCE, make_area("mine", "MI"))
    forget()
    with django_assert_num_queries(5):
        response = client.get(f"{FORM}?need=mine", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= 60_000


def test_an_honest_form_is_never_too_large(settings):
    """Twice as many as can be chosen: by what is new and what was withdrawn a review grows."""
    fields = 2 * MOST_AT_ONCE * FIELDS_OF_ONE + OTHER_FIELDS
    assert fields <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert MOST_IN_FORM * FIELDS_OF_ONE + OTHER_FIELDS <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_the_readings(client, three):
    page = text_of(client.get(f"{FORM}?need=assessment&audience=parent"))
    assert "We do AS1." in page
    assert "The setting does AS1." not in page
    assert "The setting does AS2." in page  # nobody has written that one for parents


def test_ways_in(client, three):
    index = text_of(client.get("/ordinarily-available-provision/"))
    assert f'<a href="{AUDIT}">Review your own practice</a>' in index
    area = text_of(client.get("/ordinarily-available-provision/assessment/"))
    assert f'href="{AUDIT}?need=assessment"' in area


@pytest.mark.parametrize("name", ["", "form/", "summary/", "download/", "continue/"])
def test_other_methods_are_refused(client, name):
    assert client.put(AUDIT + name).status_code == 405
    assert client.delete(AUDIT + name).status_code == 405


@pytest.mark.parametrize("name", ["summary/", "download/"])
def test_nothing_sent_leads_to_the_choice(client, three, name):
    for response in (client.get(AUDIT + name), client.post(AUDIT + name), client.post(FORM)):
        assert (response.status_code, response["Location"]) == (302, AUDIT)
