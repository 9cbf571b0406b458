from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from localoffer.glossary.models import Term
from localoffer.publishing.models import NotAllowed, Version
from localoffer.publishing.snapshots import take


def test_wordings_start_with_the_title_and_come_once():
    term = Term(title="EHC plan", variants=" EHCP \n\nEHC  plan\r\nEHCPs\n")
    assert term.wordings() == ["EHC plan", "EHCP", "EHCPs"]
    assert term.other_wordings() == ["EHCP", "EHCPs"]


@pytest.mark.parametrize(("title", "letter"), [("éducation", "É"), ("16 plus", "0-9"), ("", "0-9")])
def test_letter(title, letter):
    assert Term(title=title).letter == letter


def test_its_address_is_its_place_in_the_glossary():
    assert Term(slug="ehc-plan").get_absolute_url() == "/glossary/#term-ehc-plan"


def test_a_wording_of_one_letter_is_refused():
    with pytest.raises(ValidationError) as error:
        Term(title="Plan", variants="EHCP\nx", short="y", slug="plan").clean()
    assert error.value.message_dict == {
        "variants": ["“x” is too short: it would be found everywhere."]
    }


TAKEN = "The term “Zebra group” has the wording “{}” already. Take it out of one of the two."


def said_of(term):
    try:
        term.clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def make_group(**fields):
    row = {"title": "Zebra group", "slug": "group", "variants": "ZBG\nZebra’s circle", "short": "x"}
    return Term.objects.create(**{**row, "state": "live", **fields})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("term", "field", "wording"),
    [
        ({"title": "ZBG"}, "title", "ZBG"),
        ({"title": "zebra  Group"}, "title", "zebra Group"),
        ({"title": "Band", "variants": "Bandage\nZBG"}, "variants", "ZBG"),
        ({"title": "Band", "variants": "zebra's circle"}, "variants", "zebra's circle"),
    ],
)
def test_a_wording_of_another_term_is_refused(term, field, wording):
    group = make_group()
    assert said_of(Term(**term)) == {field: [TAKEN.format(wording)]}
    assert said_of(Term(**term, state="archived")) == {}
    assert said_of(group) == {}


@pytest.mark.django_db
def test_words_in_capitals_are_words_of_their_own():
    make_group(title="AIDS", variants="")
    assert said_of(Term(title="Aids")) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "archived", "binned"])
def test_what_no_page_shows_claims_no_wording(state):
    if state == "binned":
        make_group().put_in_bin()
    else:
        make_group(state=state)
    assert said_of(Term(title="ZBG")) == {}


@pytest.mark.django_db
def test_a_term_may_follow_on_another():
    end = timezone.now() + timedelta(days=9)
    make_group(expires=end)
    assert said_of(Term(title="ZBG", live_from=end)) == {}
    assert said_of(Term(title="ZBG", live_from=end - timedelta(days=1))) != {}


@pytest.mark.django_db
def test_of_two_drafts_that_share_a_wording_one_is_published(admin_user):
    one = make_group(state="draft")
    other = Term.objects.create(title="ZBG", slug="zbg", short="x")
    drafts = [Version.objects.save_draft(term, take(term), admin_user) for term in (one, other)]
    drafts[0].publish(admin_user)
    with pytest.raises(NotAllowed, match="The term “Zebra group” has the wording “ZBG” already."):
        drafts[1].publish(admin_user)


@pytest.mark.django_db
def test_an_editor_reads_which_term_has_the_wording(admin_client):
    make_group()
    data = {"title": "Band", "variants": "ZBG", "slug": "band", "short": "x"}
    page = admin_client.post("/admin/glossary/term/add/", data | {"review_by": "2030-01-01"})
    assert page.context["adminform"].form.errors == {"variants": [TAKEN.format("ZBG")]}
    assert TAKEN.format("ZBG") in page.content.decode()
