"""Labels such as "Q:" and "Parents:": where they begin a question, and where they are words."""

import pytest

from graduated_response.imports.questions import NOTHING_FOUND
from tests.graduated_response.parsed_documents import (
    PAY,
    SWIM,
    WE_DO,
    YES,
    codes,
    pairs,
    parse,
    topics,
)

LINES = "Parents: ring the club.\n\nSchools: write to us.\n\nCouncil: look in the diary."


@pytest.mark.parametrize(
    ("question", "answer"),
    [("Q1. {}", "A. {}"), ("**{}**", "{}"), ("## {}", "{}"), ("Q: {}", "A: {}"), ("{}", "A: {}")],
)
@pytest.mark.parametrize("lines", [LINES, "Parents: ring the club.", "Council: look it up."])
def test_names_of_speakers_inside_answers_are_words(question, answer, lines):
    report = parse(
        f"# Club\n\n{question.format(SWIM)}\n\n{answer.format(YES)}\n\n{lines}\n\n"
        f"{question.format(PAY)}\n\n{answer.format(WE_DO)}\n\n{lines}\n"
    )
    assert pairs(report) == [(SWIM, f"{YES}\n\n{lines}"), (PAY, f"{WE_DO}\n\n{lines}")]


@pytest.mark.parametrize(("asks", "says"), [("Parent", "Council"), ("Carer", "The service")])
def test_names_of_speakers_who_take_turns(asks, says):
    report = parse(
        f"# Club\n\n{asks}: {SWIM}\n\n{says}: {YES}\n\n{asks}: The pool is cold.\n\n"
        f"{says}: It is warm now.\n"
    )
    assert pairs(report) == [(SWIM, YES), ("The pool is cold.", "It is warm now.")]
    assert codes(report) == ["not-a-question"]


def test_remarks_and_replies_without_any_question():
    talk = [("The pool is cold.", "It is warm now."), ("The bus is late.", "We are sorry.")]
    report = parse("".join(f"Parent: {one}\n\nCouncil: {two}\n\n" for one, two in talk))
    assert pairs(report) == talk


def test_advice_to_several_readers_holds_no_questions():
    assert parse(f"# Swimming\n\nWe meet on Mondays.\n\n{LINES}\n").refused == NOTHING_FOUND


ONE_LINE = [
    f"Q: {SWIM} A: {YES}\n\nQ: {PAY} A: {WE_DO}\n",
    f"Q. {SWIM} A. {YES}\n\nQ. {PAY} A. {WE_DO}\n",
    f"**Q1: {SWIM}** A1: {YES}\n\n**Q2: {PAY}** A2: {WE_DO}\n",
    f"Question: {SWIM} Answer: {YES}\n\nQuestion: {PAY} Answer: {WE_DO}\n",
    f"Parent: {SWIM} Council: {YES}\n\nParent: {PAY} Council: {WE_DO}\n",
    f"Q: {SWIM} A: {YES} Q: {PAY} A: {WE_DO}\n",
]


@pytest.mark.parametrize("text", ONE_LINE)
def test_question_and_answer_in_one_line(text):
    assert pairs(parse(text)) == [(SWIM, YES), (PAY, WE_DO)]


def test_a_statement_and_its_answer_in_one_line():
    report = parse(f"Q: The pool is cold. A: It is warm now.\n\nQ: {PAY} A: {WE_DO}\n")
    assert pairs(report) == [("The pool is cold.", "It is warm now."), (PAY, WE_DO)]


def test_the_answer_goes_on_below_the_line():
    report = parse(f"Q: {SWIM} A: Bring:\n\n- a towel\n- a hat\n\nQ: {PAY} A: Plan A. is ours.\n")
    assert pairs(report) == [(SWIM, "Bring:\n\n- a towel\n- a hat"), (PAY, "Plan A. is ours.")]


def test_letters_in_sentences_are_no_labels():
    report = parse(f"Q: We took plan A. It failed. {SWIM}\n\nA: {YES}\n\nQ: {PAY}\n\nA: {WE_DO}\n")
    assert pairs(report) == [(f"We took plan A. It failed. {SWIM}", YES), (PAY, WE_DO)]


def test_answers_of_several_services():
    report = parse(
        f"Q1. {SWIM}\n\nA (Health): {YES}\n\nA (Education): Ask school.\n\nQ2. {PAY}\n\n"
        f"A (Education): {WE_DO}\n"
    )
    assert pairs(report) == [
        (SWIM, f"(Health): {YES}\n\n(Education): Ask school."),
        (PAY, f"(Education): {WE_DO}"),
    ]


def test_a_heading_that_is_a_labelled_answer_is_no_topic():
    report = parse(f"## Q1. {SWIM}\n\n### A. {YES}\n\n## Q2. {PAY}\n\n### A. {WE_DO}\n")
    assert pairs(report) == [(SWIM, YES), (PAY, WE_DO)]
    assert topics(report) == [None, None]


def test_a_heading_that_asks_without_an_answer_is_named():
    report = parse(f"# Club\n\n## {SWIM}\n\n{YES}\n\n## {PAY}\n\n{WE_DO}\n\n## How do I join\n")
    assert pairs(report) == [(SWIM, YES), (PAY, WE_DO)]
    assert codes(report) == ["skipped"]
