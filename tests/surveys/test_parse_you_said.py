""" "You said, we did" in the layouts that councils use, and in documents that hold none."""

import time

import pytest

from localoffer.document_reader.blocks import plain_paragraph
from localoffer.document_reader.reading import read
from surveys.imports.reading import year_in
from surveys.imports.you_said import NOTHING_FOUND, OTHER_KIND, parse_you_said
from tests.document_reader.word_files import bold, paragraph, table, word_file


def parse(text, name="voices.txt"):
    content = text if isinstance(text, bytes) else text.encode()
    report = parse_you_said(read(content, name))
    report.year = report.year or year_in(name)
    return report


def entries(report):
    assert report.refused is None
    return [(entry.theme, entry.said, entry.did) for entry in report.entries]


def codes(report):
    return [warning.code for warning in report.warnings]


BUS = "The bus is late every day."
NEW_BUS = "We changed the firm that runs it."
QUIET = "We want a quiet room."
ROOM = "There is one in each library now."
TWO = [(None, [BUS], [NEW_BUS]), (None, [QUIET], [ROOM])]
THEMED = [("Travel", [BUS], [NEW_BUS]), ("Places", [QUIET], [ROOM])]

# The layout traps of a real page in other words: opening lines, a glossary pop-up glued into the
# text again and again, a paragraph of progress after the last pair, a closing question, promises.
HUB = (
    "Family HubFamily HubA place in each town where families find help, courses and"
    " somebody to talk to."
)
PAGE = f"""Help for families in Riverside

Plans and reviews - You said, we did - 2023

You said: We would like to know what other families think.

We did: In 2021 and 2022 we asked over 300 families.  What they told us is below.

You said: Nobody told us about the {HUB} in town.

We did: We put up signs to each {HUB} and wrote to every school. Our hope is that more of you will come. The {HUB} in Ford opened in May.

You said: Staff need more training.

We did: We began a course. It is for all staff.

We are continuing to look at answers from 2022 beside those from 2021. We are pleased to report that more families feel heard.

Would you like to know more about reviews?

In 2024 we are hoping to hold a fair at the {HUB} for all. Once we know the day, we will tell you.

We are also hoping to make a short film about reviews.
"""  # noqa: E501


def test_a_page_with_a_flattened_glossary():
    report = parse(PAGE)
    assert report.as_json() == {
        "kind": "you-said-we-did",
        "title": "Plans and reviews - You said, we did - 2023",
        "year": 2023,
        "intro": "Help for families in Riverside\n\nPlans and reviews - You said, we did - 2023",
        "entries": [
            {
                "theme": None,
                "said": ["We would like to know what other families think."],
                "did": ["In 2021 and 2022 we asked over 300 families. What they told us is below."],
                "evidence": [],
            },
            {
                "theme": None,
                "said": ["Nobody told us about the Family Hub in town."],
                "did": [
                    (
                        "We put up signs to each Family Hub and wrote to every school. Our hope"
                        " is that more of"
                        " you will come. The Family Hub in Ford opened in May."
                    )
                ],
                "evidence": [],
            },
            {
                "theme": None,
                "said": ["Staff need more training."],
                "did": ["We began a course. It is for all staff."],
                "evidence": [],
            },
        ],
        "progress": [
            (
                "We are continuing to look at answers from 2022 beside those from 2021."
                " We are pleased to report that more families feel heard."
            )
        ],
        "promises": [
            (
                "In 2024 we are hoping to hold a fair at the Family Hub for all. Once we know the"
                " day, we will tell you."
            ),
            "We are also hoping to make a short film about reviews.",
        ],
        "glossary": [
            {
                "term": "Family Hub",
                "definition": (
                    "A place in each town where families find help, courses and"
                    " somebody to talk to."
                ),
            }
        ],
        "warnings": [
            {
                "code": "flattened-glossary",
                "text": (
                    "The meaning of “Family Hub” was glued into the text. The plain words"
                    " were restored."
                ),
            },
            {
                "code": "unpaired",
                "text": "This belongs to no pair and was kept as progress: “We are continuing"
                " to look at answers"
                " from 2022 beside those from 2021. We are pleased to…”.",
            },
        ],
        "refused": None,
    }
    assert report.intro_html == "<p>Help for families in Riverside</p>"


LAYOUTS = {
    "inline": (
        "t.txt",
        f"You said: {BUS}\n\nWe did: {NEW_BUS}\n\nYou said: {QUIET}\n\nWe did: {ROOM}\n",
    ),
    "lines": ("t.txt", f"You said: {BUS}\nWe did: {NEW_BUS}\nYou said: {QUIET}\nWe did: {ROOM}\n"),
    "one paragraph": (
        "t.txt",
        f"You said: {BUS} We did: {NEW_BUS}\n\nYou said: {QUIET} We did: {ROOM}\n",
    ),
    "dashes": (
        "t.txt",
        f"You said – {BUS}\n\nWe did – {NEW_BUS}\n\nYou said – {QUIET}\n\nWe did – {ROOM}\n",
    ),
    "dots": (
        "t.txt",
        f"You said… {BUS}\n\nWe did… {NEW_BUS}\n\nYou said... {QUIET}\n\nWe did... {ROOM}\n",
    ),
    "capitals": (
        "t.txt",
        f"YOU SAID\n{BUS}\n\nWE DID\n{NEW_BUS}\n\nYOU SAID\n{QUIET}\n\nWE DID\n{ROOM}\n",
    ),
    "numbered": (
        "t.txt",
        f"1. You said: {BUS}\n\nWe did: {NEW_BUS}\n\n2. You said: {QUIET}\n\nWe did: {ROOM}\n",
    ),
    "numbers after": (
        "t.txt",
        f"You said 1: {BUS}\n\nWe did 1: {NEW_BUS}\n\nYou said 2: {QUIET}\n\nWe did 2: {ROOM}\n",
    ),
    "told us, are doing": (
        "t.txt",
        (
            f"You told us: {BUS}\n\nWhat we did: {NEW_BUS}\n\nYou told us: {QUIET}\n\n"
            f"We are doing: {ROOM}\n"
        ),
    ),
    "asked, response": (
        "t.txt",
        (
            f"You asked for: {BUS}\n\nOur response: {NEW_BUS}\n\nFamilies said: {QUIET}\n\n"
            f"What we have done: {ROOM}\n"
        ),
    ),
    "feedback and response": (
        "t.txt",
        f"Feedback: {BUS}\n\nResponse: {NEW_BUS}\n\nFeedback: {QUIET}\n\nResponse: {ROOM}\n",
    ),
    "headings": (
        "t.md",
        (
            f"# You said, we did 2024\n\n## You said\n\n{BUS}\n\n## We did\n\n{NEW_BUS}\n\n"
            f"## You said\n\n{QUIET}\n\n## We did\n\n{ROOM}\n"
        ),
    ),
    "bold labels": (
        "t.md",
        (
            f"**You said:**\n{BUS}\n\n**We did:**\n{NEW_BUS}\n\n**You said:**\n{QUIET}\n\n"
            f"**We did:**\n{ROOM}\n"
        ),
    ),
    "bold without colons": (
        "t.md",
        (
            f"**You said** {BUS}\n\n**We did** {NEW_BUS}\n\n**You said** {QUIET}\n\n"
            f"**We did** {ROOM}\n"
        ),
    ),
    "bullets": (
        "t.md",
        f"- You said: {BUS}\n- We did: {NEW_BUS}\n- You said: {QUIET}\n- We did: {ROOM}\n",
    ),
    "bullets on each side": (
        "t.txt",
        f"You said\n• {BUS}\n\nWe did\n• {NEW_BUS}\n\nYou said\n• {QUIET}\n\nWe did\n• {ROOM}\n",
    ),
    "tabs": ("t.txt", f"You said\tWe did\n{BUS}\t{NEW_BUS}\n{QUIET}\t{ROOM}\n"),
    "table": (
        "t.md",
        f"| You said | We did |\n|---|---|\n| {BUS} | {NEW_BUS} |\n| {QUIET} | {ROOM} |\n",
    ),
    "table, sides changed": (
        "t.md",
        (
            f"| What we did | What you said |\n|---|---|\n| {NEW_BUS} | {BUS} |\n"
            f"| {ROOM} | {QUIET} |\n"
        ),
    ),
    "table without a header": (
        "t.html",
        (
            f"<h1>You said, we did</h1><table><tr><td>{BUS}</td><td>{NEW_BUS}</td></tr><tr><td>"
            f"{QUIET}</td><td>{ROOM}</td></tr></table>"
        ),
    ),
    "table with labels in its cells": (
        "t.html",
        (
            f"<h1>You said, we did</h1><table><tr><td><b>You said:</b> {BUS}</td><td>We did:"
            f" {NEW_BUS}</td></tr>"
            f"<tr><td>You said: {QUIET}</td><td>We did: {ROOM}</td></tr></table>"
        ),
    ),
    "table, one label a row": (
        "t.html",
        (
            f"<table><tr><th>You said</th><td>{BUS}</td></tr><tr><th>We did</th><td>"
            f"{NEW_BUS}</td></tr>"
            f"<tr><th>You said</th><td>{QUIET}</td></tr><tr><th>We did</th><td>{ROOM}</td>"
            f"</tr></table>"
        ),
    ),
    "table, one entry a column": (
        "t.html",
        (
            f"<table><tr><th>You said</th><td>{BUS}</td><td>{QUIET}</td></tr><tr><th>We did</th>"
            f"<td>{NEW_BUS}</td><td>{ROOM}</td></tr></table>"
        ),
    ),
    "web page": (
        "t.html",
        (
            f"<h2>You said</h2><p>{BUS}</p><h2>We did</h2><p>{NEW_BUS}</p><h2>You said</h2><p>"
            f"{QUIET}</p><h2>We did</h2><p>{ROOM}</p>"
        ),
    ),
    "line breaks": (
        "t.html",
        (
            f"<p><b>You said:</b> {BUS}<br><b>We did:</b> {NEW_BUS}</p><p><b>You said:</b><br>"
            f"{QUIET}<br><b>We did:</b><br>{ROOM}</p>"
        ),
    ),
    "Word": (
        "t.docx",
        word_file(
            *[
                paragraph(bold("You "), bold("said: "), said) + paragraph(bold("We did: "), did)
                for _, (said,), (did,) in TWO
            ]
        ),
    ),
    "Word table": (
        "t.docx",
        word_file(table(["You Said", "We Did"], [BUS, NEW_BUS], [QUIET, ROOM])),
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout):
    name, text = LAYOUTS[layout]
    report = parse(text, name)
    assert entries(report) == TWO
    assert (report.progress, report.promises, codes(report)) == ([], [], [])


def test_sentences_that_begin_with_you_told_us():
    report = parse(
        f"You said, we did\n\nYou told us that it is loud.\n\n{ROOM}\n\n"
        f"You said you wait too long.\n\n{NEW_BUS}\n"
    )
    assert entries(report) == [
        (None, ["You told us that it is loud."], [ROOM]),
        (None, ["You said you wait too long."], [NEW_BUS]),
    ]
    report = parse("A letter\n\nYou told us that it is loud.\n\nSo we built a room.\n")
    assert entries(report) == [(None, ["You told us that it is loud."], ["So we built a room."])]
    report = parse(
        f"You said, we did\n\nYou told us that it is loud.\n\nWe did: {ROOM}\n\n"
        f"You said you wait too long.\n\nWe did: {NEW_BUS}\n"
    )
    assert entries(report) == [
        (None, ["You told us that it is loud."], [ROOM]),
        (None, ["You said you wait too long."], [NEW_BUS]),
    ]


THEMES = {
    "headings": (
        "t.md",
        (
            f"# You said, we did\n\n## Travel\n\nYou said: {BUS}\n\nWe did: {NEW_BUS}\n\n"
            f"## Places\n\nYou said: {QUIET}\n\nWe did: {ROOM}\n"
        ),
    ),
    "no title": (
        "t.md",
        (
            f"## Travel\n\nYou said: {BUS}\n\nWe did: {NEW_BUS}\n\n## Places\n\n"
            f"You said: {QUIET}\n\nWe did: {ROOM}\n"
        ),
    ),
    "plain lines": (
        "t.txt",
        (
            f"You said, we did\n\nTravel\n\nYou said: {BUS}\n\nWe did: {NEW_BUS}\n\nPlaces\n\n"
            f"You said: {QUIET}\n\nWe did: {ROOM}\n"
        ),
    ),
    "theme labels": (
        "t.txt",
        (
            f"Theme: Travel\nYou said: {BUS}\nWe did: {NEW_BUS}\n\nTheme: Places\n"
            f"You said: {QUIET}\nWe did: {ROOM}\n"
        ),
    ),
    "feedback about": (
        "t.md",
        (
            f"## Feedback about Travel\n\n{BUS}\n\n## Our answer about Travel\n\n{NEW_BUS}\n\n"
            f"## Feedback about Places\n\n{QUIET}\n\n## Our answer about Places\n\n{ROOM}\n"
        ),
    ),
    "feedback about, with colons": (
        "t.txt",
        (
            f"Feedback about Travel: {BUS}\n\nOur answer about Travel: {NEW_BUS}\n\n"
            f"Feedback about Places: {QUIET}\n\nOur answer about Places: {ROOM}\n"
        ),
    ),
    "all feedback, then all answers": (
        "t.txt",
        (
            f"Feedback about Travel\n{BUS}\n\nFeedback about Places\n{QUIET}\n\n"
            f"Our answer about Travel\n{NEW_BUS}\n\nOur answer about Places\n{ROOM}\n"
        ),
    ),
    "table": (
        "t.md",
        (
            f"| Theme | You said | We did |\n|---|---|---|\n| Travel | {BUS} | {NEW_BUS} |\n"
            f"| Places | {QUIET} | {ROOM} |\n"
        ),
    ),
    "table without a header": (
        "t.html",
        (
            f"<h1>You said, we did</h1><table><tr><td>Travel</td><td>{BUS}</td><td>{NEW_BUS}</td>"
            f"</tr><tr><td>Places</td><td>{QUIET}</td><td>{ROOM}</td></tr></table>"
        ),
    ),
    "tables under headings": (
        "t.html",
        (
            f"<h1>You said, we did</h1><h2>Travel</h2><table><tr><th>You said</th><th>We did</th>"
            f"</tr><tr><td>{BUS}</td><td>{NEW_BUS}</td></tr></table>"
            f"<h2>Places</h2><table><tr><td>{QUIET}</td><td>{ROOM}</td></tr></table>"
        ),
    ),
    "rows across": (
        "t.html",
        (
            f"<table><tr><th>You said</th><th>We did</th></tr><tr><td colspan=2>Travel</td></tr>"
            f"<tr><td>{BUS}</td><td>{NEW_BUS}</td></tr>"
            f"<tr><td colspan=2>Places</td></tr><tr><td>{QUIET}</td><td>{ROOM}</td></tr></table>"
        ),
    ),
    "accordion": (
        "t.html",
        (
            f"<h1>You said, we did</h1><details><summary>Travel</summary><p>You said: {BUS}</p>"
            f"<p>We did: {NEW_BUS}</p></details>"
            f"<details><summary>Places</summary><p>You said: {QUIET}</p><p>We did: {ROOM}</p>"
            f"</details>"
        ),
    ),
}


@pytest.mark.parametrize("layout", THEMES)
def test_themes(layout):
    name, text = THEMES[layout]
    assert entries(parse(text, name)) == THEMED


def test_a_third_column_of_next_steps_holds_promises():
    report = parse(
        (
            f"| You said | We did | Next steps | Status |\n|---|---|---|---|\n"
            f"| {BUS} | {NEW_BUS} | We will ask you again. | Kim |\n"
            f"| {QUIET} | {ROOM} | | Jo |\n"
        ),
        "t.md",
    )
    assert entries(report) == TWO
    assert [passage.text for passage in report.promises] == ["We will ask you again."]
    assert [warning.text for warning in report.warnings] == ["The column “Status” was left out."]


def test_evidence_has_a_column_or_a_label():
    row = (
        f"| You said | We did | Evidence |\n|---|---|---|\n"
        f"| {BUS} | {NEW_BUS} | Survey 2023, 41 answers |\n"
    )
    labelled = f"You said: {BUS}\n\nEvidence: Survey 2023, 41 answers\n\nWe did: {NEW_BUS}\n"
    for text in (row, labelled):
        (entry,) = parse(text, "t.md").entries
        assert (entry.said, entry.did, entry.evidence) == (
            [BUS],
            [NEW_BUS],
            ["Survey 2023, 41 answers"],
        )


def test_many_on_either_side():
    report = parse(
        f"You said\n- {BUS}\n- {QUIET}\n\nWe did\n- {NEW_BUS}\n- {ROOM}\n- We wrote to you.\n",
        "t.md",
    )
    assert entries(report) == [(None, [BUS, QUIET], [NEW_BUS, ROOM, "We wrote to you."])]
    assert (
        report.entries[0].did_html
        == f"<ul><li>{NEW_BUS}</li><li>{ROOM}</li><li>We wrote to you.</li></ul>"
    )


def test_answers_of_several_paragraphs_stay_whole():
    report = parse(
        f"You said: {BUS}\n\nWe did: {NEW_BUS}\n\nIt runs on time.\n\nYou said: {QUIET}\n\n"
        f"We did: {ROOM}\n\nAll are free.\n"
    )
    assert [entry.did for entry in report.entries] == [
        [NEW_BUS, "It runs on time."],
        [ROOM, "All are free."],
    ]


def test_a_closing_list_of_promises():
    report = parse(
        (
            f"# You said, we did 2022-23\n\n## You said\n\n{BUS}\n\n## We did\n\n{NEW_BUS}\n\n"
            f"## What happens next?\n\nIn 2024 we will:\n\n- hold a fair\n- write to you\n"
        ),
        "t.md",
    )
    assert report.year == 2023
    assert [passage.text for passage in report.promises] == ["hold a fair", "write to you"]
    assert entries(report) == TWO[:1]


def test_links_work_and_dead_ones_are_named():
    report = parse(
        (
            f"You said: {BUS}\n\nWe did: See [the times](https://bus.example.org) and [the"
            f" map](#), or <https://a.example.org/x>.\n"
        ),
        "t.md",
    )
    assert report.entries[0].did == ["See the times and the map, or https://a.example.org/x."]
    assert report.entries[0].did_html == (
        '<p>See <a href="https://bus.example.org">the times</a> and the map,'
        ' or <a href="https://a.example.org/x">https://a.example.org/x</a>.</p>'
    )
    assert codes(report) == ["dead-link"]


def test_what_has_no_partner_is_kept_and_named():
    report = parse(f"You said: {BUS}\n\nWe did: {NEW_BUS}\n\nTheme: Places\n\nYou said: {QUIET}\n")
    assert entries(report) == [(None, [BUS], [NEW_BUS]), ("Places", [QUIET], [])]
    assert [(w.code, w.text) for w in report.warnings] == [
        ("unpaired", f"There is no “We did” to this: “{QUIET}”.")
    ]


def test_contact_lines_at_the_end_are_left_out_and_named():
    report = parse(
        (
            f"# You said, we did\n\nYou said: {BUS}\n\nWe did: {NEW_BUS}\n\n## Contact\n\n"
            f"Page last updated today.\n"
        ),
        "t.md",
    )
    assert (report.progress, report.promises) == ([], [])
    assert [w.text for w in report.warnings] == [
        "This was not imported: “Page last updated today.”."
    ]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("You said, we did 2023/24", 2024),
        ("You said, we did: April 2022 to March 2023", 2023),
        ("You said, we did", None),
    ],
)
def test_the_year(title, year):
    assert parse(f"{title}\n\nYou said: {BUS}\n\nWe did: In 2011 we began.\n").year == year


@pytest.mark.parametrize(
    "text",
    [
        "A letter\n\nYou said hello. We did too.\n\nBye.\n",
        f"You said: {BUS}\n\nYou said: {QUIET}\n",
        "# You said, we did\n\nComing soon.\n",
        "| Day | Place |\n|---|---|\n| Monday | Hall |\n",
    ],
)
def test_other_documents_are_refused(text):
    report = parse(text, "t.md")
    assert (report.entries, report.progress, report.promises, report.refused) == (
        [],
        [],
        [],
        NOTHING_FOUND,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Q: Why?\nA: So.\n\nQ: When?\nA: Now.\n",
        "**1. Can I come?**\n\nYes.\n\n**2. Is it free?**\n\nYes.\n",
        "## Why?\n\nSo.\n\n## When?\n\nNow.\n",
    ],
)
def test_questions_are_sent_to_their_own_import(text):
    assert parse(text, "t.md").refused == OTHER_KIND


@pytest.mark.parametrize(
    "text",
    [
        "You said: " * 4_000,
        "You said " * 4_400,
        "We did: " * 5_000,
        "“" * 40_000,
        "Feedback about " * 2_700,
        "ab" * 20_000,
        "a " * 20_000,
        "Aa" * 20_000,
        "A a" * 13_000,
        "You said: a. We did: " * 1_900,
        "we will " * 5_000,
        "parents and " * 3_300,
        "* " * 20_000,
    ],
)
def test_hostile_text_costs_no_more_than_its_length(text):
    began = time.process_time()
    parse_you_said(
        [plain_paragraph("You said: x"), plain_paragraph(text), plain_paragraph("We did: y")]
    )
    assert time.process_time() - began < 1
