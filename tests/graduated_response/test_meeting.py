"""Getting ready for a meeting: families tick, write, print and save, and nothing stays here."""

import io
import logging
import re
import zipfile

import lxml.etree
import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from graduated_response.meeting.questions import questions_in
from graduated_response.meeting.word import KIND
from localoffer.document_reader.reading import read
from tests.browser_page import follow
from tests.public_site import costs

from .page_factories import make_band, make_page, make_worry, text_of

pytestmark = pytest.mark.django_db

WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
PREPARE = "/graduated-response/prepare/"
ASK = "<ul><li>What have you <strong>seen</strong>?</li><li>When &amp; where?</li></ul>"
SAY = "<p>You could say:</p><ul><li>“I have noticed…”</li></ul>"
TYPED = {
    "when": "Tuesday, 2pm", "who": "Mrs Patel\r\nthe SENCo", "own": "=1+1?\r\n\r\n<b>Why?</b>",
    "notes": "He loves <i>maths</i>.\r\n\r\nHe cries on Sundays 🚗",
}  # fmt: skip


@pytest.fixture(autouse=True)
def pages():
    make_page("plan", kind="stage", position=2, parts=(("ask", "<ul><li>Who helps?</li></ul>"),))
    make_page("assess", kind="stage", position=1, parts=(("ask", ASK), ("you", SAY)))
    make_worry(parts=(("say", SAY), ("say", "<ol><li>At this age?</li></ol>", make_band())))
    make_page("zebra", kind="stage", state="draft", parts=(("ask", "<ul><li>Zebra?</li></ul>"),))


def key_of(words: str) -> str:
    return next(questions_in(f"<li>{words}</li>")).key


def post(client, do="make", path=PREPARE, **typed):
    return client.post(path, TYPED | {"do": do} | typed)


def shown(response) -> str:
    return response.content.decode()


def test_questions_are_the_items_of_lists_in_plain_words():
    text = (
        "<p>No.</p><ul><li>“One?”</li><li>Two &lt;3 <em>now</em>?<ul><li>Three?</li></ul></li></ul>"
    )
    assert [each.words for each in questions_in(text)] == ["One?", "Two <3 now?", "Three?"]


def test_the_form_has_the_questions_of_stages_then_worries(client):
    page = text_of(client, PREPARE)
    words = [
        "<details", " open><summary", "Page assess</span></summary>", "What have you seen?</label>",
        "When &amp; where?</label>", "Page plan</span>", "Who helps?", "Page learning</span>",
        "I have noticed…</label>", "At this age?", "Your own questions",
    ]  # fmt: skip
    assert [word for word in words if word not in page] == []
    order = [page.index(word) for word in words]
    assert order == sorted(order)
    assert page.count(" open>") == 1
    assert "Zebra" not in page


def test_the_address_brings_a_stage_or_worry_to_the_front(client):
    page = text_of(client, f"{PREPARE}?about=learning")
    assert page.index("Page learning</span>") < page.index("Page assess</span>")
    assert f'href="{PREPARE}blank/?about=learning"' in page
    assert text_of(client, f"{PREPARE}?about=zebra").index("Page assess</span>")
    for path in ["assess/", "learning/", "learning/primary/"]:
        about = path.split("/")[0]
        link = f'<a href="{PREPARE}?about={about}">Make a sheet with these questions</a>'
        assert text_of(client, f"/graduated-response/{path}").count(link) == 1


def test_the_sheet_says_what_was_ticked_and_written(client):
    response = post(client, questions=[key_of("Who helps?"), key_of("When &amp; where?")])
    page = shown(response)
    assert response.status_code == 200
    words = [
        "<strong>When and where:</strong> Tuesday, 2pm</p>", "Mrs Patel<br>the SENCo</p>",
        "<li>When &amp; where?</li>", "<li>Who helps?</li>", "<li>=1+1?</li>",
        "<li>&lt;b&gt;Why?&lt;/b&gt;</li>", "<p>He loves &lt;i&gt;maths&lt;/i&gt;.</p>",
        "<p>He cries on Sundays 🚗</p>", "We meet again on:",
    ]  # fmt: skip
    sheet = page.partition('<div class="lo-sheet">')[2]
    order = [sheet.find(word) for word in words]
    assert -1 not in order
    assert order == sorted(order)
    assert "What have you seen?" not in page
    assert "/poster/" not in page  # nobody else can see it


def test_nothing_needs_to_be_filled_in(client):
    page = shown(client.post(PREPARE, {}))
    assert "<li></li><li></li><li></li>" in page
    assert "My sheet for the meeting" in page


def test_going_back_loses_nothing(client):
    """With what the sheet carries in its hidden fields, as a browser sends it."""
    sheet = shown(post(client, questions=[key_of("Who helps?")]))
    carried = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', sheet)
    data = {name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in carried}
    assert data["own"] == "=1+1?\n\n<b>Why?</b>"
    page = shown(client.post(PREPARE, data | {"do": "change"}))
    assert 'value="Tuesday, 2pm"' in page
    assert "=1+1?\n\n&lt;b&gt;Why?&lt;/b&gt;</textarea>" in page
    assert "He cries on Sundays 🚗</textarea>" in page
    assert page.count(" checked") == 1
    assert f'value="{key_of("Who helps?")}" checked' in page
    assert page.count(" open>") == 2  # the first list, and the one with a tick
    assert "There is a problem" not in page


@pytest.mark.parametrize(
    ("field", "length", "most"),
    [("when", 160, "150"), ("who", 501, "500"), ("own", 2001, "2000"), ("notes", 5000, "4000")],
)
def test_what_is_too_long_is_kept_and_said_in_words(client, field, length, most):
    response = post(client, **{field: "ä" * length})
    page = shown(response)
    message = f"Make this shorter: it can have {most} letters, and you have written {length}."
    assert f'<a href="#id_{field}">{message}</a>' in page
    assert "<title>Error: " in page
    assert "ä" * length in page
    assert "maxlength" not in page


def test_a_question_that_changed_meanwhile_is_said_and_the_rest_kept(client):
    page = shown(post(client, questions=["0123456789", key_of("Who helps?")]))
    assert "A question you ticked has just been changed." in page
    assert f'value="{key_of("Who helps?")}" checked' in page
    assert "He cries on Sundays 🚗</textarea>" in page


def test_the_sheet_as_a_page_of_its_own(client):
    response = post(client, "html", questions=[key_of("When &amp; where?")])
    assert response["Content-Disposition"] == 'attachment; filename="my-meeting.html"'
    assert response["Content-Type"] == "text/html; charset=utf-8"
    page = shown(response)
    assert "<li>When &amp; where?</li>" in page
    assert "<li>&lt;b&gt;Why?&lt;/b&gt;</li>" in page
    assert not re.search(r"<script|<link|<img|href=|src=|https?:", page)


def test_the_sheet_as_plain_text(client):
    response = post(
        client, "txt", questions=[key_of("When &amp; where?")], own="A\x07\x00b\x1b[2J?"
    )
    assert response["Content-Disposition"] == 'attachment; filename="my-meeting.txt"'
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = shown(response)
    assert text.startswith("\ufeffMY SHEET FOR THE MEETING\r\n\r\nWhen and where: Tuesday, 2pm\r\n")
    assert "[ ] When & where?\r\n    ......" in text
    assert "[ ] Ab[2J?\r\n" in text
    assert "\r\nHe loves <i>maths</i>.\r\n\r\nHe cries on Sundays 🚗\r\n" in text


def test_the_sheet_for_word(client):
    response = post(client, "docx", questions=[key_of("When &amp; where?")], own="A\x07\x00b\x1b?")
    assert response["Content-Disposition"] == 'attachment; filename="my-meeting.docx"'
    assert response["Content-Type"] == KIND
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        parts = {name: lxml.etree.fromstring(file.read(name)) for name in file.namelist()}
    assert parts["docProps/core.xml"].xpath("string(*[1])") == "My sheet for the meeting"
    known = parts["word/styles.xml"].xpath("//@w:styleId", namespaces=WORD)
    document = parts["word/document.xml"]
    used = document.xpath("//w:pStyle/@w:val | //w:tblStyle/@w:val", namespaces=WORD)
    assert set(used) == {"Heading1", "Heading2", "Question", "Agreed"} <= set(known)
    lines = [each.xpath("string()") for each in document.iterfind(".//w:p", WORD)]
    assert lines == [
        "My sheet for the meeting", "When and where: Tuesday, 2pm",
        "Who will be there: Mrs Patel", "the SENCo",
        "What I want to ask", "☐ When & where?", "", "☐ Ab?", "",
        "What I want to say", "He loves <i>maths</i>.", "", "He cries on Sundays 🚗",
        "What we agreed", "What", "Who", "By when", *[""] * 12, "We meet again on: ",
    ]  # fmt: skip


def test_our_own_reader_of_word_files_finds_what_was_typed(client):
    blocks = read(post(client, "docx").content, "sheet.docx")
    assert "He cries on Sundays 🚗" in [block.text for block in blocks]


def test_the_empty_sheet_has_the_questions_of_stages_or_of_one_page(client):
    page = text_of(client, f"{PREPARE}blank/")
    assert "<li>Who helps?</li>" in page
    assert "At this age?" not in page
    page = text_of(client, f"{PREPARE}blank/?about=learning")
    assert "<li>At this age?</li>" in page
    assert "<p>Page learning</p>" in page
    assert "Who helps?" not in page
    assert text_of(client, f"{PREPARE}blank/?about=zebra").count("<li>Who helps?</li>") == 1


def test_nothing_is_stored_or_logged(client, caplog):
    caplog.set_level(logging.DEBUG)
    for do in ("make", "change", "html", "docx", "txt"):
        with CaptureQueriesContext(connection) as queries:
            response = post(client, do)
        assert [each["sql"] for each in queries if not each["sql"].startswith("SELECT")] == []
        assert not any("Sundays" in each["sql"] for each in queries)
        assert "no-store" in response["Cache-Control"]
        assert "Sundays" not in str(response.headers)
    assert "Sundays" not in "".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert not Session.objects.exists()


def test_a_cookie_only_where_the_form_is(client):
    for path in ["", "assess/", "prepare/blank/"]:
        assert not client.get(f"/graduated-response/{path}").cookies
    response = client.get(PREPARE)
    assert set(response.cookies) == {"csrftoken"}
    assert "no-store" in response["Cache-Control"]


def test_a_post_from_elsewhere_offers_back_what_was_typed():
    response = post(Client(enforce_csrf_checks=True), "txt")
    assert response.status_code == 403
    page = shown(response)
    assert "We could not be sure that this came from our page." in page
    assert "He cries on Sundays 🚗</textarea>" in page


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_reads_and_posts_only(client, method):
    assert getattr(client, method)(PREPARE).status_code == 405
    assert getattr(client, method)(f"{PREPARE}blank/").status_code == 405


def test_the_address_is_the_sites_own(admin_client):
    response = admin_client.post(
        "/admin/graduated_response/page/add/", {"kind": "page", "title": "X", "slug": "prepare"}
    )
    assert "The site needs the address “prepare” itself." in shown(response)


@pytest.mark.parametrize("items", [1, 3])
def test_queries(client, items):
    for n in range(items):
        make_worry(f"worry-{n}", parts=(("say", SAY),))
    assert costs(client, PREPARE) == (3, 2)
    assert costs(client, f"{PREPARE}blank/") == (3, 2)


def test_the_pages_are_valid_html(client, html_errors):
    sheet = post(client, questions=[key_of("Who helps?")])
    long = post(client, when="x" * 151)
    file = post(client, "html")
    pages = [
        ("form", text_of(client, PREPARE)), ("sheet", shown(sheet)), ("errors", shown(long)),
        ("file", shown(file)), ("blank", text_of(client, f"{PREPARE}blank/")),
    ]  # fmt: skip
    assert html_errors(pages) == []


@pytest.mark.parametrize("path", [PREPARE, f"{PREPARE}?about=learning", f"{PREPARE}blank/"])
def test_pages_are_accessible_at_all_widths(visit, axe, console, transactional_db, pages, path):
    page = visit(path)
    assert console == []
    assert axe(page) == []


def test_a_sheet_without_a_script(visit, axe, transactional_db, pages):
    page = visit(PREPARE)
    page.get_by_label("When & where?").check()
    page.get_by_label("What you want to say").fill("He loves maths.")
    follow(page.get_by_role("button", name="Make my sheet"))
    assert axe(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it as plain text").click()
    assert download.value.suggested_filename == "my-meeting.txt"
    follow(page.get_by_role("button", name="Go back and change it"))
    expect(page.get_by_label("When & where?")).to_be_checked()
    expect(page.get_by_label("What you want to say")).to_have_value("He loves maths.")
    assert axe(page) == []
