"""Evidence leads only where the public can go."""

import pytest

from surveys.addresses import open_addresses
from tests.events.factories import make_event

from .factories import make_survey
from .pages import HIDDEN

pytestmark = pytest.mark.django_db


def test_addresses_that_lead_somewhere_stay(django_assert_num_queries):
    make_survey("parents")
    make_survey("pupils")
    make_event("forum")
    known = {
        "https://www.gov.uk/", "/surveys/parents/", "/surveys/pupils/#spring", "/events/forum/",
        "/surveys/", "/", "/you-said-we-did/2024/",
    }  # fmt: skip
    missing = {"/surveys/none/", "/nowhere/at/all/", "/events/parents/"}
    with django_assert_num_queries(1):
        assert open_addresses(known | missing) == known


def test_no_address_of_a_page_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert open_addresses(iter(["https://www.gov.uk/", "/events/"])) == {
            "https://www.gov.uk/",
            "/events/",
        }


@pytest.mark.parametrize("fields", HIDDEN, ids=["draft", "archived", "scheduled", "expired"])
def test_a_page_that_is_not_live_is_not_named(fields):
    make_survey("secret", **fields)
    assert open_addresses(["/surveys/secret/"]) == set()
