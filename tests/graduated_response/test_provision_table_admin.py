"""Downloading expectations, and importing them with a preview, in the admin."""

import csv
import io
import re
from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from graduated_response.models import Area, Statement
from localoffer.people.models import Remit
from localoffer.publishing.models import Version
from tests.spreadsheets.workbook_files import HOSTILE, workbook

from .page_factories import text_of
from .provision_factories import make_area, make_level, make_stage, make_statement
from .provision_tables import exported, stored, table

pytestmark = pytest.mark.django_db
LIST = "/admin/graduated_response/statement/"
PAGE = f"{LIST}import/"
ALL = ["view_statement", "add_statement", "change_statement", "publish_statement"]


def send(client, content, name="table.csv", **fields):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content), **fields})


def hidden(response, name):
    page = response.content.decode()
    return unescape(re.search(f'name="{name}" value="([^"]*)"', page)[1])


def save(client, preview, button="draft"):
    fields = {name: hidden(preview, name) for name in ("packet", "seen")}
    return client.post(PAGE, {**fields, button: "on"})


@pytest.fixture
def signed_in():
    """`signed_in("add_statement", ...)`: a client whose user may do just that."""

    def sign_in(*codenames, everywhere=True):
        user = User.objects.create_user("kim", is_staff=True)
        names = [*codenames, *(["edit_everywhere"] if everywhere else [])]
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return sign_in


# --- Out ------------------------------------------------------------------------------------


def downloaded(client, query=""):
    response = client.get(f"{LIST}export/csv/{query}")
    assert response.status_code == 200
    return [row[0] for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig")))][1:]


def test_the_list_offers_what_it_shows(admin_client):
    make_statement("AS1", state="draft")
    page = text_of(admin_client, f"{LIST}?state__exact=draft")
    for kind in ("xlsx", "csv"):
        assert f'<a href="{LIST}export/{kind}/?state__exact=draft" download>' in page
    assert f'<a href="{PAGE}">Import from a file</a>' in page


def test_a_download_is_filtered_as_the_list_is(admin_client):
    for code, state in [("AS10", "draft"), ("AS2", "live"), ("EN1", "archived")]:
        make_statement(code, state=state, ever_live=True, phases=["primary", "secondary"])
    make_statement("EN2").put_in_bin()
    assert downloaded(admin_client) == ["AS2", "AS10", "EN1"]
    assert downloaded(admin_client, "?state__exact=draft") == ["AS10"]
    assert downloaded(admin_client, "?q=AS&o=-1") == ["AS2", "AS10"]
    assert downloaded(admin_client, "?bin=yes") == ["EN2"]
    assert admin_client.get(f"{LIST}export/csv/?nonsense=1").status_code == 400


def test_a_download_has_what_only_staff_may_see(admin_client):
    stage = make_stage("assess", state="draft")
    make_statement("AS1", state="draft", stages=[stage], title="=1+1")
    response = admin_client.get(f"{LIST}export/xlsx/")
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"] == 'attachment; filename="expectations.xlsx"'
    assert "no-store" in response["Cache-Control"]
    header, row = load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)
    cells = dict(zip(header, row, strict=True))
    assert (cells["state"], cells["stages"], cells["expectation"]) == ("Draft", "Assess", "=1+1")


@pytest.mark.parametrize("count", [1, 3])
def test_a_download_costs_few_queries(admin_client, count, django_assert_num_queries):
    for number in range(1, count + 1):
        make_statement(f"AS{number}", phases=["primary"])
    downloaded(admin_client)  # what Django remembers for good is not counted
    with django_assert_num_queries(10):
        downloaded(admin_client)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_may_not_see_downloads_nothing(signed_in, client, kind):
    make_statement("AS1")
    address = f"{LIST}export/{kind}/"
    assert client.get(address)["Location"].startswith("/admin/login/")
    assert signed_in("add_statement").get(address).status_code == 403
    assert client.post(address).status_code in (302, 405)


def test_outside_the_remit_there_is_nothing_to_download(signed_in):
    make_statement("AS1")
    client = signed_in(*ALL, everywhere=False)
    remit = Remit.objects.create(user=client.user)
    remit.kinds.set([ContentType.objects.get_for_model(Area)])
    assert client.get(f"{LIST}export/csv/").status_code == 403
    remit.kinds.add(ContentType.objects.get_for_model(Statement))
    assert downloaded(client) == ["AS1"]


# --- In -------------------------------------------------------------------------------------


def test_the_page_says_what_to_send(admin_client):
    page = text_of(admin_client, PAGE)
    assert page.count("<h1>") == 1
    assert "<h1>Import expectations</h1>" in page
    assert "Nothing is ever deleted by an import." in page


def test_the_preview_shows_all_and_stores_nothing(admin_client):
    make_statement("AS1", how="One way")
    make_statement("AS2")
    make_statement("AS3")
    rows = [
        ["AS1", "", "", "The setting does AS1.", "", "One new way"],
        ["AS2", "", "", "The setting does AS2."],
        ["AS4", "", "Everyone", "Is <b>new</b>."],
    ]
    response = send(admin_client, table(*rows))
    page = response.content.decode()
    assert "Expectations: 1 new, 1 changed, 1 as before." in page
    assert "<h3>AS1: The setting does AS1.</h3>" in page
    assert "<td><p>One way</p></td><td><p>One <ins>new</ins> way</p></td>" in page
    assert "<strong>AS4</strong> Is &lt;b&gt;new&lt;/b&gt;." in page
    assert "<strong>AS3</strong> The setting does AS3." in page
    assert "no-store" in response["Cache-Control"]
    assert len(stored()) == 3
    assert not Version.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(("button", "state"), [("draft", "draft"), ("publish", "live")])
def test_saving_stores_what_was_shown(admin_client, admin_user, button, state):
    row = make_statement("AS1")
    rows = [["AS1", "", "", "Other."], ["AS2", "", "Everyone", "The setting looks."]]
    response = save(admin_client, send(admin_client, table(*rows)), button)
    assert response["Location"] == LIST
    title = "Other." if state == "live" else "The setting does AS1."
    assert stored() == [("AS1", title, "", "live"), ("AS2", "The setting looks.", "", state)]
    assert Version.objects.history_of(row).first().author == admin_user
    assert {entry.change_message for entry in LogEntry.objects.all()} == {
        "Imported from “table.csv”."
    }
    assert LogEntry.objects.count() == 2
    assert "Expectations: 1 new, 1 changed" in text_of(admin_client, LIST)


def test_a_page_of_faults_has_nothing_to_save(admin_client):
    make_statement("AS1")
    preview = send(admin_client, table(["ZZ1", "", "Everyone", "New."], ["AS1", "", "", "Other."]))
    page = preview.content.decode()
    assert "Row 2 (ZZ1): No area has the letters “ZZ”. Known: AS." in page
    assert "Save as drafts" not in page
    assert "Save and publish" not in page
    assert save(admin_client, preview, "publish").status_code == 200
    assert stored() == [("AS1", "The setting does AS1.", "", "live")]
    assert not Version.objects.exists()


def test_nothing_to_change_has_nothing_to_save(admin_client):
    make_statement("AS1")
    page = send(admin_client, exported("xlsx"), "expectations.xlsx").content.decode()
    assert "Nothing to change: the site says all of this already." in page
    assert 'type="submit"' not in page[page.index('id="import"') :]


def test_drafts_that_would_go_out_too_are_named(admin_client):
    make_statement("AS1", state="draft")
    make_statement("AS2", state="draft")
    content = table(["AS1", "The setting does AS1."], header=["code", "expectation"])
    preview = send(admin_client, content)
    page = preview.content.decode()
    assert "<h2>Drafts that the file repeats (1)</h2>" in page
    assert "Save as drafts" not in page
    save(admin_client, preview, "publish")
    assert [state for *_, state in stored()] == ["live", "draft"]
    assert "1 published." in text_of(admin_client, LIST)


def test_what_changed_since_the_preview_is_shown_first(admin_client):
    row = make_statement("AS1", how="One")
    preview = send(admin_client, table(["AS1", "", "", "The setting does AS1.", "", "Two"]))
    row.how = "Three"
    row.save()
    again = save(admin_client, preview)
    assert "The site has changed since you looked." in again.content.decode()
    assert not Version.objects.exists()
    assert save(admin_client, again)["Location"] == LIST
    assert Version.objects.latest_draft_of(row).snapshot["fields"]["how"] == "Two"


def test_what_may_not_go_out_yet_is_said_and_drafts_are_still_offered(admin_client):
    make_statement("AS1")
    content = table(["AS1", "", "", "The setting does AS1.", "", "Ring Jo’s mum on 07700 900123."])
    preview = send(admin_client, content)
    blocked = save(admin_client, preview, "publish")
    page = blocked.content.decode()
    assert "Why it cannot be published" in page
    assert "Row 2 (AS1): It cannot be published yet." in page
    assert not Version.objects.exists()
    assert save(admin_client, blocked)["Location"] == LIST
    assert Version.objects.count() == 2


def test_a_file_that_would_take_too_long_is_sent_in_parts(admin_client):
    make_area()
    make_level()
    rows = [[f"AS{number}", "", "Everyone", f"Sentence {number}."] for number in range(1, 502)]
    preview = send(admin_client, table(*rows))
    assert "The file: It changes 501 expectations, and 500 at once" in preview.content.decode()
    assert save(admin_client, preview).status_code == 200
    assert stored() == []


BAD = [
    (b"", "a.csv", "The file is empty."),
    (b"name\nx\n", "a.csv", "No row of the file has the headings “code”"),
    (b"<p>Nothing</p>", "a.html", "There is no table of two columns in the document"),
    (b"PK\x03\x04 no zip", "a.docx", "The file is damaged"),
    (b"MZ\x00", "a.exe", "Send an Excel workbook"),
    (HOSTILE["bomb"](workbook(["code", "law"], ["AS1", ""])), "a.xlsx", "unpacks to far more"),
]


@pytest.mark.parametrize(("content", "name", "sentence"), BAD, ids=range(len(BAD)))
def test_a_bad_file_is_refused_on_the_page(admin_client, content, name, sentence):
    level = make_level()
    response = send(admin_client, content, name, level=level.pk)
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in unescape(page[page.index('class="errorlist"') :])
    assert f'<option value="{level.pk}" selected>' in page


def test_no_file_and_unknown_choices(admin_client):
    page = admin_client.post(PAGE, {"area": "999", "level": "x"}).content.decode()
    assert "Choose the file to import." in page
    assert page.count("Select a valid choice.") == 2


@pytest.mark.parametrize("packet", ["", "nonsense", "a:b:c", "é"])
def test_a_forged_packet_stores_nothing(admin_client, packet):
    page = admin_client.post(PAGE, {"packet": packet, "publish": "on"}).content.decode()
    assert "Please send it again." in page


# --- Rights ---------------------------------------------------------------------------------


@pytest.mark.parametrize("codenames", [(), ("view_statement",), ("change_statement",)])
def test_who_may_not_add_sees_no_page(signed_in, admin_client, codenames):
    make_statement("AS1")
    preview = send(admin_client, table(["AS1", "", "", "Other."]))
    client = signed_in(*codenames)
    assert client.get(PAGE).status_code == 403
    assert save(client, preview).status_code == 403
    if "view_statement" in codenames:
        assert PAGE not in text_of(client, LIST)


def test_a_packet_is_good_for_one_person(signed_in, admin_client):
    make_statement("AS1")
    preview = send(admin_client, table(["AS1", "", "", "Other."]))
    page = save(signed_in(*ALL), preview).content.decode()
    assert "Please send it again." in page
    assert not Version.objects.exists()


def test_who_may_only_add_changes_nothing(signed_in):
    make_statement("AS1", state="draft")
    client = signed_in("add_statement", "view_statement")
    preview = send(client, table(["AS1", "", "", "Other."], ["AS2", "", "Everyone", "New."]))
    assert "Row 2 (AS1): You may not change this expectation." in preview.content.decode()
    assert save(client, preview).status_code == 200
    assert save(client, send(client, table(["AS2", "", "Everyone", "New."]))).status_code == 302
    assert [code for code, *_ in stored()] == ["AS1", "AS2"]


def test_who_may_not_publish_saves_drafts(signed_in):
    make_statement("AS1")
    client = signed_in(*ALL[:3])
    preview = send(client, table(["AS1", "", "", "Other."]))
    assert "Save and publish" not in preview.content.decode()
    assert save(client, preview, "publish").status_code == 403
    assert not Version.objects.exists()
    assert save(client, preview)["Location"] == LIST
    assert stored() == [("AS1", "The setting does AS1.", "", "live")]


def narrowed(signed_in, area):
    """A client who may do all with the expectations of one area, and see nothing else."""
    client = signed_in(*ALL, everywhere=False)
    remit = Remit.objects.create(user=client.user)
    remit.kinds.set([ContentType.objects.get_for_model(model) for model in (Area, Statement)])
    remit.parts.create(content_type=ContentType.objects.get_for_model(Area), object_id=area.pk)
    return client


def test_a_remit_narrows_an_import_to_its_area(signed_in):
    mine, other = make_statement("AS1"), make_statement("EN1", title="Secret words.")
    make_statement("EN2", title="Other secret.")
    client = narrowed(signed_in, mine.area)
    assert downloaded(client) == ["AS1"]
    rows = [
        ["EN1", "", "Everyone", "Mine now."],
        ["EN3", "", "Everyone", "New."],
        ["AS1", other.area.title, "", "The setting does AS1."],
    ]
    preview = send(client, table(*rows))
    page = preview.content.decode()
    assert "Row 2 (EN1): You may not add expectations there." in page
    assert "Row 3 (EN3): You may not add expectations there." in page
    assert "Row 4 (AS1): You may not edit what is in that area." in page
    assert "ecret" not in page
    assert save(client, preview, "publish").status_code == 200
    assert not Version.objects.exists()
    done = save(client, send(client, table(["AS1", "", "", "Other."])), "publish")
    assert done["Location"] == LIST
    assert Statement.objects.get(code="AS1").title == "Other."


def test_a_refusal_names_nothing_outside_the_remit(signed_in):
    """A code, an area or a stage that is hidden reads like one that there is not."""
    mine, hidden = make_statement("AS1"), make_area("hidden-place", "HX", state="draft")
    make_statement("HX1", hidden, state="draft", title="The hidden sentence.")
    make_statement("AS9", hidden, state="draft", title="It moved house.")
    make_statement("HX2", hidden, title="In the bin.").put_in_bin()
    make_stage("plan", state="draft")
    client = narrowed(signed_in, mine.area)
    assert "Hidden place" not in text_of(client, PAGE)
    rows = [
        ["HX1", "", "Everyone", "One."],
        ["HX2", "", "", ""],
        ["HX3", "", "", ""],
        ["AS2", "Nowhere", "Everyone", "Two."],
        ["AS9", "", "Everyone", "Three."],
    ]
    page = send(client, table(*rows)).content.decode()
    for row, code in [(2, "HX1"), (3, "HX2"), (4, "HX3")]:
        assert f"Row {row} ({code}): No area has the letters “HX”. Known: AS." in page
    assert "Row 5 (AS2): The area “Nowhere” is not known. Known: Area as." in page
    assert "Row 6 (AS9): This code is used already." in page
    for secret in ("hidden sentence", "Hidden place", "moved house", "In the bin"):
        assert secret not in page
    header = ["code", "level", "expectation", "stages", "area"]
    stages = send(client, table(["AS3", "Everyone", "Four.", "Plan", ""], header=header))
    assert "The stage “Plan” is not known. Known: none yet." in stages.content.decode()
    same = ["", "Everyone", "The hidden sentence.", "", "AS"]
    assert save(client, send(client, table(same, header=header)))["Location"] == LIST
    assert Statement.objects.get(code="AS10").title == "The hidden sentence."


def test_strangers_are_asked_to_sign_in(client):
    assert client.get(PAGE)["Location"].startswith("/admin/login/")


def test_a_forged_form_is_refused(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert send(client, table(["AS1"])).status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "options", "patch"])
def test_other_methods(admin_client, method):
    assert getattr(admin_client, method)(PAGE).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_costs_the_same_for_many_rows(admin_client, count, django_assert_num_queries):
    make_area()
    make_level()
    rows = [
        [f"AS{number}", "", "Everyone", f"Sentence {number}."] for number in range(1, count + 1)
    ]
    send(admin_client, table(*rows))  # what Django remembers for good is not counted
    with django_assert_num_queries(10):
        send(admin_client, table(*rows))
