"""The demonstration glossary loads and keeps its own rules."""

import pytest
from django.core.exceptions import ValidationError

from localoffer.glossary import demo
from localoffer.glossary.models import Term
from localoffer.publishing.models import State


@pytest.fixture
def terms(db):
    demo.load()
    return list(Term.objects.all())


def test_states(terms):
    assert len([term for term in terms if term.state == State.LIVE]) >= 40
    assert {t.title for t in terms if t.state == State.DRAFT} == {
        "Early advice panel",
        "Communication passport",
    }
    assert [t.title for t in terms if t.state == State.ARCHIVED] == ["Statement"]


def test_every_term_would_pass_in_the_admin(terms):
    refused = {}
    for term in terms:
        try:
            term.full_clean()
        except ValidationError as error:
            refused[term.title] = error.message_dict
    assert refused == {}


def test_meanings_fit_into_a_sentence(terms):
    for term in terms:
        assert not term.short.endswith(".")
        assert "(" not in term.short


def test_no_wording_belongs_to_two_terms(terms):
    wordings = [wording.casefold() for term in terms for wording in set(term.wordings())]
    doubled = {w for w in wordings if wordings.count(w) > 1}
    assert doubled == {"senco"}  # SENCo and SENCO of one term
