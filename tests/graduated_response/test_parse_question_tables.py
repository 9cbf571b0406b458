"""Tables with more than a question and an answer in each row."""

import pytest

from tests.document_reader.word_files import table, word_file
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

BOTH = [(SWIM, YES), (PAY, WE_DO)]


def grid(*rows):
    lines = ["".join(cell if "<td" in cell else f"<td>{cell}</td>" for cell in row) for row in rows]
    return f"<table><tr>{'</tr><tr>'.join(lines)}</tr></table>"


def lost(report):
    return [warning.text for warning in report.warnings if "column" in warning.text]


@pytest.mark.parametrize(
    "name", ["Answered by", "Asked by", "Date", "Response date", "Who", "Date asked"]
)
@pytest.mark.parametrize("place", [0, 2])
def test_a_column_that_fits_nowhere_is_named(name, place):
    rows = [["Question", "Answer"], [SWIM, YES], [PAY, WE_DO]]
    for row, words in zip(rows, [name, "The pool team", "May 2024"], strict=True):
        row.insert(place, words)
    report = parse(grid(*rows), "t.html")
    assert pairs(report) == BOTH
    assert lost(report) == [f"This column was not imported: “{name}”."]
    assert codes(report) == ["skipped"]


def test_a_column_without_a_header_is_named_by_its_words():
    report = parse(grid([SWIM, YES, "Sue"], [PAY, WE_DO, "Tom"]), "t.html")
    assert pairs(report) == BOTH
    assert lost(report) == ["This column was not imported: “Sue”."]


@pytest.mark.parametrize(
    "name", ["Update May 2024", "Further information", "Next steps", "Notes", "School's answer"]
)
def test_a_column_right_of_the_answer_goes_on_with_it(name):
    report = parse(
        grid(["Question", "Answer", name], [SWIM, YES, "Full now."], [PAY, WE_DO, ""]), "t.html"
    )
    assert pairs(report) == [(SWIM, f"{YES}\n\n{name}: Full now."), (PAY, WE_DO)]
    assert report.items[0].answer_html == (
        f"<p>{YES}</p>\n<p><strong>{name}:</strong> Full now.</p>"
    )
    assert codes(report) == []


def test_a_question_merged_over_several_answers():
    report = parse(
        grid(
            ["Question", "Service", "Answer"],
            [f"<td rowspan=2>{SWIM}</td>", "Health", YES],
            ["Schools", YES],
            [PAY, "Travel", WE_DO],
        ),
        "t.html",
    )
    assert pairs(report) == [
        (SWIM, f"Health: {YES}\n\nSchools: {YES}"),
        (PAY, f"Travel: {WE_DO}"),
    ]
    assert codes(report) == []


def test_an_answer_merged_with_its_question_is_said_once():
    report = parse(
        grid(
            ["Question", "Answer", "Update"],
            [f"<td rowspan=2>{SWIM}</td>", f"<td rowspan=2>{YES}</td>", "Full."],
            ["Open again."],
            [PAY, WE_DO, "None."],
        ),
        "t.html",
    )
    assert pairs(report)[0] == (SWIM, f"{YES}\n\nUpdate: Full.\n\nUpdate: Open again.")


def test_a_row_without_a_question_goes_on_with_the_answer_above():
    report = parse(
        grid(["Question", "Answer"], ["", "Hello."], [SWIM, YES], ["", "Bring a hat."], BOTH[1]),
        "t.html",
    )
    assert pairs(report) == [(SWIM, f"{YES}\n\nBring a hat."), (PAY, WE_DO)]
    assert codes(report) == ["skipped"]


def test_equal_questions_with_their_own_numbers_stay_apart():
    report = parse(
        grid(["No.", "Question", "Answer"], ["1", SWIM, YES], ["2", SWIM, WE_DO]), "t.html"
    )
    assert pairs(report) == [(SWIM, YES), (SWIM, WE_DO)]


def test_a_title_above_the_header_of_a_table():
    report = parse(
        grid(["<td colspan=2>Pool talk, 3 May 2024</td>"], ["Question", "Answer"], *BOTH),
        "t.html",
    )
    assert pairs(report) == BOTH
    assert (report.title, report.date.isoformat()) == ("Pool talk, 3 May 2024", "2024-05-03")


def test_titles_above_the_headers_of_later_tables_are_topics():
    tables = [
        grid([f"<td colspan=2>{name}</td>"], ["Question", "Answer"], pair)
        for name, pair in zip(("Sport", "Travel"), BOTH, strict=True)
    ]
    report = parse(f"<h1>Forum</h1><p>Thank you.</p>{''.join(tables)}", "t.html")
    assert pairs(report) == BOTH
    assert topics(report) == ["Sport", "Travel"]
    assert report.intro_html == "<p>Thank you.</p>"


def test_words_below_a_table_are_not_lost_in_silence():
    report = parse(grid(["Question", "Answer"], *BOTH) + "<p>Ring us.</p>", "t.html")
    assert pairs(report) == BOTH
    assert codes(report) == ["skipped"]


def wide(text):
    return [f"<td colspan=2>{text}</td>"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Q", SWIM], ["A", YES], ["Q", PAY], ["A", WE_DO]],
        [wide(f"<b>{SWIM}</b>"), wide(YES), wide(f"<b>{PAY}</b>"), wide(WE_DO)],
        [
            ["No.", "Question and answer"],
            ["1", f"<b>{SWIM}</b><p>{YES}</p>"],
            ["2", f"<b>{PAY}</b><p>{WE_DO}</p>"],
        ],
    ],
)
def test_tables_that_only_frame_their_text(rows):
    assert pairs(parse(f"<h1>Club</h1>{grid(*rows)}", "t.html")) == BOTH


def test_a_word_table_with_more_columns():
    rows = [["Date", "Question", "Answer", "Next steps"], ["May", SWIM, YES, "Book."]]
    report = parse(word_file(table(*rows)), "t.docx")
    assert pairs(report) == [(SWIM, f"{YES}\n\nNext steps: Book.")]
    assert lost(report) == ["This column was not imported: “Date”."]


def test_you_asked_above_questions_is_no_you_said_we_did():
    assert pairs(parse(grid(["You asked", "Our response"], *BOTH), "t.html")) == BOTH


@pytest.mark.parametrize(("asked", "said"), [("You asked", "We said"), ("Question", "Answer")])
def test_a_header_that_comes_again_is_no_question(asked, said):
    rows = [(asked, said), (SWIM, YES), ('<td colspan="2">Travel</td>',), (asked, said)]
    report = parse(grid(*rows, (PAY, WE_DO)), "t.html")
    assert pairs(report) == BOTH
    assert topics(report) == [None, "Travel"]
