"""The title and the year of "You said, we did" documents."""

import pytest

from tests.document_reader.word_files import paragraph, word_file
from tests.surveys.test_parse_you_said import (
    BUS,
    NEW_BUS,
    QUIET,
    ROOM,
    THEMED,
    TWO,
    entries,
    parse,
)

ONE = f"**You said:** {BUS}\n\n**We did:** {NEW_BUS}\n\n"


@pytest.mark.parametrize("title", ["You said - We did SEND 2024", "You said we did in Ford 2024"])
def test_words_between_title_and_year(title):
    report = parse(f"{title}\n\nWe ask each year.\n\nYou said: {BUS}\n\nWe did: {NEW_BUS}\n")
    assert (report.title, report.year) == (title, 2024)
    assert entries(report) == TWO[:1]


@pytest.mark.parametrize(
    "years", ["# You said, we did 23/24", "# You said, we did\n\nMay 2023 to April 2024"]
)
def test_a_year_in_short(years):
    assert parse(f"{years}\n\n{ONE}").year == 2024


def test_notes_for_machines_stay_out():
    page = "---\ntitle: 'You said, we did 2023'\nauthor: Kim\n---\n\n## Travel {#travel .big}\n\n"
    report = parse(f"{page}**You said:** [{BUS}]{{.underline}}\n\n**We did:** {NEW_BUS}\n", "t.md")
    assert (report.title, report.year) == ("You said, we did 2023", 2023)
    assert entries(report) == THEMED[:1]


def test_a_rule_over_the_text_is_no_note():
    report = parse(f"---\nYou said: {BUS}\n\nWe did: {NEW_BUS}\n\n---\n\n# 2024", "t.md")
    assert entries(report) == TWO[:1]


def test_words_title_stands_over_all_headings():
    report = parse(
        word_file(
            paragraph("Yearly report 2024", style="Title"),
            paragraph("Travel", style="Heading1"),
            *(paragraph(f"You said: {BUS}"), paragraph(f"We did: {NEW_BUS}")),
            paragraph("Places", style="Heading1"),
            *(paragraph(f"You said: {QUIET}"), paragraph(f"We did: {ROOM}")),
        ),
        "t.docx",
    )
    assert (report.title, report.year) == ("Yearly report 2024", 2024)
    assert entries(report) == THEMED


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("# You said, we did\n\nThe Children and Families Act 2014 asks us to.", "said 2023-24.md"),
        ("# Breaks in 2024\n\n## You said, we did\n\nSince 2011.", "t.md"),
    ],
)
def test_the_year_of_a_law_is_not_that_of_the_page(opening, name):
    assert parse(f"{opening}\n\n{ONE}", name).year == 2024
