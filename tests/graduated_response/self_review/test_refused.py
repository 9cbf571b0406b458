"""Files that are no review: refused with the row and the reason, and nothing of them is taken."""

import re
from html import unescape
from threading import Semaphore

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from graduated_response.self_review.choice import MOST_IN_FORM
from tests.graduated_response.provision_factories import make_statement
from tests.spreadsheets.workbook_files import HOSTILE, workbook

from .reviews import CONTINUE, text_of, uploaded

pytestmark = pytest.mark.django_db
RATINGS = "Met, Partly, Not yet, Not relevant"
HEAD = ["Code", "Expectation", "Rating", "Evidence", "By when"]
GOOD = workbook(HEAD, ["AS1", "It does.", "Met", "", ""])


@pytest.fixture(autouse=True)
def two():
    make_statement("AS1")
    make_statement("AS2")
    make_statement("HI1", state="draft")


def problems(client, content, name="review.xlsx"):
    page = text_of(uploaded(client, content, name))
    assert "<title>Error: Go on with a review" in page
    assert "lo-audit" not in page
    summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', page, re.DOTALL)[1]
    return [unescape(text) for text in re.findall(r'<a href="#id_file">(.*?)</a>', summary)]


@pytest.mark.parametrize("name", ["bomb", "cut off", "entities", "macro", "outside link"])
def test_hostile_workbooks(client, name):
    (problem,) = problems(client, HOSTILE[name](GOOD))
    assert len(problem) > 30


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["", "", "Met"], "Row 3: there is text but no code. A code looks like AS1."),
        (["Note", "", ""], "Row 3: “NOTE” is not a code. A code looks like AS1."),
        (["ZZ9", "", "Met"], "Row 3: there is no expectation with the code ZZ9."),
        (["HI1", "", "Met"], "Row 3: there is no expectation with the code HI1."),
        (["AS1", "", "Met"], "Row 3: AS1 is in row 2 already. Keep one."),
        (
            ["AS2", "", "Good"],
            f"Row 3: “Good” is not a rating. Use {RATINGS}, or leave it empty.",
        ),
        (["AS2", "", "Met", "=A1"], "Row 3: “Evidence” holds a formula. Write the text itself."),
        (["AS2", "=1+1", "Met"], "Row 3: “Expectation” holds a formula. Write the text itself."),
        (["=1", "", "Met"], "Row 3: “Code” holds a formula. Write the text itself."),
        (
            ["AS2", "", "Met", "#REF!"],
            "Row 3: “Evidence” holds an error of the spreadsheet. Write the text itself.",
        ),
        (
            ["AS2", "", "Met", "x" * 10_001],
            "Row 3: “Evidence” has 10001 characters. That is far too many.",
        ),
        (["<b>\u202e", "", ""], "Row 3: “<B>” is not a code. A code looks like AS1."),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, list) else "",
)
def test_a_wrong_row(client, row, problem):
    content = workbook(HEAD, ["AS1", "It does.", "Met"], row)
    assert problems(client, content) == [problem]


def test_all_wrong_rows_at_once_in_their_order(client):
    content = b"Code,Rating\nAS1,Good\nAS1,Met\nZZ1,\nAS2,Bad\n"
    assert [text.partition(":")[0] for text in problems(client, content, "a.csv")] == [
        "Row 2", "Row 3", "Row 4", "Row 5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1",
        "?" + "a&" * 15_000,
        "?need=%00&phase=%ff&audience[]=x",
        "javascript:alert(1)?x",
    ],
    ids=["bracket", "many", "junk", "script"],
)
def test_a_hostile_address_in_a_file_chooses_nothing_bad(client, address):
    page = text_of(
        uploaded(client, f"Address: {address}\nCode,Rating\nAS1,Met\n".encode(), "a.csv")
    )
    assert 'name="AS1-wording"' in page
    assert "javascript:" not in page


def test_twenty_are_enough(client):
    content = "Code,Rating\n" + "".join(f"ZZ{n},\n" for n in range(1, 31))
    told = problems(client, content.encode(), "a.csv")
    assert len(told) == 21
    assert told[-1] == "There are 10 more problems like these."


def test_more_rows_than_a_form_can_carry(client):
    rows = "".join(f"AS{n},Met\n" for n in range(1, MOST_IN_FORM + 3))
    (told,) = problems(client, f"Code,Rating\n{rows}".encode(), "a.csv")
    assert told.startswith(f"Row {MOST_IN_FORM + 2}: one review holds at most {MOST_IN_FORM}")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty."),
        (b"Name,Value\n1,2\n", "No row of the file has the headings “Code” and “Rating”"),
        (b"%PDF-1.7 etc", "Save it as .xlsx or .csv and send that."),
        (b'Code,Rating\nAS1,"Met\n', "Row 2: the quotation marks"),
        (b"x" * (2 * 1024 * 1024 + 1), "The file is bigger than 2 MB"),
        (b"x" * (3 * 1024 * 1024), "The file is bigger than 2 MB"),
    ],
    ids=["empty", "other", "pdf", "quotes", "2 MB", "3 MB"],
)
def test_what_is_no_review(client, content, problem):
    (told,) = problems(client, content)
    assert problem in told


def test_no_file(client):
    page = text_of(client.post(CONTINUE, {}))
    assert "Choose the file that you downloaded here." in page


def test_a_forged_upload_is_not_opened(monkeypatch):
    monkeypatch.setattr("graduated_response.self_review.forms.load", lambda *sent: 1 / 0)
    response = Client(enforce_csrf_checks=True).post(
        CONTINUE, {"file": SimpleUploadedFile("a.xlsx", GOOD)}
    )
    assert "We could not be sure that the file came from this page." in text_of(response, 403)


def test_few_files_are_opened_at_once(client, monkeypatch):
    """Opening takes seconds: visitors who only read must find a thread that is free."""
    monkeypatch.setattr("graduated_response.self_review.forms._OPENING", Semaphore(0))
    monkeypatch.setattr("graduated_response.self_review.forms.PATIENCE", 0.01)
    (told,) = problems(client, GOOD)
    assert told == "Many files are being opened just now. Wait a minute, and send yours again."


def test_the_page_is_kept_by_no_cache(client):
    response = client.get(CONTINUE)
    assert "no-store" in response["Cache-Control"]
    assert 'enctype="multipart/form-data"' in response.content.decode()
