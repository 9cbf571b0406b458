"""Tables of two columns in Word files and web pages become expectations."""

import pytest
from django.core.management import CommandError

from graduated_response.models import Level, Statement, SubArea
from graduated_response.provision_tables.from_document import NO_TABLE, asked_in_document
from localoffer.publishing.models import Version
from tests.document_reader.word_files import paragraph, word_file
from tests.document_reader.word_files import table as word_table

from .import_documents import run
from .provision_factories import make_area, make_level, make_statement
from .provision_tables import stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path):
    """`load(html, "--area", "AS")` imports a document and gives the printed report."""

    def load(content, *options, name="guidance.html"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run("import_provision", path, *options)

    return load


def page(*rows, head=("Expectation", "Strategies"), above="<h2>Assessment</h2>"):
    cells = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in rows)
    return f"{above}<table><tr><th>{head[0]}</th><th>{head[1]}</th></tr>{cells}</table>"


LOOKS = ("Staff look early.", "<ul><li>Watch play</li><li>Ask home</li></ul>")
TALKS = ("Staff talk to home.", "<p>Ring each week.</p><p>• Write it down.</p>")


@pytest.fixture
def assessment():
    make_level("everyone")
    make_level("a-few")
    Level.objects.filter(slug="a-few").update(position=1)
    return make_area()


def test_rows_become_drafts_with_the_next_codes(load, assessment):
    make_statement("AS4", assessment, state="archived", ever_live=True)
    load(page(LOOKS, TALKS))
    assert stored()[1:] == [
        ("AS5", "Staff look early.", "Watch play\nAsk home", "draft"),
        ("AS6", "Staff talk to home.", "Ring each week.\nWrite it down.", "draft"),
    ]
    made = Statement.objects.get(code="AS5")
    assert (made.area, made.level.slug, made.sub_area) == (assessment, "everyone", None)


def test_the_same_document_again_changes_nothing_and_a_newer_one_its_rows(load, assessment):
    load(page(LOOKS, TALKS), "--publish")
    assert "Nothing to change" in load(page(TALKS, LOOKS), "--publish")
    # Other signs and capitals are the same sentence: it keeps its words and its code.
    newer = ("1. STAFF look early", "<ul><li>Watch play</li><li>Ask the child</li></ul>")
    report = load(page(newer, TALKS))
    assert "Changed: AS1 Staff look early.\n  How it is met:\n    - Watch play" in report
    assert Statement.objects.count() == 2
    row = Statement.objects.get(code="AS1")
    assert (row.title, row.how) == ("Staff look early.", "Watch play\nAsk home")
    draft = Version.objects.latest_draft_of(row).snapshot["fields"]
    assert (draft["title"], draft["how"]) == ("Staff look early.", "Watch play\nAsk the child")


def test_headings_name_area_and_part(load, assessment):
    make_area("pastoral-care", "PA")
    SubArea.objects.create(area=assessment, name="Early signs", slug="early")
    above = "<h1>Area 2: Assessment</h1><h2>Intro</h2><h2>2.1 Early signs</h2>"
    load(page(LOOKS, above=above) + page(TALKS, above="<h1>PASTORAL CARE</h1>"))
    first, second = Statement.objects.order_by("code")
    assert (first.code, first.sub_area.name) == ("AS1", "Early signs")
    assert (second.code, second.sub_area) == ("PA1", None)


def test_a_row_across_the_table_names_what_follows(load, assessment):
    make_area("pastoral-care", "PA")
    across = ("Pastoral care", "")
    report = load(page(LOOKS, across, TALKS))
    assert [code for code, *_ in stored()] == ["AS1", "PA1"]
    assert "Table 1, row 3: one of the two cells is empty: Pastoral care" in report


def test_without_a_heading_the_area_is_asked_for(load, assessment):
    html = page(LOOKS, above="<p>Hello</p>")
    with pytest.raises(CommandError, match="Say which area it belongs to. Known: Assessment."):
        load(html)
    load(html, "--area", "as", "--level", "A few")
    made = Statement.objects.get()
    assert (made.code, made.level.slug) == ("AS1", "a-few")


HEADS = [
    ("Need", "Provision"), ("What we expect", "What this looks like"),
    ("Expectations of all settings", "How it is met"), ("Identified need:", "Support in class"),
    ("What you may see", "Strategies to try"), ("Barrier to learning", "Reasonable adjustments"),
    ("NEEDS", "Approaches and interventions"), ("The expectation is that", "In practice"),
]  # fmt: skip


@pytest.mark.parametrize("head", HEADS, ids=[" ".join(head) for head in HEADS])
def test_headings_of_columns_differ_from_council_to_council(head):
    (row,) = asked_in_document(page(LOOKS, head=head).encode(), "a.html").rows
    assert row.cells == {
        "expectation": "Staff look early.",
        "how it is met": "Watch play\nAsk home",
    }
    assert (row.place, row.headings) == ("Table 1, row 2", ["Assessment"])


OTHERS = [("Name", "Telephone"), ("Provision", "Need"), ("Question", "Answer")]


@pytest.mark.parametrize("head", OTHERS, ids=["contacts", "turned round", "questions"])
def test_other_tables_are_listed(head):
    asked = asked_in_document(page(LOOKS, head=head).encode(), "a.html")
    assert asked.refused == NO_TABLE
    (warning,) = asked.warnings
    assert warning.text == f"Table 1 has other headings: {head[0]} | {head[1]}"


def test_what_is_not_understood_is_listed(load, assessment):
    long = "x" * 201
    report = load(page(LOOKS, ("Nothing beside it.", ""), (long, "Way."), ("", "Way.")))
    assert "Table 1, row 3: one of the two cells is empty: Nothing beside it." in report
    assert "Table 1, row 4: its first paragraph has 201 letters, and 200 are the most" in report
    assert "Table 1, row 5: one of the two cells is empty: Way." in report
    assert len(stored()) == 1


def test_more_in_the_first_cell_is_kept(load, assessment):
    load(page(("<p>Staff look early.</p><p>This is <b>important</b>.</p>", "Way.")))
    made = Statement.objects.get()
    assert (made.title, made.detail) == (
        "Staff look early.", "<p>This is <strong>important</strong>.</p>",
    )  # fmt: skip


def test_a_sentence_that_comes_twice_is_one_expectation(load, assessment):
    load(page(LOOKS, ("staff look early", "Ask home<br>Ask again")))
    assert stored() == [("AS1", "Staff look early.", "Watch play\nAsk home\nAsk again", "draft")]


def test_a_word_file(load, assessment):
    left, right = paragraph("Staff look early."), paragraph("Watch play", number=2)
    more = paragraph("Ask home", number=2)
    content = word_file(
        paragraph("Assessment", style="Heading1"),
        word_table([paragraph("Need"), paragraph("Provision")], [left, right + more]),
    )
    load(content, name="guidance.docx")
    assert stored() == [("AS1", "Staff look early.", "Watch play\nAsk home", "draft")]


def test_a_document_without_such_a_table_imports_nothing(load, assessment):
    for content, name in [
        ("<h1>Assessment</h1><p>Only words.</p>", "a.html"),
        (word_file(paragraph("Only words.")), "a.docx"),
    ]:
        with pytest.raises(CommandError, match="There is no table of two columns"):
            load(content, name=name)
    assert stored() == []


def test_nothing_dangerous_comes_along(load, assessment):
    load(page(("<p>Look <iframe>a</iframe></p><p style='color:red'>Y</p>", "<b>=1+1</b>")))
    made = Statement.objects.get()
    assert (made.title, made.how, made.detail) == ("Look", "=1+1", "<p>Y</p>")


def test_a_document_with_scripts_imports_nothing(load, assessment):
    with pytest.raises(CommandError, match="There are scripts in the file"):
        load(page(("<p>Look <script>alert(1)</script></p>", "Ask home")))
    assert stored() == []


def test_no_level_at_all(load):
    make_area()
    with pytest.raises(CommandError, match="Say its level. Known: none yet."):
        load(page(LOOKS))
