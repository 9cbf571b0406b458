"""Definitions that were glued into the text, for terms that nobody knew before."""

import pytest

from localoffer.document_reader.blocks import Paragraph, Run, plain_paragraph
from localoffer.document_reader.flattened import Term, restore_terms


def restored(*texts):
    blocks, terms = restore_terms([plain_paragraph(text) for text in texts])
    return [block.text for block in blocks], [(term.term, term.definition) for term in terms]


@pytest.mark.parametrize(
    ("text", "plain", "term", "definition"),
    [
        (
            "Ask the Key WorkerKey WorkerA person who knows you. about it.",
            ("Ask the Key Worker about it."),
            "Key Worker",
            "A person who knows you.",
        ),
        (
            "your EHCPEHCPEducation, health and care plan. is",
            "your EHCP is",
            "EHCP",
            ("Education, health and care plan."),
        ),
        (
            "your EHCPEHCPA legal document about help. is",
            "your EHCP is",
            "EHCP",
            ("A legal document about help."),
        ),
        (
            "two SENCosSENCoThe teacher who leads on SEND. came",
            "two SENCos came",
            "SENCo",
            ("The teacher who leads on SEND."),
        ),
        (
            "early helpearly helpHelp that comes soon. is",
            "early help is",
            "early help",
            ("Help that comes soon."),
        ),
        (
            "Local offerLocal OfferA list of all help. is",
            "Local offer is",
            "Local offer",
            ("A list of all help."),
        ),
        (
            "(Panel (SEN)Panel (SEN)People who decide, e.g. heads. is)",
            "(Panel (SEN) is)",
            "Panel (SEN)",
            ("People who decide, e.g. heads."),
        ),
        (
            "The HubHubA place with no full stop at all",
            "The Hub",
            "Hub",
            ("A place with no full stop at all"),
        ),
    ],
)
def test_one_place(text, plain, term, definition):
    assert restored(text) == ([plain], [(term, definition)])


def test_several_places_show_where_a_definition_ends():
    glued = "HubHubA warm place. It is free for all."
    assert restored(f"The {glued} is open.", f"One {glued} is near.") == (
        ["The Hub is open.", "One Hub is near."],
        [("Hub", "A warm place. It is free for all.")],
    )
    glued = "HubHubA warm place for all"
    assert restored(f"The {glued} is open", f"One {glued} opens") == (
        ["The Hub is open", "One Hub opens"],
        [("Hub", "A warm place for all")],
    )


def test_two_terms_in_one_paragraph_of_several_runs():
    runs = [
        Run("The "),
        Run("Hub", bold=True),
        Run("Hub"),
        Run("A warm place. and the "),
        Run(("Key WorkerKey WorkerA kind person. too"), href="#"),
    ]
    (block,), terms = restore_terms([Paragraph(runs)])
    assert block.runs == [
        Run("The "),
        Run("Hub", bold=True),
        Run(" and the "),
        Run("Key Worker too", href="#"),
    ]
    assert terms == [Term("Hub", "A warm place."), Term("Key Worker", "A kind person.")]


@pytest.mark.parametrize(
    "text",
    [
        "PAPAYA and BARBARA like BANANAS.",
        "They had had enough. That That is odd.",
        "McDonald and MacMahon met at BoraBora Island.",
        "iPad and GitHub. Ha haHa Hello",
        "1010A and 2020B",
    ],
)
def test_ordinary_words_stay(text):
    assert restored(text) == ([text], [])
