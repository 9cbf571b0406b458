"""Hints for staff: gaps to fill, and words that may identify somebody; quiet otherwise."""

import pytest

from localoffer.document_reader.identity import possible_identities
from localoffer.document_reader.placeholders import placeholders


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("See [link to follow] and [insert date].", ["[link to follow]", "[insert date]"]),
        ("The venue is TBC, the day to be confirmed.", ["TBC", "to be confirmed"]),
        ("Ring XXXX or [number] (link to be added).", ["XXXX", "[number]", "(link to be added)"]),
        ("Dates to follow. Which one???", ["Dates to follow", "???"]),
        ("<insert name> twice <insert name>", ["<insert name>"]),
        ("Your child (name and date of birth) is seen [1], see [the guide] and xx.", []),
        ("The plan to follow is hers. Confirmed. Add your name.", []),
    ],
)
def test_placeholders(text, gaps):
    assert placeholders(text) == gaps


@pytest.mark.parametrize(
    "text",
    [
        "My son Jamie is unhappy.",
        "our daughter, Aisha, has no help",
        "My 9 year old son called Tom",
        "Ellie, aged 9, was sent home.",
        "Ellie (7) was sent home.",
        "Sam has autism and no help.",
        "Sam Jones was diagnosed in May.",
        "Why was Zara’s EHCP late?",
        "Mrs Patel said no.",
        "My daughter goes to Oak Hill Primary School in Ford.",
        "NHS number 943 476 5919",
        "(Asked by Priya)",
    ],
)
def test_possible_identities(text):
    assert possible_identities(text)


@pytest.mark.parametrize(
    "text",
    [
        "My son has autism. My daughter is 9 and at school.",
        "My two children are not diagnosed ASD, but I have contacted the SENCO (secondary).",
        "Year 7, 8 and 9. Key Stage 2, Level 3 (2024). In May, 20 families came.",
        "Children in Reception, 4 and 5 year olds, can join. Everyone has anxiety sometimes.",
        "She has ADHD. Who has autism? Nobody has an EHCP yet. It is 5 and a half miles.",
        "Write to send@council.example.gov.uk or ring the Autism Team.",
        "Our Educational Psychologist works at Ford High School. School has a diagnosis pathway.",
        "My son English is weak. My child When ill stays home. Parent's anxiety matters.",
        "The child’s EHCP is late. A pupil is diagnosed. My son SEND team.",
    ],
)
def test_ordinary_text_is_no_identity(text):
    assert possible_identities(text) == []
