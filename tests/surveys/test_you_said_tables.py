"""Tables of "You said, we did" as officers fill them: cells left empty, titles across, columns of
their own.
"""

import pytest

from tests.surveys.test_parse_you_said import BUS, NEW_BUS, QUIET, ROOM, codes, entries, parse

TITLE = "# You said, we did 2024\n\n"
HEAD = "| You said | We did |\n|---|---|\n"
HEADER = "<tr><th>You said</th><th>We did</th></tr>"
SIGNS = "We put up signs."
PAIR = (None, [BUS], [NEW_BUS])
OTHER = (None, [QUIET], [ROOM])


def html(*rows, header=HEADER):
    return f"<h1>You said, we did 2024</h1><table>{header}{''.join(rows)}</table>"


def across(text):
    return f'<tr><td colspan="2">{text}</td></tr>'


def pair(said, did):
    return f"<tr><td>{said}</td><td>{did}</td></tr>"


@pytest.mark.parametrize("said", ["We want a warm pool.", "We want a warm pool", "My son needs it"])
def test_something_said_without_an_answer_is_no_theme(said):
    report = parse(f"{TITLE}{HEAD}| {BUS} | {NEW_BUS} |\n| {said} | |\n| {QUIET} | {ROOM} |\n")
    assert entries(report) == [PAIR, (None, [said], []), OTHER]
    assert codes(report) == ["unpaired"]


@pytest.mark.parametrize("again", ["", HEADER])
def test_a_theme_across_stands_over_its_rows(again):
    """Also over the header, which then comes again under each theme."""
    rows = [HEADER, across("1. Travel")] if not again else [across("1. Travel"), HEADER]
    rows += [pair(BUS, NEW_BUS), across("Places"), again, pair(QUIET, ROOM)]
    report = parse(html(*rows, header=""), "t.html")
    assert entries(report) == [("Travel", [BUS], [NEW_BUS]), ("Places", [QUIET], [ROOM])]


def test_a_title_across_names_the_year():
    title = across("You said, we did: spring 2023")
    page = f"<table>{title}<tr><th>You said</th><th>We did</th></tr>{pair(BUS, NEW_BUS)}</table>"
    report = parse(page, "t.html")
    assert (report.title, report.year) == ("You said, we did: spring 2023", 2023)
    assert entries(report) == [PAIR]


def test_a_last_row_across_is_kept():
    report = parse(html(pair(BUS, NEW_BUS), across("We will open a park in May.")), "t.html")
    assert entries(report) == [PAIR]
    assert [promise.text for promise in report.promises] == ["We will open a park in May."]


def test_a_theme_over_nothing_is_named():
    page = html(across("Travel"), across("Places"), pair(QUIET, ROOM), across("Food"))
    report = parse(page, "t.html")
    assert entries(report) == [("Places", [QUIET], [ROOM])]
    assert "“Travel” stands over no entry and was left out." in [w.text for w in report.warnings]
    assert [passage.text for passage in report.progress] == ["Food"]


@pytest.mark.parametrize("said", [f'<td rowspan="2">{BUS}</td>', None])
def test_two_answers_beside_one_cell_are_one_entry(said):
    first = f"<tr>{said or f'<td>{BUS}</td>'}<td>{NEW_BUS}</td></tr>"
    second = f"<tr><td>{SIGNS}</td></tr>" if said else pair("", SIGNS)
    report = parse(html(first, second, pair(QUIET, ROOM)), "t.html")
    assert entries(report) == [(None, [BUS], [NEW_BUS, SIGNS]), OTHER]


def test_one_answer_beside_two_cells_is_given_to_both():
    first = f'<tr><td>{BUS}</td><td rowspan="2">{NEW_BUS}</td></tr>'
    report = parse(html(first, f"<tr><td>{QUIET}</td></tr>"), "t.html")
    assert entries(report) == [PAIR, (None, [QUIET], [NEW_BUS])]


@pytest.mark.parametrize(
    ("columns", "cells", "entry", "evidence"),
    [
        ("Issue | You said | We did", f"Travel | {BUS} | {NEW_BUS}", "Travel", []),
        ("Theme/issue | You said | We did", f"Travel | {BUS} | {NEW_BUS}", "Travel", []),
        ("Where we heard it | You said | We did", f"At a fair | {BUS} | {NEW_BUS}", None, 1),
        ("We asked | You said | We did", f"How is it? | {BUS} | {NEW_BUS}", None, 1),
        ("You said (by letter, May 2024) | We did", f"{BUS} | {NEW_BUS}", None, []),
    ],
)
def test_columns_beside_the_two_sides(columns, cells, entry, evidence):
    line = "|---" * (columns.count("|") + 1)
    report = parse(f"{TITLE}| {columns} |\n{line}|\n| {cells} |\n")
    assert entries(report) == [(entry, [BUS], [NEW_BUS])]
    expected = [cells.split(" | ")[0]] if evidence else []
    assert report.entries[0].evidence == expected


@pytest.mark.parametrize("name", ["Comments", "Impact", "What difference has it made?"])
def test_columns_that_go_on_with_the_answer(name):
    report = parse(f"{TITLE}| You said | We did | {name} |\n|-|-|-|\n| {BUS} | {NEW_BUS} | Well. |")
    assert entries(report) == [(None, [BUS], [NEW_BUS, "Well."])]


@pytest.mark.parametrize("name", ["Action owner", "Status", "How many people said this", "By when"])
def test_columns_for_staff_are_left_out_by_name(name):
    report = parse(f"{TITLE}| You said | We did | {name} |\n|-|-|-|\n| {BUS} | {NEW_BUS} | Kim |")
    assert entries(report) == [PAIR]
    assert [w.text for w in report.warnings] == [f"The column “{name}” was left out."]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["You said\tWe did\tNext steps", f"{BUS}\t{NEW_BUS}\t", f"{QUIET}\t{ROOM}\t"], 0),
        (["You said\tWe did\tNext steps", f"{BUS}\t{NEW_BUS}", f"{QUIET}\t{ROOM}"], 0),
        (["Theme\tYou said\tWe did", f"Bus\t{BUS}\t{NEW_BUS}", f"\t{QUIET}\t{ROOM}"], "Bus"),
    ],
)
def test_copied_cells_may_be_empty(lines, expected):
    report = parse("You said, we did 2024\n\n" + "\n".join(lines))
    theme = expected or None
    assert entries(report) == [(theme, [BUS], [NEW_BUS]), (theme, [QUIET], [ROOM])]


@pytest.mark.parametrize(
    ("columns", "did", "promises"),
    [
        ("You said | Actions to date | Next steps", [NEW_BUS], [SIGNS]),
        ("You said | We did | Further actions", [NEW_BUS], [SIGNS]),
        ("You said | Council response | Health response", [NEW_BUS, SIGNS], []),
        ("You said | We did | Progress to date", [NEW_BUS, SIGNS], []),
        ("You told us… | So we… | We will…", [NEW_BUS], [SIGNS]),
        ("You said | We did | Progress on next steps", [NEW_BUS], [SIGNS]),
    ],
)
def test_three_columns(columns, did, promises):
    report = parse(f"{TITLE}| {columns} |\n|-|-|-|\n| {BUS} | {NEW_BUS} | {SIGNS} |")
    assert entries(report) == [(None, [BUS], did)]
    assert [promise.text for promise in report.promises] == promises
    assert codes(report) == []


def test_the_side_of_families_may_come_last():
    report = parse(f"{TITLE}| What we did | Comments |\n|-|-|\n| {NEW_BUS} | {BUS} |")
    assert entries(report) == [PAIR]


def test_two_groups_who_said_something():
    page = f"{TITLE}| Parent carers said | Young people said | We did |\n|-|-|-|\n"
    report = parse(f"{page}| {BUS} | {QUIET} | {NEW_BUS} |")
    assert entries(report) == [(None, [BUS, QUIET], [NEW_BUS])]


def test_themes_in_the_words_of_children():
    rows = [across("I am well"), pair(BUS, NEW_BUS), across("My place"), pair(QUIET, ROOM)]
    report = parse(html(*rows), "t.html")
    assert entries(report) == [("I am well", [BUS], [NEW_BUS]), ("My place", [QUIET], [ROOM])]


def test_something_short_without_an_answer_is_no_theme():
    report = parse(
        html(pair(BUS, NEW_BUS), pair("Better parking", ""), pair(QUIET, ROOM)), "t.html"
    )
    assert entries(report) == [PAIR, (None, ["Better parking"], []), OTHER]


def test_a_header_in_words_we_do_not_know_is_no_entry():
    report = parse(f"{TITLE}| Your letters | Our work |\n|---|---|\n| {BUS} | {NEW_BUS} |")
    assert entries(report) == [PAIR]
