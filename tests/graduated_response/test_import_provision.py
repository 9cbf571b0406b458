"""`import_provision`: a table becomes expectations, by code, and becomes them once."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.html import escape

from graduated_response.models import Area, Statement, SubArea
from graduated_response.provision_tables.planning import IN_BIN, WITHDRAWN
from localoffer.publishing.models import State, Version
from localoffer.publishing.snapshots import take
from tests.spreadsheets.workbook_files import HOSTILE, workbook

from .import_documents import run
from .page_factories import make_page
from .provision_factories import make_area, make_level, make_phase, make_stage, make_statement
from .provision_tables import HEADER, exported, stored, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path):
    """`load(content, "--publish")` imports a file and gives the printed report."""

    def load(content, *options, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return run("import_provision", path, *options)

    return load


@pytest.fixture
def refused(load):
    """`refused(content)`: why nothing was imported."""

    def refused(content, *options, **names):
        before = stored(), Version.objects.count()
        with pytest.raises(CommandError) as caught:
            load(content, *options, **names)
        assert (stored(), Version.objects.count()) == before
        return str(caught.value)

    return refused


def draft_of(row):
    return Version.objects.latest_draft_of(row)


def fields_in(draft):
    return draft.snapshot["fields"]


# --- New ------------------------------------------------------------------------------------


def test_new_rows_become_drafts(load):
    area, level = make_area(), make_level()
    part = SubArea.objects.create(area=area, name="Early signs", slug="early")
    phases = [make_phase("primary"), make_phase("secondary")]
    stage = make_stage("assess")
    header = ["Code", "AREA", "part of area", "level", "phases", "stages", "expectation",
              "for parents", "easy read", "how it is met", "law", "code of practice"]  # fmt: skip
    row = ["as 7", "assessment", "early signs", "everyone", "Primary;secondary", "Assess",
           "The setting looks.", "They look.", "Staff look.\nYou talk.", "One way\n\nAnother ",
           "5(b)", "6.44 to 6.56"]  # fmt: skip
    assert "New: AS7 The setting looks.\nExpectations: 1 new." in load(table(row, header=header))
    made = Statement.objects.get()
    assert (made.code, made.slug, made.state, made.ever_live) == ("AS7", "as7", "draft", False)
    assert (made.area, made.sub_area, made.level) == (area, part, level)
    assert (list(made.phases.all()), list(made.stages.all())) == (phases, [stage])
    assert (made.title, made.for_parents, made.easy_read, made.how, made.law) == (
        "The setting looks.", "They look.", "Staff look.\nYou talk.", "One way\nAnother", "5(b)",
    )  # fmt: skip
    assert (made.code_paragraphs, made.position) == ("6.44-6.56", 1)
    assert made.for_parents_from == made.easy_read_from == "The setting looks."
    version = Version.objects.history_of(made).get()
    assert (version.state, version.comment, version.snapshot) == (
        "draft", "Imported from “table.csv”.", take(made),
    )  # fmt: skip


def test_published_at_once_families_read_it(load, client):
    make_area()
    make_level()
    load(table(["AS1", "", "Everyone", "The setting looks."]), "--publish")
    made = Statement.objects.get()
    assert (made.state, made.ever_live) == (State.LIVE, True)
    assert Version.objects.history_of(made).get().state == "published"
    assert made.wordings.get().title == "The setting looks."
    address = "/ordinarily-available-provision/assessment/"
    assert "The setting looks." in client.get(address).content.decode()


def test_an_empty_code_becomes_the_next_free_one_once(load):
    make_statement("AS9", state="draft")
    rows = [["", "AS", "everyone", f"Sentence {n}."] for n in (1, 2)]
    content = table(*rows, ["AS20", "", "everyone", "Sentence 3."])
    load(content)
    codes = ["AS20", "AS21", "AS22", "AS9"]
    assert [code for code, *_ in stored()] == codes
    assert "Nothing to change" in load(content)
    assert [code for code, *_ in stored()] == codes


# --- Out and in again -----------------------------------------------------------------------

HARD = ["=1+1", "-5", "@x", "'=y", "5.10", "a, “b”; c\nd", "_x000D_", "TRUE", "é 🎓"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("options", [(), ("--publish",)])
def test_what_goes_out_comes_in_without_a_change(load, kind, options):
    stages = [make_stage("assess"), make_stage("plan", state="draft")]
    for number, text in enumerate(HARD, 1):
        state = ("live", "draft", "archived")[number % 3]
        make_statement(
            f"AS{number}", title=text.split("\n")[0], for_parents=text, how=f"{text}\r\n",
            easy_read=f"{text}\r\n\r\nx", law=text[:60], code_paragraphs=text, stages=stages,
            phases=["primary", "16, 17"], state=state, ever_live=True,
            detail=f"<h2>{number}</h2><ul><li><strong>{escape(text)}</strong></li></ul>\n\n<hr>",
        )  # fmt: skip
    before = [take(row) for row in Statement.objects.all()]
    report = load(exported(kind), *options, name=f"expectations.{kind}")
    assert report.strip() == "Nothing to change: the site says all of this already."
    assert [take(row) for row in Statement.objects.all()] == before
    assert not Version.objects.exists()


def test_a_table_made_by_hand_publishes_its_drafts_and_an_export_does_not(load):
    make_statement("AS1", state="draft")
    content = table(["AS1", "", "", "The setting does AS1."])
    load(exported(), "--publish")
    assert stored()[0][3] == "draft"
    load(content)
    assert stored()[0][3] == "draft"
    report = load(content, "--publish")
    assert "Drafts that the file repeats (1): AS1" in report
    assert report.endswith("Expectations: 1 as before, 1 published.\n")
    assert stored()[0][3] == "live"


# --- Changed --------------------------------------------------------------------------------


def test_a_live_row_keeps_its_words_and_gets_a_draft(load):
    row = make_statement("AS1", for_parents="They look.", how="One")
    report = load(table(["AS1", "", "", "The setting does more.", "They look.", "One\nTwo"]))
    assert report.splitlines() == [
        "Changed: AS1 The setting does AS1.",
        "  Expectation:",
        "    - The setting does AS1.",
        "    + The setting does more.",
        "  How it is met:",
        "    - One",
        "    + One",
        "    + Two",
        "Expectations: 1 changed.",
    ]
    assert stored() == [("AS1", "The setting does AS1.", "One", "live")]
    draft = fields_in(draft_of(row))
    assert (draft["title"], draft["how"]) == ("The setting does more.", "One\nTwo")
    # The words for parents were not looked at: their sentence changed.
    assert draft["for_parents_from"] == "The setting does AS1."
    assert Version.objects.history_of(row).count() == 2  # as it was, and the draft


MORE = ["code", "more about it"]


def test_more_about_it_is_rich_text_and_is_compared_as_such(load):
    row = make_statement("AS1", detail='<p>See <a href="/events/">events</a>.</p>')
    strong = '<p>See <strong><a href="/events/">events</a></strong>.</p>'
    report = load(table(["AS1", strong], header=MORE), "--dry-run")
    assert "  More about it (only its form):" in report
    cell = '<h2>Look</h2><p>See <a href="/events/">all events</a>.<script>x</script></p>'
    assert load(table(["AS1", cell], header=MORE)).splitlines() == [
        "Changed: AS1 The setting does AS1.",
        "  More about it:",
        "    - See events [/events/].",
        "    + Heading 2: Look",
        "    + See all events [/events/].",
        "Expectations: 1 changed.",
    ]
    clean = '<h2>Look</h2><p>See <a href="/events/">all events</a>.</p>'
    assert fields_in(draft_of(row))["detail"] == clean


def test_more_about_it_may_be_typed_as_plain_words(load, refused):
    make_area()
    make_level()
    header = ["code", "level", "expectation", *MORE[1:]]
    words = ["AS1", "Everyone", "The setting looks."]
    load(table([*words, "One.\n\nTwo & three."], header=header))
    assert Statement.objects.get().detail == "<p>One.</p>\n\n<p>Two &amp; three.</p>"
    said = refused(table([*words, "<h2>One</h2><h4>Two</h4>"], header=header))
    assert "(AS1): More about it: The heading “Two” is level 4" in said


def test_a_reading_that_comes_with_the_file_fits_its_sentence(load):
    row = make_statement("AS1", for_parents="They look.")
    load(table(["AS1", "", "", "The setting does more.", "They do more."]), "--publish")
    row.refresh_from_db()
    assert (row.title, row.for_parents, row.stale_fields()) == (
        "The setting does more.", "They do more.", [],
    )  # fmt: skip


def test_the_same_change_again_changes_nothing(load):
    row = make_statement("AS1")
    content = table(["AS1", "", "", "Other."])
    load(content)
    before = Version.objects.count()
    assert load(content).splitlines() == [
        "In a draft already: AS1, version 2 by an import",
        "Expectations: 1 in a draft already.",
    ]
    assert Version.objects.count() == before
    load(content, "--publish")
    row.refresh_from_db()
    assert (row.title, row.state) == ("Other.", "live")
    assert "Nothing to change" in load(content, "--publish")


def test_a_draft_row_is_changed_and_what_it_said_is_kept(load):
    row = make_statement("AS1", state="draft", how="One")
    load(table(["AS1", "", "", "Other.", "", "Two"]))
    assert stored() == [("AS1", "Other.", "Two", "draft")]
    said = [v.snapshot["fields"]["how"] for v in Version.objects.history_of(row)]
    assert said == ["Two", "One"]


def test_columns_that_are_not_there_stay_and_empty_cells_empty(load):
    row = make_statement("AS1", how="One", for_parents="They.", phases=["primary"], state="draft")
    load(table(["AS1", ""], header=["code", "how it is met"]))
    row.refresh_from_db()
    assert (row.how, row.for_parents, row.phases.count()) == ("", "They.", 1)
    load(table(["AS1", ""], header=["code", "phases"]))
    assert row.phases.count() == 0


def test_level_phases_stages_part_and_area_change(load):
    row = make_statement("AS1", phases=["primary"], state="draft")
    area = make_area("pastoral", "PA")
    SubArea.objects.create(area=area, name="Safe", slug="safe")
    make_level("a-few")
    make_phase("secondary")
    make_stage("plan")
    header = ["code", "area", "part of area", "level", "phases", "stages"]
    cells = ["AS1", "Pastoral", "Safe", "A few", "Secondary", "Plan"]
    report = load(table(cells, header=header))
    assert "  Phases:\n    - Primary\n    + Secondary" in report
    row.refresh_from_db()
    assert (row.area.code, row.sub_area.name, row.level.slug) == ("PA", "Safe", "a-few")
    assert [phase.slug for phase in row.phases.all()] == ["secondary"]
    assert [stage.slug for stage in row.stages.all()] == ["plan"]


def test_what_is_missing_is_said_and_never_deleted(load):
    for code in ("AS1", "AS2", "AS3", "EN1"):
        make_statement(code)
    make_statement("AS4", state="archived", ever_live=True)
    report = load(table(["AS2", "", "", "The setting does AS2."]))
    assert "Not in the file, and left as they are (2): AS1, AS3" in report
    assert len(stored()) == 5


def test_a_trial_stores_nothing(load):
    make_statement("AS1")
    content = table(["AS1", "", "", "Other."], ["AS2", "", "Everyone", "New."])
    report = load(content, "--dry-run", "--publish")
    assert (
        "Expectations: 1 new, 1 changed, 2 published.\nThis was a trial: nothing was stored."
        in report
    )
    assert stored() == [("AS1", "The setting does AS1.", "", "live")]
    assert not Version.objects.exists()


# --- Drafts of others -----------------------------------------------------------------------


def edited(row, user, **fields):
    """A draft over a live row, as somebody saved it."""
    snapshot = take(row)
    snapshot["fields"] |= fields
    return Version.objects.save_draft(row, snapshot, user)


@pytest.fixture
def kim(django_user_model):
    return django_user_model.objects.create_user("kim", first_name="Kim", last_name="Rowe")


def test_a_change_goes_on_top_of_somebodys_draft(load, kim):
    row = make_statement("AS1", how="One")
    edited(row, kim, how="Kim’s way")
    report = load(table(["AS1", "", "", "Other.", "", "One"]))
    assert "  on top of version 2 by Kim Rowe, which is kept" in report
    draft = fields_in(draft_of(row))
    assert (draft["title"], draft["how"]) == ("Other.", "Kim’s way")


def test_a_change_that_somebodys_draft_makes_otherwise_is_refused(refused, kim):
    row = make_statement("AS1", how="One")
    edited(row, kim, how="Kim’s way")
    said = refused(table(["AS1", "", "", "Other.", "", "Mine"]))
    assert said == (
        "Nothing was imported.\n  Row 2 (AS1): “how it is met” is changed in version 2 by Kim Rowe "
        "too, to something else. Publish that version or put it aside first, or take this change "
        "out of the file."
    )


def test_somebodys_draft_is_not_published_along(refused, load, kim):
    row = make_statement("AS1", how="One")
    edited(row, kim, how="Kim’s way")
    content = table(["AS1", "", "", "Other.", "", "One"])
    assert "Version 2 by Kim Rowe changes more than the file does." in refused(content, "--publish")
    load(content)
    assert "changes more than the file does." in refused(content, "--publish")
    row.refresh_from_db()
    assert (row.title, row.how) == ("The setting does AS1.", "One")


def test_a_scheduled_version_stays_scheduled(load, kim):
    row = make_statement("AS1")
    version = edited(row, kim, how="Later").schedule(timezone.now() + timedelta(days=2), kim)
    load(table(["AS1", "", "", "Other."]))
    version.refresh_from_db()
    assert version.state == "scheduled"
    assert fields_in(draft_of(row))["how"] == "Later"


# --- Wrong ----------------------------------------------------------------------------------

LONG = "x" * 201
WRONG = [
    (["AS2", "Nowhere", "Everyone", "New."],
     "Row 2 (AS2): The area “Nowhere” is not known. Known: Assessment."),
    (["ZZ1", "", "Everyone", "New."],
     "Row 2 (ZZ1): No area has the letters “ZZ”. Known: AS."),
    (["PA1", "Assessment", "Everyone", "New."],
     "Row 2 (PA1): Code: Codes in Assessment start with AS, like AS1."),
    (["AS01", "", "Everyone", "New."],
     "Row 2 (AS01): Code: Use the area's letters and a number, like AS1."),
    (["AS2", "", "Nobody", "New."],
     "Row 2 (AS2): The level “Nobody” is not known. Known: Everyone."),
    (["AS2", "", "", "New."], "Row 2 (AS2): Say its level. Known: Everyone."),
    (["", "", "Everyone", "New."], "Row 2: Say which area it belongs to. Known: Assessment."),
    (["AS2", "", "Everyone", ""], "Row 2 (AS2): The sentence is empty."),
    (["AS1", "", "", ""], "Row 2 (AS1): The sentence is empty."),
    (["AS2", "", "Everyone", LONG],
     "Row 2 (AS2): Expectation: Ensure this value has at most 200 characters (it has 201)."),
    (["AS1", "", "", LONG],
     "Row 2 (AS1): Expectation: Ensure this value has at most 200 characters (it has 201)."),
    (["AS1", "", "", "Other.", "", "x " * 5_001],
     "Row 2 (AS1): How it is met: the text has 10,001 letters, and 10,000 are the most."),
    (["AS8", "", "", "Other."],
     f"Row 2 (AS8): {WITHDRAWN}"),
    (["AS9", "", "", "The setting does AS9."],
     f"Row 2 (AS9): {IN_BIN}"),
    (["X" * 30, "AS", "Everyone", "New."],
     f"Row 2 ({'X' * 20}): Code: Use the area's letters and a number, like AS1."),
]  # fmt: skip


@pytest.fixture
def some_rows():
    make_statement("AS1")
    make_statement("AS8", state="archived", ever_live=True)
    make_statement("AS9", ever_live=True).put_in_bin()
    SubArea.objects.create(area=make_area("pastoral", "PA", state="archived"), name="P", slug="p")
    make_area_gone()


def make_area_gone():
    """Only Assessment can be named: this one lies in the bin."""
    Area.objects.get(code="PA").put_in_bin()
    Area.objects.filter(code="AS").update(title="Assessment")


@pytest.mark.parametrize(("row", "sentence"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_row_is_told_and_nothing_is_stored(refused, some_rows, row, sentence):
    good = ["AS5", "", "Everyone", "Fine."]
    assert sentence in refused(table(row, good)).splitlines()[1]


def test_every_wrong_row_is_told(refused, some_rows):
    said = refused(table(["ZZ1", "", "x", "New."], ["AS1", "", "", ""], ["AS5", "", "", "x"]))
    assert [line.strip()[:12] for line in said.splitlines()[1:]] == [
        "Row 2 (ZZ1):", "Row 2 (ZZ1):", "Row 3 (AS1):", "Row 4 (AS5):",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells", "sentence"),
    [
        ("phases", "Primary; Tertiary", "The phase “Tertiary” is not known. Known: Primary."),
        ("stages", "Wonder", "The stage “Wonder” is not known. Known: Assess."),
        ("part of area", "Late", "The part of “Assessment” “Late” is not known. Known: Early."),
        ("law", "5(z)", "Law: Name paragraphs of Schedule 2 like this: 5(b), 5(i)."),
        ("code of practice", "99.1", "Code of practice: “99.1” cannot be"),
    ],
)
def test_names_that_nobody_knows(refused, some_rows, header, cells, sentence):
    make_phase("primary")
    make_stage("assess")
    make_page("not-a-stage", title="Wonder")
    area = Statement.objects.get(code="AS1").area
    SubArea.objects.create(area=area, name="Early", slug="early")
    assert f"Row 2 (AS1): {sentence}" in refused(table(["AS1", cells], header=["code", header]))


def test_the_same_code_and_the_same_sentence_twice(refused, some_rows):
    said = refused(table(["as1", "", "", "A."], ["AS1", "", "", "B."]))
    assert said.count("The file has this code more than once.") == 2
    said = refused(
        table(["AS5", "", "Everyone", "New."], ["", "AS", "Everyone", "new"],
              ["AS1", "", "", "Other."], ["", "AS", "Everyone", "The setting does AS1"])
    )  # fmt: skip
    assert "Row 3: AS5 says the same sentence, and it is in the file already." in said
    assert "Row 5: AS1 says the same sentence, and it is in the file already." in said


BROKEN = [
    (b"", "The file is empty."),
    (table(["AS1"], header=["name"]), "No row of the file has the headings “code”"),
    (table(["AS1", "x"], header=["code", "words"]), "Beside “code” the file has no column"),
    (table(["AS1", "a", "b"], header=["code", "law", "Law"]),
     "Row 1: two columns have the heading “law”."),
    (table(), "There are no rows below the headings."),
    (b'code,law\nAS1,"5', "Row 2: the quotation marks"),
    (b"code,law\nAS1,\0", "Row 2: there is a sign that belongs in no text."),
    (b"code,law" + b",x" * 50_000, "Row 1: there are more than 60 columns."),
    (b"code,law\n" + b"AS1,\n" * 100_000, "Row 3001: we can read 3000 rows"),
    (b"code,law\nAS1,\xff\xfe\xfa\x81", "The cell “law” holds a letter that cannot be read."),
]  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_table_is_refused_with_the_row(refused, some_rows, content, sentence):
    assert sentence in refused(content)


GOOD = workbook(["code", "how it is met"], ["AS1", "One"])


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_a_hostile_workbook_is_refused(refused, some_rows, kind):
    assert len(refused(HOSTILE[kind](GOOD), name="a.xlsx")) > 30


def test_formulas_and_merged_cells_are_refused_with_the_row(refused, some_rows):
    content = workbook(["code", "law", "mine"], ["AS1", "5(b)", "=1+1"], ["AS5", "=A1"])
    assert refused(content, name="a.xlsx") == (
        "Nothing was imported.\n"
        "  Row 3 (AS5): The cell “law” holds a formula. Type what it should say.\n"
        "  Row 3 (AS5): Say its level. Known: Everyone.\n"
        "  Row 3 (AS5): The sentence is empty."
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [("a.xlsm", "macros"), ("a.xls", "old Excel"), ("a.pdf", "Send an Excel"), ("a", "Send an")],
)
def test_other_kinds_of_file_are_refused_with_advice(refused, name, words):
    assert words in refused(GOOD, name=name)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="no such file"):
        run("import_provision", tmp_path / "none.csv")


def test_what_was_not_read_is_said(load, some_rows):
    content = workbook(["code", "law", "Mine"], ["AS1", "5(b)"], Notes=[["x"]])
    report = load(content, name="a.xlsx")
    assert "Columns that we do not know: “Mine”." in report
    assert "The sheet “Notes” stands beside the table and was not read." in report


# --- For scripts ----------------------------------------------------------------------------


def test_the_report_as_json(load, kim):
    row = make_statement("AS1", how="One")
    make_statement("AS2")
    make_statement("AS3")
    edited(row, kim, easy_read="Kim.")
    content = table(
        ["AS1", "", "", "The setting does AS1.", "", "Two"],
        ["AS2", "", "", "The setting does AS2."],
        ["AS5", "", "Everyone", "New."],
        header=HEADER,
    )
    assert json.loads(load(content, "--json", "--dry-run")) == {
        "kind": "provision",
        "new": [{"row": "Row 4", "code": "AS5", "text": "New."}],
        "changed": [
            {
                "row": "Row 2",
                "code": "AS1",
                "fields": [{"field": "how it is met", "before": "One", "after": "Two"}],
                "on_top_of_version": 2,
            }
        ],
        "waiting": [],
        "unchanged": ["AS2"],
        "missing": ["AS3"],
        "published": [],
        "errors": [],
        "warnings": [],
        "refused": None,
    }


def test_a_refusal_as_json(tmp_path):
    make_area()
    (tmp_path / "a.csv").write_bytes(table(["ZZ1", "", "", "New."]))
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_provision", str(tmp_path / "a.csv"), "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert report["refused"] == "Nothing was imported."
    assert report["errors"][0] == {
        "row": "Row 2", "code": "ZZ1", "text": "No area has the letters “ZZ”. Known: AS.",
    }  # fmt: skip
