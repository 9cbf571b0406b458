"""Short addresses: stable, hard to mistype, and only of what families may see."""

from itertools import pairwise

import pytest

from localoffer.publishing.models import published_models
from localoffer.sharing.short import ALPHABET, check_letter, code_of, kind_of, live_row
from tests.graduated_response.page_factories import HIDDEN, make_page

pytestmark = pytest.mark.django_db


def test_kinds_of_content_have_letters_of_their_own():
    letters = [kind_of(model) for model in published_models()]
    assert len(set(letters)) == len(letters)
    assert {len(each) for each in letters} == {3}


def test_codes_are_what_is_already_printed():
    """They stand on paper in waiting rooms: never change how they are made."""
    page = make_page()
    page.pk = 1
    assert code_of(page) == "phq3f"
    page.pk = 12_345
    assert code_of(page) == "phqmx8w"


def test_a_code_leads_to_its_row_in_capitals_too(client):
    page = make_page()
    assert live_row(code_of(page)) == page
    assert live_row(code_of(page).upper()) == page
    response = client.get(f"/s/{code_of(page)}/")
    assert (response.status_code, response.url) == (302, "/graduated-response/rights/")


def test_a_code_survives_another_address_of_its_page(client):
    page = make_page()
    code = code_of(page)
    page.slug = "your-rights"
    page.save()
    assert client.get(f"/s/{code}/").url == "/graduated-response/your-rights/"
    assert client.get(f"/s/{code}/primary/").url == "/graduated-response/your-rights/primary/"


@pytest.mark.parametrize("fields", HIDDEN, ids=["draft", "archived", "scheduled", "expired"])
def test_what_families_may_not_see_has_no_short_address(client, admin_client, fields):
    code = code_of(make_page(**fields))
    assert client.get(f"/s/{code}/").status_code == 404
    assert admin_client.get(f"/s/{code}/").status_code == 404


def test_every_typing_mistake_of_one_letter_is_found():
    good = "phq7" + check_letter("phq7")
    for place in range(len(good)):
        for letter in set(ALPHABET) - {good[place]}:
            assert live_row(good[:place] + letter + good[place + 1 :]) is None


def test_neighbours_that_changed_places_are_found():
    for first, second in pairwise(ALPHABET):
        word = f"phq{first}{second}"
        assert check_letter(word) != check_letter(f"phq{second}{first}")


@pytest.mark.parametrize("code", ["", "hq", "hq3", "hq3z3", "äöü3", "0000", "hq3z" * 9, "zzzz"])
def test_what_is_no_code_leads_nowhere(client, code):
    make_page()
    assert live_row(code) is None
    assert client.get(f"/s/{code}/").status_code == 404
    assert client.get(f"/s/{code}/more/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "trace"])
def test_reads_only(client, method):
    assert getattr(client, method)(f"/s/{code_of(make_page())}/").status_code == 405
