"""Importing You said, we did on a page of the admin."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from localoffer.glossary.models import Term
from surveys.models import Cycle, YouSaid

from .import_documents import PAGE as TEXT
from .import_documents import STATUSES
from .pages import words_of

pytestmark = pytest.mark.django_db
LIST = "/admin/surveys/cycle/"
PAGE = f"{LIST}import/"
UNDATED = "You said: It is late.\n\nWe did: We ran.\n\nYou said: More.\n\nWe did: Less.\n"


def send(client, text=TEXT, **fields):
    return client.post(PAGE, {"file": SimpleUploadedFile("page.txt", text.encode()), **fields})


def save(client, response, button="draft"):
    packet = re.search(r'name="packet" value="([^"]+)"', response.content.decode())[1]
    return client.post(PAGE, {"packet": unescape(packet), button: "on"})


def test_the_list_leads_to_the_page(admin_client):
    assert f'<a href="{PAGE}">Import from a document</a>' in admin_client.get(LIST).content.decode()
    assert "<h1>Import You said, we did from a document</h1>" in (
        admin_client.get(PAGE).content.decode()
    )


def test_the_preview_shows_all_and_stores_nothing(admin_client):
    page = send(admin_client).content.decode()
    for words in (
        "Nobody told us about the Family Hub in town.",
        "We began a course.",
        "We are continuing to look",
        "We are also hoping to make a film about reviews.",
        "A place in each town where families find help",
        "All of it added, not on the site yet.",
    ):
        assert words in page
    assert not Cycle.objects.exists()
    assert not Term.objects.exists()


def test_the_preview_names_only_words_that_the_glossary_has_not(admin_client):
    heading = "<h3>New words for the glossary</h3><dl><dt>Family Hub</dt>"
    assert heading in send(admin_client).content.decode()
    Term.objects.create(title="Hub", variants="FAMILY HUB", slug="hub", short="A place.")
    assert "New words for the glossary" not in send(admin_client).content.decode()


def test_the_preview_shows_how_far_each_thing_has_come(admin_client):
    file = SimpleUploadedFile("page.md", STATUSES.encode())
    words = words_of(admin_client.post(PAGE, {"file": file}).content.decode())
    assert "We did Under way We asked for quotes" in words
    assert "We did Not possible There is no money" in words
    assert "We did Done (the document does not say) We bought one" in words
    assert "Where the document does not say how far a thing has come" in words


@pytest.mark.parametrize(("button", "state"), [("draft", "draft"), ("publish", "live")])
def test_saving_stores_what_was_shown(admin_client, button, state):
    response = save(admin_client, send(admin_client, title="Reviews", year="2021"), button)
    cycle = Cycle.objects.get()
    assert response["Location"] == f"{LIST}{cycle.pk}/change/"
    assert (cycle.title, cycle.year, cycle.state) == ("Reviews", 2021, state)
    assert YouSaid.objects.count() == 2
    assert Term.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("text", "fields", "sentence"),
    [
        (UNDATED, {"year": ""}, "The document names no year"),
        (TEXT, {"year": "1999"}, "greater than or equal to 2000"),
        (TEXT, {"year": "²"}, "Enter a whole number."),
        ("Minutes.\n", {}, "No pairs of “You said” and “We did” were found"),
    ],
)
def test_a_bad_form_says_why_and_keeps_what_was_typed(admin_client, text, fields, sentence):
    page = send(admin_client, text, title="Mine", **fields).content.decode()
    assert sentence in page
    assert 'value="Mine"' in page
    assert not Cycle.objects.exists()


def test_an_undated_document_with_the_year_that_staff_know(admin_client):
    save(admin_client, send(admin_client, UNDATED, year="2020"))
    assert Cycle.objects.get().slug == "you-said-we-did-2020"


def test_who_may_only_add_rounds_adds_no_words_to_the_glossary():
    user = User.objects.create_user("kim", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["edit_everywhere", "add_cycle"])
    )
    client = Client()
    client.force_login(user)
    assert save(client, send(client)).status_code == 302
    assert Cycle.objects.get().state == "draft"
    assert not Term.objects.exists()
    assert save(client, send(client, year="2019"), "publish").status_code == 403
