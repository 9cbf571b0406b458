import pytest
from django.core.exceptions import ValidationError

from localoffer.glossary.models import Term


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
