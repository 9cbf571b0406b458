"""Questions that look unlike their neighbours, and questions that are none."""

import pytest

from tests.document_reader.word_files import bold, paragraph, word_file
from tests.graduated_response.parsed_documents import (
    HOIST,
    ONE,
    PAY,
    SWIM,
    WE_DO,
    YES,
    codes,
    pairs,
    parse,
    topics,
)

KIT = "Swimming kit"
TOWEL = "Bring a towel."


def page(pairs, question, answer="<p>{}</p>"):
    return "".join(question.format(one) + answer.format(two) for one, two in pairs)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("<h2>{}</h2>", "<p>{}</p>"),
        ("<details><summary>{}</summary>", "<p>{}</p></details>"),
        ("<dt>{}</dt>", "<dd>{}</dd>"),
        ("<button aria-expanded='false'>{}</button>", "<div><p>{}</p></div>"),
    ],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_heading_without_a_question_mark_is_kept_as_a_statement(question, answer, place):
    asked = [(SWIM, YES), (PAY, WE_DO), (HOIST, ONE)]
    asked.insert(place, (KIT, TOWEL))
    report = parse(f"<h1>Club FAQs</h1>{page(asked, question, answer)}", "t.html")
    assert pairs(report) == asked
    assert topics(report) == [None] * 4
    assert [(warning.code, warning.text) for warning in report.warnings] == [
        ("not-a-question", f"Number {place + 1} asks nothing. It was kept: “{KIT}”")
    ]


def test_a_heading_above_questions_of_a_lower_level_is_a_topic():
    report = parse(
        f"# Club\n\n## {SWIM}\n\n{YES}\n\n## Money\n\n### {PAY}\n\n{WE_DO}\n\n### {KIT}\n\n{TOWEL}"
        f"\n\n## {HOIST}\n\n{ONE}\n"
    )
    assert pairs(report) == [(SWIM, YES), (PAY, WE_DO), (KIT, TOWEL), (HOIST, ONE)]
    assert topics(report) == [None, "Money", "Money", "Money"]


def test_a_heading_above_the_first_question_is_the_introduction():
    report = parse(
        f"# How can we help?\n\n## About us\n\nWe swim.\n\n## {SWIM}\n\n{YES}\n\n"
        f"## {PAY}\n\n{WE_DO}\n"
    )
    assert [item.question for item in report.items][-2:] == [SWIM, PAY]
    assert "About us" not in [item.question for item in report.items]


@pytest.mark.parametrize(
    "closing",
    [
        "Contact us",
        "Key contacts",
        "Useful websites",
        "Further information",
        "Glossary",
        "Where to get help",
        "Sign up for our newsletter",
        "Appendix: the law",
    ],
)
def test_a_closing_heading_is_no_question(closing):
    report = parse(
        f"# Club\n\n## {SWIM}\n\n{YES}\n\n## {PAY}\n\n{WE_DO}\n\n## {closing}\n\nRing.\n"
    )
    assert pairs(report) == [(SWIM, YES), (PAY, WE_DO)]
    assert codes(report) == ["skipped"]


def test_headings_that_ask_inside_an_answer_stay_there():
    report = parse(
        f"# Club\n\n## {SWIM}\n\n{YES}\n\n### What if it rains?\n\nWe swim.\n\n## {PAY}\n\n{WE_DO}"
        f"\n\n## {HOIST}\n\n{ONE}\n\n### Why one only?\n\nIt is enough.\n"
    )
    assert pairs(report) == [
        (SWIM, f"{YES}\n\nWhat if it rains?\n\nWe swim."),
        (PAY, WE_DO),
        (HOIST, f"{ONE}\n\nWhy one only?\n\nIt is enough."),
    ]


def test_headings_that_ask_below_headings_that_ask_are_questions_too():
    report = parse(
        f"# Club\n\n## How does the club work?\n\nSee below.\n\n### {SWIM}\n\n{YES}\n\n### {HOIST}"
        f"\n\n{ONE}\n\n## What does it cost?\n\nNothing.\n\n### {PAY}\n\n{WE_DO}\n"
    )
    assert [item.question for item in report.items][1:3] == [SWIM, HOIST]
    assert len(report.items) == 5


@pytest.mark.parametrize(
    "question",
    ["How do I join the list", "What if it rains", "What do you do", "1.2 Is it warm"],
)
def test_a_bold_question_whose_mark_was_forgotten(question):
    report = parse(
        f"# Club\n\n**{SWIM}**\n\n{YES}\n\n**{question}**\n\nWrite.\n\n**{PAY}**\n\n{WE_DO}\n"
    )
    bare = question.removeprefix("1.2 ")
    assert pairs(report) == [(SWIM, YES), (bare, "Write."), (PAY, WE_DO)]


@pytest.mark.parametrize("words", ["What you can do", "Where we meet", "In the water"])
def test_bold_words_inside_an_answer_are_no_question(words):
    report = parse(
        f"# Club\n\n**{SWIM}**\n\n{YES}\n\n**{words}**\n\nPlay.\n\n**{PAY}**\n\n{WE_DO}\n"
    )
    assert pairs(report) == [(SWIM, f"{YES}\n\n{words}\n\nPlay."), (PAY, WE_DO)]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("My son is in Year 5.", PAY),
        ("The club has been closed for weeks.", "What will you do about it?"),
        ("Will my child keep her place?", "If not, who decides?"),
        ("Will my child keep", "her place in the club?"),
    ],
)
def test_bold_paragraphs_in_a_row_are_one_question(above, below):
    report = parse(
        f"# Club\n\n**{SWIM}**\n\n{YES}\n\n**{above}**\n\n**{below}**\n\n{WE_DO}\n\n**{HOIST}**\n"
        f"\n{ONE}\n"
    )
    assert pairs(report) == [(SWIM, YES), (f"{above} {below}", WE_DO), (HOIST, ONE)]


def test_a_numbered_bold_question_in_two_paragraphs():
    report = parse(
        f"# Club\n\n**1. {SWIM}**\n\n**If not, who decides?**\n\n{YES}\n\n**2. {PAY}**\n\n{WE_DO}\n"
    )
    assert pairs(report) == [(f"{SWIM} If not, who decides?", YES), (PAY, WE_DO)]


def test_bold_words_above_the_first_question_are_the_introduction():
    report = parse(
        f"# Club\n\n**These are your questions.**\n\n**{SWIM}**\n\n{YES}\n\n**{PAY}**\n\n{WE_DO}\n"
    )
    assert pairs(report) == [(SWIM, YES), (PAY, WE_DO)]
    assert report.intro_html == "<p><strong>These are your questions.</strong></p>"


def test_a_list_of_bold_questions_is_not_one_question():
    names = ["Is it warm?", "Is it deep?", "Is it far?", HOIST]
    rows = "\n\n".join(f"**{name}**" for name in names)
    report = parse(f"# Club\n\n**{SWIM}**\n\n{YES}\n\n{rows}\n\n{ONE}\n\n**{PAY}**\n\n{WE_DO}\n")
    assert pairs(report) == [(SWIM, YES), (HOIST, ONE), (PAY, WE_DO)]
    assert codes(report) == ["skipped"] * 3


def test_an_answer_may_end_in_a_question():
    text = f"Club\n\n{SWIM}\n\nYes. Why not come along?\n\n{PAY}\n\n{WE_DO}\n\n{HOIST}\n\n{ONE}\n"
    assert pairs(parse(text, "t.txt")) == [
        (SWIM, "Yes. Why not come along?"),
        (PAY, WE_DO),
        (HOIST, ONE),
    ]


def test_plain_lines_that_ask_among_bold_questions_are_answers():
    report = parse(
        f"# Club\n\n**{SWIM}**\n\nIt depends.\n\nStill unsure?\n\nRing us.\n\n**{PAY}**\n\nWe do."
        f" Why not ask?\n\n**{HOIST}**\n\n{ONE}\n"
    )
    assert pairs(report)[0] == (SWIM, "It depends.\n\nStill unsure?\n\nRing us.")
    assert [item.question for item in report.items] == [SWIM, PAY, HOIST]


def test_a_numbered_bold_question_in_parts():
    report = parse(
        word_file(
            paragraph("Club", style="Heading1"),
            paragraph(bold(SWIM), number=1),
            paragraph(YES),
            paragraph(bold("About the bus:"), number=1),
            paragraph(bold("who pays?"), number=1, depth=1),
            paragraph(bold("who rides?"), number=1, depth=1),
            paragraph("We pay. All ride."),
        ),
        "t.docx",
    )
    assert pairs(report) == [
        (SWIM, YES),
        ("About the bus: who pays? who rides?", "We pay. All ride."),
    ]


@pytest.mark.parametrize(
    "note", ["**You must book by May.**", "*We wrote this in June.*", "**Please bring a towel.**"]
)
def test_words_set_apart_at_the_end_of_an_answer_stay_there(note):
    report = parse(f"# Club\n\n**{SWIM}**\n\n{YES}\n\n{note}\n\n**{PAY}**\n\n{WE_DO}\n")
    assert pairs(report) == [(SWIM, f"{YES}\n\n{note.strip('*')}"), (PAY, WE_DO)]


def test_a_bold_line_with_a_colon_leads_into_a_part_of_an_answer():
    lead = "What is in it:"
    report = parse(
        f"# Club\n\n**{SWIM}**\n\n{YES}\n\n**{lead}**\n\nA hat.\n\n**{PAY}**\n\n{WE_DO}\n"
    )
    assert pairs(report) == [(SWIM, f"{YES}\n\n{lead}\n\nA hat."), (PAY, WE_DO)]


@pytest.mark.parametrize("mark", ["## {}", "**{}**"])
def test_questions_about_what_was_said_and_done_are_questions(mark):
    said, did = "What did families tell us?", "What have we done?"
    parts = [
        "# Questions about our plan",
        *(mark.format(said), "Buses are late."),
        mark.format(did),
    ]
    assert pairs(parse("\n\n".join([*parts, WE_DO]))) == [(said, "Buses are late."), (did, WE_DO)]


def test_a_form_with_lines_to_write_on_is_refused():
    lines = "\n\n".join(f"**{asked}**\n\n\\_\\_\\_\\_\\_\\_" for asked in (SWIM, PAY, HOIST))
    assert parse(f"# Your views\n\n{lines}\n").refused
