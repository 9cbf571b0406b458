"""Which short lines between questions are topics, and which are the end of an answer."""

import pytest

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


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (["Send the form to:", "Fairhaven Town Hall"], "Send the form to:\n\nFairhaven Town Hall"),
        (["Write to us.", "Fairhaven Town Hall"], "Write to us.\n\nFairhaven Town Hall"),
        (["Ask two people.", "**Our helpline**"], "Ask two people.\n\nOur helpline"),
        (
            ["Read this.", "**[Swimming guide](https://fairhaven.example.gov.uk/swim)**"],
            "Read this.\n\nSwimming guide",
        ),
        (
            ["Ring us.", "**Swim team 01632 960123**"],
            "Ring us.\n\nSwim team 01632 960123",
        ),
    ],
)
@pytest.mark.parametrize("mark", ["**{}. {}**", "## {}. {}", "{}. {}"])
def test_a_short_last_line_belongs_to_its_answer(lines, answer, mark):
    parts = ["# Fairhaven forum", mark.format(1, SWIM), *lines, mark.format(2, PAY), WE_DO]
    report = parse("\n\n".join(parts))
    assert pairs(report) == [(SWIM, answer), (PAY, WE_DO)]
    assert topics(report) == [None, None]


def test_a_link_at_the_end_of_an_answer_still_works():
    link = "https://fairhaven.example.gov.uk/swim"
    report = parse(
        f"<h1>FAQs</h1><details><summary>{SWIM}</summary><p>{YES}</p><p><a href='{link}'>Book now"
        f"</a></p></details><details><summary>{PAY}</summary><p>{WE_DO}</p></details>",
        "t.html",
    )
    assert report.items[0].answer_html == f'<p>{YES}</p>\n<p><a href="{link}">Book now</a></p>'
    assert topics(report) == [None, None]


def test_an_address_after_the_title_of_a_text_file():
    text = f"Your questions\n\n1. {SWIM}\n\n{YES}\n\nTown Hall\n\n2. {PAY}\n\n{WE_DO}\n"
    assert pairs(parse(text, "t.txt")) == [(SWIM, f"{YES}\n\nTown Hall"), (PAY, WE_DO)]


@pytest.mark.parametrize(("sport", "travel"), [("**Sport**", "**Travel**"), ("Sport", "Travel")])
def test_lines_that_look_alike_are_topics(sport, travel):
    report = parse(
        f"# Forum\n\n{sport}\n\n1. {SWIM}\n\n{YES}\n\nTo the office:\n\nTown Hall\n\n2. {HOIST}\n"
        f"\n{ONE}\n\n{travel}\n\n3. {PAY}\n\n{WE_DO}\n"
    )
    assert topics(report) == ["Sport", "Sport", "Travel"]
    assert report.items[0].answer == f"{YES}\n\nTo the office:\n\nTown Hall"


def test_the_first_topic_is_not_in_the_introduction():
    report = parse(
        f"# Forum\n\nThank you all.\n\n## 1. Sport\n\n**{SWIM}**\n\n{YES}\n\n## 2. Travel\n\n"
        f"**{PAY}**\n\n{WE_DO}\n"
    )
    assert (report.title, report.intro_html) == ("Forum", "<p>Thank you all.</p>")
    assert topics(report) == ["Sport", "Travel"]
    assert codes(report) == []


@pytest.mark.parametrize("numbers", [("1", "2"), ("1.1", "1.2"), ("4.1.2", "4.1.3")])
@pytest.mark.parametrize("mark", ["{} {}", "**{} {}**", "## {} {}"])
def test_a_number_without_a_full_stop_is_no_word_of_the_question(numbers, mark):
    one, two = numbers
    report = parse(
        f"# Forum\n\n{mark.format(one, SWIM)}\n\n{YES}\n\n{mark.format(two, PAY)}\n\n{WE_DO}\n"
    )
    assert pairs(report) == [(SWIM, YES), (PAY, WE_DO)]


@pytest.mark.parametrize("line", ["16 Year olds pay. Is that fair?", "3 Boys came. Why not you?"])
def test_a_number_that_begins_a_sentence_is_a_word(line):
    report = parse(
        f"1. {SWIM}\n\n{YES}\n\n2. {PAY}\n\nIt depends.\n\n{line}\n\n3. {HOIST}\n\n{ONE}\n"
    )
    assert pairs(report) == [(SWIM, YES), (PAY, f"It depends.\n\n{line}"), (HOIST, ONE)]


def test_a_number_that_begins_a_question_in_a_table_is_a_word():
    ages = "16 Year olds: what happens to them?"
    report = parse(f"| Question | Answer |\n|---|---|\n| {ages} | {YES} |\n| {PAY} | {WE_DO} |\n")
    assert pairs(report) == [(ages, YES), (PAY, WE_DO)]


@pytest.mark.parametrize("end", ["Ring 01632 960 300", "E-mail swim@fairhaven.example.gov.uk"])
@pytest.mark.parametrize("colon", ["", ":"])
def test_a_plain_topic_behind_a_way_to_reach_us(end, colon):
    text = (
        f"Your questions\n\nSport{colon}\n\n{SWIM}\n\n{end}\n\nTravel{colon}\n\n{PAY}\n\n{WE_DO}\n"
    )
    report = parse(text, "t.txt")
    assert pairs(report) == [(SWIM, end), (PAY, WE_DO)]
    assert topics(report) == ["Sport", "Travel"]


def test_a_topic_with_a_sentence_about_it_is_no_question():
    about = "This part is about buses."
    sport = f"# Club FAQs\n\n## Sport\n\n### {SWIM}\n\n{YES}\n\n"
    report = parse(f"{sport}### Travel\n\n{about}\n\n### {PAY}\n\n{WE_DO}\n")
    assert pairs(report) == [(SWIM, YES), (PAY, WE_DO)]
    assert topics(report) == ["Sport", "Travel"]


def test_ages_are_part_of_a_topic():
    young = f"## 0 – 4 years\n\n### {SWIM}\n\n{YES}\n\n"
    report = parse(f"# FAQs\n\n{young}## 5 - 11 years\n\n### {PAY}\n\n{WE_DO}\n")
    assert topics(report) == ["0 – 4 years", "5 - 11 years"]
