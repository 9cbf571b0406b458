"""How far things have come: a column of a table, or the words an answer begins with."""

from datetime import date

import pytest

from surveys.imports.statuses import find_status
from tests.surveys.test_parse_you_said import BUS, NEW_BUS, QUIET, ROOM, codes, parse

TITLE = "# You said, we did 2024\n\n"
HEAD = "| You said | We did |\n|---|---|\n"
SIGNS = "We put up signs."


def with_status(*cells, name="Status"):
    """A table of pairs that differ in what their last cell says."""
    rows = "".join(f"| {BUS} {n} | {NEW_BUS} | {cell} |\n" for n, cell in enumerate(cells))
    return parse(f"{TITLE}| You said | We did | {name} |\n|-|-|-|\n{rows}", "t.md")


def statuses(report):
    return [entry.status for entry in report.entries]


@pytest.mark.parametrize(
    "name", ["Status", "Progress status", "State", "Where we are", "RAG (status)", "Progress"]
)
def test_a_column_says_how_far_things_have_come(name):
    report = with_status("Done", "In progress", "", "Not possible", name=name)
    assert statuses(report) == ["done", "under-way", None, "not-possible"]
    assert {len(entry.did) for entry in report.entries} == {1}
    assert codes(report) == ["placeholder"]
    assert (report.entries[3].reason, report.entries[3].status) == (
        NEW_BUS,
        "not-possible",
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("✓ Completed.", "done"),
        ("Done (May 2024)", "done"),
        ("Green - achieved", "done"),
        ("Fully complete 3/5/2024", "done"),
        ("ONGOING", "under-way"),
        ("Under way", "under-way"),
        ("Started in September 2023", "under-way"),
        ("Partly done", "under-way"),
        ("Not yet started", "planned"),
        ("To do", "planned"),
        ("Next", "planned"),
        ("Planned for the end of May 2025", "planned"),
        ("We can’t do this", "not-possible"),
        ("Won't do", "not-possible"),
        ("Declined", "not-possible"),
        ("Not possible because it costs too much", "not-possible"),
        ("In progress: hiring", "under-way"),
        ("Not possible – no money", "not-possible"),
        ("Green", None),
        ("G", None),
        ("Done?", None),
        ("Done in two schools", None),
        ("Started well", None),
        ("Next week we will meet.", None),
        ("Planned works are over.", None),
        ("On track", None),
        ("Completed 50%", None),
        ("100% complete", "done"),
        ("Finished 2 of 6", None),
        ("Done 3/5", None),
        ("Done 3/5/24", "done"),
        ("Next year: a fair", None),
        ("We will not - ever - close it", None),
        ("", None),
    ],
)
def test_words_that_are_plainly_a_status(text, status):
    found = find_status(text)
    assert (found.status.value if found else None) == status


def test_a_status_that_is_not_plain_is_named():
    report = with_status("In progress", "With the lawyers", "Done - Kim looked")
    assert statuses(report) == ["under-way", None, "done"]
    assert [w.text for w in report.warnings] == [
        "Entry 2: the status “With the lawyers” is not plainly one of ours, so it is “Done”.",
        "Entry 3: of the status “Done - Kim looked” only “Done” was kept.",
    ]


@pytest.mark.parametrize("name", ["RAG", "Status", "Where we are", "Progress"])
def test_a_column_without_a_plain_status_is_what_it_was(name):
    assert statuses(with_status("Amber", "R", "Kim will ring", name=name)) == [None] * 3


@pytest.mark.parametrize(
    ("cell", "status", "due"),
    [
        ("Planned for 3 May 2025", "planned", date(2025, 5, 3)),
        ("Planned (by May 2025)", "planned", date(2025, 5, 31)),
        ("Planned", "under-way", None),
    ],
)
def test_a_plan_needs_a_day(cell, status, due):
    report = with_status(cell)
    assert [(entry.status, entry.due) for entry in report.entries] == [(status, due)]
    assert codes(report) == ([] if due else ["placeholder"])


@pytest.mark.parametrize(
    ("did", "status", "reason"),
    [
        ("In progress: hiring.", "under-way", ""),
        ("Not possible - it costs too much.", "not-possible", "it costs too much."),
        ("Done.", "done", ""),
        ("We have started a club.", None, ""),
    ],
)
def test_an_answer_may_begin_with_its_status(did, status, reason):
    for page in (f"You said: {BUS}\n\nWe did: {did}\n", f"{HEAD}| {BUS} | {did} |\n"):
        entry = parse(f"{TITLE}{page}", "t.md").entries[0]
        assert (entry.did, entry.status, entry.reason) == ([did], status, reason)


@pytest.mark.parametrize(
    ("did", "status"),
    [
        ("- We built one.\n- Not possible: a second one.", None),
        ("- Not possible: a second one.\n- We built one.", None),
        ("- In progress: one.\n- Under way: two.", "under-way"),
        ("We built one.\n\nNot possible: a second one.", None),
        ("In progress: a first one.\n\nWe have the money.", "under-way"),
    ],
)
def test_a_part_of_an_answer_does_not_speak_for_all(did, status):
    entry = parse(f"{TITLE}You said:\n\n{BUS}\n\nWe did:\n\n{did}\n", "t.md").entries[0]
    assert (len(entry.did), entry.status) == (2, status)


def test_one_plain_cell_takes_no_prose_from_families():
    report = with_status("In progress", "It opened in May for 300 families.", name="Where we are")
    assert statuses(report) == [None, None]
    assert "300 families" in " ".join(report.entries[1].evidence)


def test_two_answers_to_one_thing_may_have_come_to_different_places():
    cells = [(BUS, NEW_BUS, "Done"), ("", SIGNS, "To do")]
    rows = "".join(f"| {said} | {did} | {state} |\n" for said, did, state in cells)
    report = parse(f"{TITLE}| You said | We did | Status |\n|-|-|-|\n{rows}", "t.md")
    assert statuses(report) == ["under-way"]
    assert [w.text for w in report.warnings] == [
        "Entry 1: the status is “Done”, “To do”, which together is “Under way”."
    ]


def test_a_status_beside_no_answer_is_named():
    rows = f"| {BUS} | | Done |\n| {QUIET} | {ROOM} | Done |\n"
    report = parse(f"{TITLE}| You said | We did | Status |\n|-|-|-|\n{rows}", "t.md")
    assert statuses(report) == [None, "done"]
    assert "Entry 1: the status “Done” was left out: there is no “We did”." in [
        w.text for w in report.warnings
    ]


def test_headers_that_come_again_are_no_entry():
    head = "<tr><th>{}</th><th>We did</th><th>Status</th></tr>"
    row = f"<tr><td>{BUS}</td><td>{NEW_BUS}</td><td>Done</td></tr>"
    again = head.format("YOU SAID")
    page = f"<h1>You said, we did 2024</h1><table>{head.format('You said')}{row}{again}"
    assert statuses(parse(f"{page}{row.replace(BUS, QUIET)}</table>", "t.html")) == ["done"] * 2
