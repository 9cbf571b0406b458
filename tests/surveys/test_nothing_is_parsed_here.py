"""No importer opens a stranger's file or parses one in the web process: the child does."""

import pytest

from graduated_response.admin.provision_table import ProvisionForm
from graduated_response.facets import shelf_of
from graduated_response.imports import questions
from graduated_response.imports.reading import QuestionsForm
from graduated_response.provision_tables import from_document, from_table
from graduated_response.self_review import loading, rows
from localoffer.document_reader import reading
from localoffer.spreadsheets import opened
from surveys.imports import you_said
from surveys.imports.reading import YouSaidForm
from tests.document_reader.word_files import paragraph, word_file
from tests.media import files

pytestmark = pytest.mark.django_db

QUESTIONS = word_file(paragraph("Q: Who pays?") + paragraph("A: We do."))
PAIRS = word_file(paragraph("You said: Wait.") + paragraph("We did: More."))
TABLE = b"<table><tr><th>Need</th><th>Provision</th></tr><tr><td>Aid</td><td>Look</td></tr></table>"


@pytest.fixture(autouse=True)
def broken_parsers(monkeypatch):
    """The child imports the modules anew, so what is broken here works there."""
    for module, name in [
        *((reading, "read"), (questions, "parse_questions"), (you_said, "parse_you_said")),
        *((questions, "read"), (you_said, "read"), (from_document, "read")),
        *((from_document, "asked_in_blocks"), (from_table, "asked_in_table")),
        *((opened, "table_in"), (from_table, "table_in"), (rows, "table_in")),
        *((rows, "faults_of"), (rows, "answer_of")),
    ]:
        monkeypatch.setattr(module, name, None)


@pytest.mark.parametrize(
    ("form_class", "name", "content", "options"),
    [
        (QuestionsForm, "a.docx", QUESTIONS, {"title": "Mine"}),
        (YouSaidForm, "a.docx", PAIRS, {"year": "2026"}),
        (ProvisionForm, "a.html", TABLE, {}),
        (ProvisionForm, "a.csv", b"code,expectation\nAS1,Look\n", {}),
    ],
)
def test_no_upload_is_parsed_in_a_request_nor_again_when_it_is_saved(
    form_class, name, content, options
):
    form = form_class(options, {"file": files.upload(content, name)})
    assert form.is_valid(), form.errors
    report, told = form_class.report_in(form.signed("salt"), "salt")
    assert (report, told) == (form.report, name)


def test_no_review_is_parsed_in_a_request(rf):
    with pytest.raises(loading.NotAReview) as why:
        loading.load(b"Code,Rating\nAS1,Met\nAS2,Fine\n", shelf_of(rf.get("/")))
    assert why.value.problems == [
        "Row 2: there is no expectation with the code AS1.",
        "Row 3: there is no expectation with the code AS2.",
        "Row 3: “Fine” is not a rating. Use Met, Partly, Not yet, Not relevant, or leave it empty.",
    ]
