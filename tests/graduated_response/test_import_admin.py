"""Importing questions on a page of the admin: send, look, save."""

import re
from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from graduated_response.models import Question, QuestionSet

from .import_documents import BUS, EVENING, STORY, VISIT, document
from .page_factories import text_of

pytestmark = pytest.mark.django_db
LIST = "/admin/graduated_response/questionset/"
PAGE = f"{LIST}import/"
KINDS = ("questionset", "question")


def send(client, text=EVENING, name="evening.md", **fields):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content), **fields})


def packet_of(response):
    return unescape(re.search(r'name="packet" value="([^"]+)"', response.content.decode())[1])


def save(client, response, button="draft"):
    return client.post(PAGE, {"packet": packet_of(response), button: "on"})


@pytest.fixture
def signed_in(client):
    """`signed_in("add_question", ...)`: a client whose user may do just that."""

    def sign_in(*codenames, name="kim"):
        user = User.objects.create_user(name, is_staff=True)
        user.user_permissions.set(
            Permission.objects.filter(codename__in=["edit_everywhere", *codenames])
        )
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def test_the_list_leads_to_the_page(admin_client):
    assert f'<a href="{PAGE}">Import from a document</a>' in text_of(admin_client, LIST)
    page = text_of(admin_client, PAGE)
    assert page.count("<h1>") == 1
    assert "<h1>Import questions from a document</h1>" in page


def test_the_page_is_never_cached(admin_client):
    assert "no-store" in admin_client.get(PAGE)["Cache-Control"]
    assert "no-store" in send(admin_client)["Cache-Control"]


def test_the_preview_shows_all_and_stores_nothing(admin_client):
    page = send(
        admin_client, document((STORY, "Speak to us."), (BUS, "[Soon](#)."))
    ).content.decode()
    assert STORY in page
    assert "Speak to us." in page
    assert "3 May 2023" in page
    assert "Links that lead nowhere (1)" in page
    assert "All of it added, not on the site yet." in page
    assert not QuestionSet.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(("button", "state"), [("draft", "draft"), ("publish", "live")])
def test_saving_stores_what_was_shown(admin_client, button, state):
    response = save(admin_client, send(admin_client, title="Moving up", day="2024-06-01"), button)
    in_set = QuestionSet.objects.get()
    assert response["Location"] == f"{LIST}{in_set.pk}/change/"
    assert (in_set.title, str(in_set.as_at), in_set.state) == ("Moving up", "2024-06-01", state)
    assert in_set.questions.get(number=1).text == VISIT
    assert {row.state for row in Question.objects.all()} == {state}
    assert LogEntry.objects.get().change_message == "Imported from “evening.md”."
    assert "New: Moving up" in text_of(admin_client, response["Location"])


def test_the_same_again_and_a_change(admin_client):
    save(admin_client, send(admin_client), "publish")
    again = send(admin_client)
    assert "Nothing to change: all of this was imported before." in again.content.decode()
    save(admin_client, again)
    assert LogEntry.objects.count() == 1
    newer = send(admin_client, EVENING.replace("Not this year", "Next year"))
    assert "1 on the site now and not changed." in newer.content.decode()
    save(admin_client, newer, "publish")
    assert "Next year" in Question.objects.get(number=3).answer
    assert LogEntry.objects.count() == 2


def test_the_preview_is_clean(admin_client):
    html = (
        f"<h1>Evening</h1><h2>{VISIT}</h2><p style=color:red>Yes<iframe>alert(1)</iframe></p>"
        f"<h2>Is 1 &lt;script&gt;?</h2><p><a href='javascript:a()'>No</a></p>"
    )
    page = send(admin_client, html, "evening.html").content.decode()
    assert "Is 1 &lt;script&gt;?" in page
    assert "alert(1)" not in page
    assert "href='javascript" not in page.replace('"', "'")
    assert "color:red" not in page


SCRIPT = f"<h1>Evening</h1><h2>{VISIT}</h2><p>Yes<script>alert(1)</script></p>"
BAD = [
    ({"text": b"", "name": "a.md"}, "The file is empty."),
    ({"text": "Minutes.\n", "name": "a.md"}, "No questions with answers were found"),
    ({"text": b"MZ\x00\x01", "name": "a.exe"}, "file"),
    ({"text": b"PK\x03\x04 no zip", "name": "a.docx"}, "file"),
    ({"text": SCRIPT, "name": "a.html"}, "There are scripts in the file"),
    ({"day": "2024-02-31"}, "Enter a valid date."),
    ({"day": "0999-01-01"}, "Enter a day after 1999."),
    ({"title": "x" * 201}, "at most 200 characters"),
]


@pytest.mark.parametrize(("sent", "sentence"), BAD, ids=range(len(BAD)))
def test_a_bad_form_says_why_and_keeps_what_was_typed(admin_client, sent, sentence):
    response = send(admin_client, **{"title": "My & title", **sent})
    page = response.content.decode()
    assert response.status_code == 200
    assert '<p class="errornote" tabindex="-1" autofocus>' in page
    assert sentence in unescape(page[page.index('class="errorlist"') :])
    assert f'value="{sent.get("title", "My &amp; title")}"' in page
    assert not QuestionSet.objects.exists()


def test_no_file_at_all(admin_client):
    page = admin_client.post(PAGE, {"title": "Mine"}).content.decode()
    assert "Choose the document to import." in page
    assert 'value="Mine"' in page


def test_a_file_that_is_too_big(admin_client):
    page = send(admin_client, b"x" * (20 * 1024 * 1024 + 1)).content.decode()
    assert "The file is bigger than 20 MB." in page


def test_a_document_that_no_form_could_carry(admin_client, monkeypatch):
    monkeypatch.setattr("localoffer.importing.forms.LONGEST_PACKET", 100)
    assert "too long to look at in one page" in send(admin_client).content.decode()


@pytest.mark.parametrize("packet", ["", "nonsense", "a:b:c", "é"])
def test_a_forged_packet_stores_nothing(admin_client, packet):
    page = admin_client.post(PAGE, {"packet": packet, "publish": "on"}).content.decode()
    assert "Please send it again." in page
    assert not QuestionSet.objects.exists()


def test_a_packet_is_good_for_one_person_and_a_day(admin_client, signed_in, monkeypatch):
    packet = packet_of(send(admin_client))
    other = signed_in("add_questionset", "add_question", "view_questionset")
    assert "Please send it again." in other.post(PAGE, {"packet": packet}).content.decode()
    monkeypatch.setattr("localoffer.importing.forms.SECONDS", -1)
    assert "Please send it again." in admin_client.post(PAGE, {"packet": packet}).content.decode()
    assert not QuestionSet.objects.exists()


@pytest.mark.parametrize(
    "codenames",
    [(), ("view_questionset",), ("add_questionset", "change_questionset"), ("add_question",)],
)
def test_who_may_not_add_sees_no_page(signed_in, admin_client, codenames):
    client = signed_in(*codenames)
    assert client.get(PAGE).status_code == 403
    assert send(client).status_code == 403
    assert client.post(PAGE, {"packet": packet_of(send(admin_client))}).status_code == 403
    if "view_questionset" in codenames:
        assert PAGE not in text_of(client, LIST)


def test_who_may_only_add_cannot_publish_or_change(signed_in):
    client = signed_in("add_questionset", "add_question")
    preview = send(client)
    assert "Save and publish" not in preview.content.decode()
    assert save(client, preview, "publish").status_code == 403
    assert not QuestionSet.objects.exists()
    assert save(client, preview)["Location"] == "/admin/"
    newer = EVENING.replace("Not this year", "Next year")
    unseen = send(client, newer).content.decode()
    assert "There is content of this title already, and you may not see it." in unseen
    assert "Not this year" not in unseen
    seeing = signed_in("add_questionset", "add_question", "view_questionset", name="lee")
    preview = send(seeing, newer)
    assert "you may not change it" in preview.content.decode()
    assert save(seeing, preview).status_code == 403
    assert "Not this year" in Question.objects.get(number=3).answer


def test_who_may_change_cannot_publish(signed_in):
    rights = [f"{action}_{kind}" for action in ("add", "change") for kind in KINDS]
    client = signed_in(*rights)
    assert save(client, send(client), "publish").status_code == 403
    assert save(client, send(client)).status_code == 302
    newer = send(client, EVENING.replace("Not this year", "Next year"))
    assert save(client, newer).status_code == 302
    assert "Next year" in Question.objects.get(number=3).answer


def test_strangers_are_asked_to_sign_in(client):
    assert client.get(PAGE)["Location"].startswith("/admin/login/")
    assert send(client)["Location"].startswith("/admin/login/")


def test_a_forged_form_is_refused(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert send(client).status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "options", "patch"])
def test_other_methods(admin_client, method):
    assert getattr(admin_client, method)(PAGE).status_code == 405


@pytest.mark.parametrize("count", [3, 30])
def test_the_preview_costs_little(admin_client, count, django_assert_max_num_queries):
    pairs = [(f"What about school number {n}?", f"Answer {n}.") for n in range(count)]
    with django_assert_max_num_queries(30 + count):
        send(admin_client, document(*pairs))
