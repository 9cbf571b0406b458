""" "You said, we did" in freer words, with the slips of real pages around it."""

import time

import pytest

from localoffer.document_reader.blocks import plain_paragraph
from surveys.imports.you_said import NOTHING_FOUND, OTHER_KIND, parse_you_said
from tests.surveys.test_parse_you_said import (
    BUS,
    NEW_BUS,
    QUIET,
    ROOM,
    THEMED,
    TWO,
    codes,
    entries,
    parse,
)

TITLE = "# You said, we did 2024\n\n"
ONE = f"**You said:** {BUS}\n\n**We did:** {NEW_BUS}\n\n"
NEXT = f"**You said:** {QUIET}\n\n**We did:** {ROOM}\n\n"


@pytest.mark.parametrize(
    ("said", "did"),
    [
        ("What you told us", "What we have done so far"),
        ("What did you tell us?", "What have we done?"),
        ("What families told us", "What we did next"),
        ("Your feedback", "Actions taken so far"),
        ("You said", "What we changed this year"),
    ],
)
def test_sides_in_other_words(said, did):
    report = parse(f"{TITLE}## {said}\n\n{BUS}\n\n## {did}\n\n{NEW_BUS}\n")
    assert entries(report) == [(None, [BUS], [NEW_BUS])]


@pytest.mark.parametrize(
    "heading",
    [
        "We are going to",
        "What we will do next year",
        "What will we do next?",
        "Next year we will",
        "In 2025 we will",
        "Our priorities for 2025",
    ],
)
def test_promises_under_other_words(heading):
    contents = f"Contents\n\n{heading} 2\n\nWe ask you each year.\n\n"
    report = parse(f"{TITLE}{contents}{ONE}## {heading}\n\n- Build a ramp.\n- Print the times.\n")
    assert entries(report) == TWO[:1]
    assert [p.text for p in report.promises] == ["Build a ramp.", "Print the times."]
    assert "We ask you each year." in report.intro


@pytest.mark.parametrize(
    ("first", "second"), [("1. Travel", "2. Places"), ("## 1. Travel", "## 2. Places")]
)
def test_numbered_lines_over_entries_are_themes(first, second):
    assert entries(parse(f"{TITLE}{first}\n\n{ONE}{second}\n\n{NEXT}")) == THEMED


def test_a_numbered_list_stays_in_its_answer():
    steps = "1. A new firm\n2. A new bus\n\n"
    report = parse(f"{TITLE}**You said:** {BUS}\n\n**We did:**\n\n{steps}{NEXT}")
    assert entries(report) == [(None, [BUS], ["A new firm", "A new bus"]), TWO[1]]


@pytest.mark.parametrize(
    "end", ["[See the times](https://bus.example.org/)", "Ring the bus office"]
)
def test_the_last_line_of_an_answer_is_no_theme(end):
    page = f"{TITLE}## Travel\n\n{ONE}{end}\n\n{NEXT}## Places\n\n{NEXT}"
    words = end.partition("](")[0].lstrip("[")
    travel = [("Travel", [BUS], [NEW_BUS, words]), ("Travel", [QUIET], [ROOM])]
    assert entries(parse(page)) == [*travel, ("Places", [QUIET], [ROOM])]


@pytest.mark.parametrize(
    "line", ["Riverside Parents' Group", "## Introduction", "## Background\n\nWe ask each year."]
)
def test_words_over_all_entries_that_are_no_theme(line):
    assert entries(parse(f"{TITLE}{line}\n\n{ONE}{NEXT}")) == TWO


def test_we_asked_is_no_theme():
    page = f"# Our plan 2024\n\n## We asked\n\nWe asked you.\n\n## You said\n\n{BUS}\n\n"
    report = parse(f"{page}## We did\n\n{NEW_BUS}")
    assert entries(report) == [(None, [BUS], [NEW_BUS])]
    assert "We asked you." in report.intro


def test_a_name_below_kind_regards_stays_out():
    report = parse(f"{TITLE}{ONE}Kind regards,\n\nSam Poole\n\nSenior officer\n")
    assert entries(report) == TWO[:1]
    assert report.progress == []
    assert codes(report) == ["skipped"] * 3


def test_what_families_say_of_the_answer_stays_with_it():
    quote = "Parents said: “It comes on time.”"
    report = parse(f"{TITLE}{ONE}{quote}\n\n{NEXT}")
    assert entries(report) == [(None, [BUS], [NEW_BUS, quote]), TWO[1]]


def test_families_words_in_quotation_marks_alone():
    page = f"{TITLE}> “{BUS}”\n\n**We did:** {NEW_BUS}\n\n> “{QUIET}”\n\n**We did:** {ROOM}\n"
    assert entries(parse(page)) == [
        (None, [f"“{BUS}”"], [NEW_BUS]),
        (None, [f"“{QUIET}”"], [ROOM]),
    ]


def test_thanks_are_no_promise():
    page = f"{TITLE}{ONE}**Looking ahead**\n\nWe will mend it.\n\n**Thank you**\n\nThank you all.\n"
    assert [promise.text for promise in parse(page).promises] == ["We will mend it."]


def test_advice_stays_in_its_answer():
    advice = "If you have a problem with a bus, ring the office."
    assert entries(parse(f"{TITLE}{ONE}{advice}\n"))[0][2] == [NEW_BUS, advice]


def test_links_of_the_page_stay_out():
    page = (
        f"<h1>You said, we did 2024</h1><p>You said: {BUS}</p><p>We did: {NEW_BUS}</p>"
        '<p><a href="#top">Back to top</a></p><h2>Related pages</h2>'
        '<ul><li><a href="https://a.example.org/">Our plan</a></li></ul>'
    )
    report = parse(page, "t.html")
    assert entries(report) == TWO[:1]
    assert report.progress == []
    assert codes(report) == ["skipped", "skipped"]


def test_bullets_that_somebody_typed_are_items():
    page = f"<h1>You said, we did 2024</h1><h2>You said</h2><p>· {BUS}</p><h2>We did</h2>"
    report = parse(f"{page}<p>• {NEW_BUS}</p><p>o {ROOM}</p>", "t.html")
    assert entries(report) == [(None, [BUS], [NEW_BUS, ROOM])]
    assert report.entries[0].did_html == f"<ul><li>{NEW_BUS}</li><li>{ROOM}</li></ul>"


@pytest.mark.parametrize(
    "text",
    [
        "# Minutes of the board, 3 June 2024\n\n| Issue | Action |\n|-|-|\n| Bus | Ring |",
        "# Action log 2024\n\nIssues: The bus is late.\n\nAction: Ring the firm.\n",
    ],
)
def test_other_papers_with_issues_and_actions(text):
    assert parse(text, "t.md").refused == NOTHING_FOUND


def test_you_asked_with_questions_is_the_other_kind():
    text = "You asked: How long does it take?\nOur answer: A week.\n\nYou asked: Who pays?\n"
    text = f"You asked, we answered 2024\n\n{text}Our answer: We do.\n"
    assert parse(text).refused == OTHER_KIND


def test_questions_of_children_after_you_said():
    page = (
        "# What children asked 2024\n\nYou said: Can we have more swings?\n\nOur response: Yes.\n\n"
    )
    report = parse(
        f"{page}You said: Why is it so loud?\n\nOur response: We will mend it.\n", "t.md"
    )
    assert [entry.said for entry in report.entries] == [
        ["Can we have more swings?"],
        ["Why is it so loud?"],
    ]


@pytest.mark.parametrize("title", ["Action plan: you said we did 2024", "Feedback action log 2024"])
def test_an_action_plan_with_what_families_said(title):
    report = parse(f"# {title}\n\n| Issue | Action taken |\n|-|-|\n| {BUS} | {NEW_BUS} |", "t.md")
    assert entries(report) == TWO[:1]


def test_short_answers_below_their_label_are_no_themes():
    text = "You said\n\nToo loud\n\nWe did\n\nQuiet area added\n\nMore rugs laid\n\nYou said\n\n"
    text = (
        f"You said, we did 2024\n\n{text}No signs\n\nWe did\n\nNew signs\n\nYou said\n\n{BUS}\n\n"
    )
    assert entries(parse(f"{text}We did\n\n{NEW_BUS}\n")) == [
        (None, ["Too loud"], ["Quiet area added", "More rugs laid"]),
        (None, ["No signs"], ["New signs"]),
        TWO[0],
    ]


def test_what_happens_next_over_all_entries_is_an_introduction():
    page = f"{TITLE}## What happens next\n\nRead the pairs below.\n\n- Each has a date.\n\n{ONE}"
    report = parse(page)
    assert report.promises == []
    assert "Each has a date." in report.intro


def test_promises_go_on_behind_thanks():
    steps = "Thank you for your help.\n\n- Build a ramp.\n- If you would like to help, ring us.\n"
    report = parse(f"{TITLE}{ONE}## Next steps\n\n- Print the times.\n\n{steps}")
    assert [promise.text for promise in report.promises] == [
        "Print the times.",
        "Build a ramp.",
        "If you would like to help, ring us.",
    ]


def test_thanks_are_no_signature():
    report = parse(f"{TITLE}{ONE}## Thank you\n\nWe will ask again in spring.\n")
    assert [promise.text for promise in report.promises] == ["We will ask again in spring."]


@pytest.mark.parametrize("who", ["Parent carers told us:", "Parent-carers said:"])
def test_parent_carers_say_something(who):
    assert entries(parse(f"{TITLE}{who} {BUS}\n\nWe did: {NEW_BUS}\n")) == TWO[:1]


def test_a_numbered_theme_behind_a_list():
    page = f"1. Travel\n\nYou said: {BUS}\n\nWe did:\n\n- {NEW_BUS}\n- {ROOM}\n\n2. Places\n\n"
    report = parse(f"You said, we did 2024\n\n{page}You said: {QUIET}\n\nWe did: {ROOM}\n")
    assert entries(report) == [("Travel", [BUS], [NEW_BUS, ROOM]), THEMED[1]]


@pytest.mark.parametrize("theme", ["Getting a job (16-25)", "Key Stage 4", "Ages 5 to 11"])
def test_themes_with_ages(theme):
    text = f"Travel\n\nYou said: {BUS}\n\nWe did: {NEW_BUS}\n\n{theme}\n\nYou said: {QUIET}\n\n"
    report = parse(f"You said, we did 2024\n\n{text}We did: {ROOM}\n")
    assert entries(report) == [THEMED[0], (theme, [QUIET], [ROOM])]


def test_we_asked_stands_below_a_theme():
    page = "## Travel\n\n### We asked\n\nWe asked you.\n\n### You said\n\n"
    report = parse(f"# Our plan 2024\n\n{page}{BUS}\n\n### We did\n\n{NEW_BUS}\n")
    assert entries(report) == THEMED[:1]


def test_many_short_lines_cost_no_more_than_their_number():
    texts = ["Travel", "You said: a", "We did: b", "A line", "Is it?"] * 4_000
    began = time.process_time()
    parse_you_said([plain_paragraph(text) for text in texts])
    # 20,000 lines looked at anew for each of them take minutes.
    assert time.process_time() - began < 20
