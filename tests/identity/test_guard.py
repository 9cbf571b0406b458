"""The identity guard stops what tells of somebody, and leaves council prose in peace."""

import time
import tomllib
from pathlib import Path

import pytest

from events.models import Venue
from graduated_response.models import Contact
from localoffer.identity.guard import MOST, identities_in
from localoffer.identity.own_names import own_names
from localoffer.site.models import SiteSettings
from tests.document_reader.test_patterns import UNITS

SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("half", SENTENCES)
def test_of_sentences_about_people_nine_in_ten_are_caught(half):
    telling = SENTENCES[half]["telling"]
    missed = [sentence for sentence in telling if not identities_in(sentence)]
    assert len(telling) >= 30
    assert len(missed) * 10 <= len(telling), missed


@pytest.mark.parametrize("half", SENTENCES)
def test_of_harmless_sentences_at_most_one_in_ten_is_flagged(half):
    harmless = SENTENCES[half]["harmless"]
    flagged = {each: found for each in harmless if (found := identities_in(each))}
    assert len(harmless) >= 30
    assert len(flagged) * 10 <= len(harmless), flagged


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Two names in a row, and what stands beside them.
        ("We met Sarah Thompson there.", ["Sarah Thompson"]),
        ("Ask for Wojciech Nowakowski.", ["Wojciech Nowakowski"]),
        ("Ask Jane Smith Ford High School", []),
        ("Sarah Thompson Centre", []),
        ("Great Ormond Street Hospital", []),
        ("The Parent Carer Forum", []),
        ("Milton Keynes and West Sussex", []),
        # A first name and what is said of a person.
        ("Aisha said no.", ["Aisha said"]),
        ("“No,” Xanthippe told us.", ["Xanthippe told"]),
        ("Ofsted said no. The School said no.", []),
        ("May said no. May is a month.", ["May said"]),
        ("tom is 7 and my son jack is 9", ["tom is", "son jack"]),
        ("St Mary’s Primary and King Edward’s School", []),
        # One child.
        ("a boy aged 6 with cystic fibrosis", ["a boy aged 6 with cystic fibrosis"]),
        ("he is 9 and goes to Oak Primary", ["he is 9 and goes to Oak Primary"]),
        ("Children aged 6 with cystic fibrosis", []),
        # Of places that share words the longest.
        ("My son Tom cannot come.", ["My son Tom"]),
        ("YouTube and rich-text on McKenzie", []),
    ],
)
def test_what_is_found_as_it_is_written(text, found):
    assert identities_in(text) == found


def test_no_more_than_a_few_are_asked_about():
    assert len(identities_in(". ".join(f"Sarah Thomp{chr(97 + n % 26)}{'a' * (n // 26)}n"
                                       for n in range(60)))) == MOST  # fmt: skip


@pytest.mark.django_db
def test_names_that_the_site_has_given_are_nobodys():
    text = "Harold Pinter meets Ivy Tremaine in Rose Thornbury"
    assert len(identities_in(text, own_names())) == 3
    SiteSettings.objects.update_or_create(pk=1, defaults={"council_name": "Harold Pinter"})
    Venue.objects.create(name="Rose Thornbury", address="1 Hill", postcode="AB1 2CD")
    Contact.objects.create(name="Ivy Tremaine")
    assert identities_in(text, own_names()) == []


@pytest.mark.django_db
def test_the_names_of_the_site_cost_one_query_after_a_change(django_assert_num_queries):
    Contact.objects.create(name="Early Help")
    with django_assert_num_queries(2):
        assert "early help" in own_names()
    with django_assert_num_queries(1):
        own_names()


@pytest.mark.parametrize(
    "unit",
    [
        *UNITS,
        "Al Bo ",
        "Tom Smith ",
        "he is 7 ",
        "rare ",
        "at Oak ",
        "Mr. ",
        "Xx-",
        "x’s ",
        "a boy ",
    ],
)
def test_long_and_hostile_texts_take_no_long_time(unit):
    text = (unit * 50_000)[:50_000]
    began = time.process_time()
    identities_in(text)
    assert time.process_time() - began < 3
