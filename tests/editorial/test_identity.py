"""Who is asked about, and who is left in peace."""

import pytest

from localoffer.editorial.checks import check
from localoffer.editorial.checks.identity import SENTENCE
from localoffer.identity.guard import identities_in

from .pages import plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Speak to Jane Smith, SENCo.", "Jane Smith, SENCo"),
        ("Jane Smith is our head teacher.", "Jane Smith is our head teacher"),
        ("Headteacher: Ann Jones", "Headteacher: Ann Jones"),
        ("Ask our SENCo Ann Jones", "SENCo Ann Jones"),
        ("Write to jane.smith@school.example", "jane.smith@school.example"),
        ("Write to bluebell77@gmail.com", "bluebell77@gmail.com"),
        ("Ring 07700 900123 today", "07700 900123"),
        ("Ring +44 7700 900123", "+44 7700 900123"),
        ("A 7-year-old girl with Rett syndrome", "A 7-year-old girl with Rett syndrome"),
        ("My son Tom was excluded", "My son Tom"),
        ("our daughter goes to Elm Tree Primary", "our daughter goes to Elm Tree Primary"),
        ("NHS number 943 476 5919", "NHS number 943 476 5919"),
    ],
)
def test_what_may_tell_who_somebody_is(text, found):
    assert identities_in(text) == [found]
    [remark] = check([plain(text)])[:1]
    assert (remark.code, remark.level, remark.sentence) == ("identity", "block", SENTENCE)
    assert remark.can_be_confirmed


@pytest.mark.parametrize(
    "text",
    [
        "Write to send@council.example or ehc.team@council.example, or ring 01234 567890.",
        "Speak to the SENCo or the Inclusion Manager at your school.",
        "The Parent Carer Forum, the Local Offer Officer and the Head of School meet.",
        "Children aged 5 with autism can join. A two-year-old may need help.",
        "Elm School, the teacher and the Early Years Team",
        "Head Teacher, Elm School",
        "Your child aged 7 has a plan.",
    ],
)
def test_services_and_children_in_general_are_left_alone(text):
    assert identities_in(text) == []


def test_each_place_is_asked_about_once_in_all_fields():
    remarks = check([plain("Ring 07700 900123"), plain("07700 900123 or 07700 900124", "More")])
    assert [(each.label, each.excerpts) for each in remarks] == [
        ("Summary", ("07700 900123",)),
        ("More", ("07700 900124",)),
    ]


def test_a_list_of_people_is_not_asked_about_without_an_end():
    numbers = " ".join(f"077009{number:05}" for number in range(3000))
    assert len(identities_in(numbers)) == 30
