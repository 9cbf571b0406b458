"""What writes pages, feeds, calendars, tables, e-mails and books never fails at what is stored."""

import csv
import io
import logging
import re
import zipfile
from email import policy
from email.parser import BytesParser

import icalendar
import lxml.etree
import openpyxl
import pytest
from django.core import mail
from django.core.mail import get_connection
from django.db import transaction
from django.test import Client
from django.utils import timezone

from graduated_response.booklet import epub, pictures, typesetting, web_page
from graduated_response.booklet.content import content_of
from graduated_response.booklet.finishing import finished
from graduated_response.models import Booklet, Statement
from localoffer.outbox.models import Message
from localoffer.outbox.sending import hand_over
from localoffer.outbox.writing import write
from localoffer.publishing import cache_token
from localoffer.publishing.reviews import remind
from tests.authorisation.addresses import all_addresses
from tests.authorisation.world import SECRET, SUPERUSER, make_world
from tests.graduated_response.self_review.reviews import sent

from . import spoiling

pytestmark = pytest.mark.django_db
UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0\ufffc\ufffe\uffff\u202e]"
)
SHEET = {"when": spoiling.HOSTILE, "who": spoiling.HOSTILE, "own": "Why?", "notes": "Words"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of everything, with hostile words in it."""
    logging.disable()
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        assert spoiling.spoil(spoiling.words()) == set()
        assert spoiling.spoil(spoiling.rich_texts(), spoiling.RUBBISH) == set()
        spoiling.spoil_snapshots(SECRET)
        cache_token.bump()
        yield world
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def answers(world):
    """(address, status, content type, body) of everything that an administrator may read."""
    client = Client(raise_request_exception=False)
    client.force_login(world.people[SUPERUSER])
    found = []
    for address in all_addresses(world):
        if address.method == "GET":
            response = client.get(address.path, address.data)
            kind = response.headers.get("Content-Type", "").split(";")[0]
            found.append((address, response.status_code, kind, response.getvalue()))
    return found


def of_kind(answers, kind: str) -> dict[str, bytes]:
    return {
        address.path: body
        for address, status, found, body in answers
        if status == 200 and found.endswith(kind)
    }


def test_no_address_fails_at_what_is_stored(answers):
    assert [address.path for address, status, *_ in answers if status == 500] == []
    assert len(answers) > 500


def test_no_public_page_holds_what_html_forbids(answers):
    pages = of_kind([each for each in answers if each[0].is_public], "text/html")
    assert len(pages) > 50
    assert [path for path, body in pages.items() if UNREADABLE.search(body.decode())] == []


def test_every_xml_is_one(answers):
    files = of_kind(answers, "xml")
    assert {"/events/feed/", "/sitemap.xml"} <= files.keys()
    for body in files.values():
        lxml.etree.fromstring(body)
        assert not UNREADABLE.search(body.decode())
    assert b"wwwww" in files["/events/feed/"]


def test_every_calendar_is_one(answers):
    files = of_kind(answers, "calendar")
    assert len(files) > 1
    for body in files.values():
        assert not UNREADABLE.search(body.decode())
        assert max(map(len, body.split(b"\r\n"))) <= 75  # RFC 5545, 3.1
        entries = icalendar.Calendar.from_ical(body).walk("VEVENT")
        assert all("wwwww" in entry["summary"] for entry in entries)


def test_every_table_is_one(answers):
    books = of_kind(answers, "sheet")
    assert len(books) > 1
    for body in books.values():
        rows = openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows(values_only=True)
        assert any("wwwww" in str(cell) for row in rows for cell in row)
    tables = of_kind(answers, "csv")
    assert len(tables) > 1
    for body in tables.values():
        text = body.decode("utf-8-sig")
        assert not UNREADABLE.search(text)
        widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)}
        assert len(widths) == 1


def parts_of(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        return {name: file.read(name) for name in file.namelist()}


def check_xml(parts: dict[str, bytes]) -> None:
    for name, body in parts.items():
        if name.endswith((".xml", ".xhtml", ".opf", ".rels")):
            lxml.etree.fromstring(body)
            assert not UNREADABLE.search(body.decode())


def test_the_sheet_for_a_meeting_is_a_document_of_word(world):
    client = Client()
    form = client.get("/graduated-response/prepare/")
    key = re.search(r'name="questions"[^>]*value="([^"]+)"', form.content.decode())
    data = SHEET | {"do": "docx", "questions": [key[1]] if key else []}
    response = client.post("/graduated-response/prepare/", data)
    check_xml(parts_of(response.content))
    text = client.post("/graduated-response/prepare/", data | {"do": "txt"}).content.decode()
    assert not UNREADABLE.search(text)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_self_review_is_a_table(world, ending):
    code = Statement.objects.live().first().code
    said = {"evidence": spoiling.HOSTILE, "rating": "met"}
    data = sent({"setting": spoiling.HOSTILE, "as": ending}, **{code: said})
    response = Client().post("/ordinarily-available-provision/audit/download/", data)
    body = response.content
    if ending == "xlsx":
        check_xml(parts_of(body))
        rows = openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows(values_only=True)
    else:
        assert not UNREADABLE.search(body.decode())
        rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True)
    assert any("wwwww" in str(cell) for row in rows for cell in row)


def test_the_booklet_is_a_book_and_a_page(world):
    content = finished(content_of(Booklet.current()), timezone.localdate())
    images = dict.fromkeys(pictures.bodies_of(content["sections"]), b"")
    check_xml(parts_of(epub.book(content, images)))
    assert not UNREADABLE.search(web_page.page(content, images).decode())
    assert typesetting.pdf(content, images, size=12, paper="white").startswith(b"%PDF")


def is_page(response) -> bool:
    return response.status_code == 200 and "text/html" in response["Content-Type"]


def test_posters_and_their_codes_are_made(world):
    client = Client()
    for model, rows in world.rows.items():
        path = getattr(rows.get("live"), "get_absolute_url", str)().partition("#")[0]
        if path and is_page(client.get(path)):
            poster = client.get("/poster/", {"of": path})
            assert poster.status_code == 200, model
            assert not UNREADABLE.search(poster.content.decode())
            lxml.etree.fromstring(client.get("/poster/code.svg", {"of": path}).content)
            assert client.get("/poster/code.png", {"of": path}).content.startswith(b"\x89PNG")


def test_every_e_mail_is_one(world):
    """Those that wait, with words as they are stored, and the reminders, which quote titles."""
    for model in world.rows:
        if hasattr(model, "review_by"):
            model.objects.update(review_by=timezone.localdate(), owner="a@larkshire.example")
    remind(timezone.now())
    write("hostile", "a@larkshire.example", spoiling.HOSTILE, spoiling.HOSTILE)
    messages = Message.objects.exclude(to__contains="www")
    assert len(messages) > 1
    for message in messages:
        message.to = "a@larkshire.example"
        assert hand_over(message, get_connection()) is None
    for each in mail.outbox:
        read = BytesParser(policy=policy.default).parsebytes(each.message().as_bytes())
        assert read["to"] == "a@larkshire.example"
        assert not UNREADABLE.search(f"{read['subject']}{read.get_content()}")
        assert "\n" not in read["subject"]
