"""Staff add old addresses, bring a whole list, and take it along."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from localoffer.redirects.models import CIRCLE, Redirect
from tests.publishing.factories import make_page

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/redirects/redirect/", "/admin/redirects/redirect/add/"
IMPORT, EXPORT = f"{LIST}import/", f"{LIST}export/"
TALKING = "/graduated-response/talking/"


@pytest.fixture(autouse=True)
def page():
    return make_page(state="live")


def make(old: str, new: str, **fields) -> Redirect:
    return Redirect.objects.create(old_path=old, new_path=new, **fields)


def all_of_them() -> dict[str, str]:
    return dict(Redirect.objects.values_list("old_path", "new_path"))


def staff(client, *codes) -> None:
    user = get_user_model().objects.create(username="ann", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)


def add(client, old: str, new: str):
    return client.post(ADD, {"old_path": old, "new_path": new, "permanent": "on"})


def test_a_draft_reads_like_no_page(admin_client):
    make_page(slug="secret", title="Secret", state="draft")
    rows = b"/one/,/graduated-response/secret/\n/two/,/graduated-response/none/\n"
    file = SimpleUploadedFile("list.csv", rows)
    page = admin_client.post(IMPORT, {"file": file}).content.decode()
    assert "Row 1: There is no page at /graduated-response/secret/ to lead to." in page
    assert "Row 2: There is no page at /graduated-response/none/ to lead to." in page


def test_adding_one(admin_client):
    assert add(admin_client, "/old", TALKING).status_code == 302
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.new_path) == ("/old/", TALKING)
    assert (redirect.made_by.username, redirect.automatic) == ("admin", False)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("/old/", "/gone/", "There is no page at /gone/ to lead to."),
        ("/old/", "/admin/", "There is no page at /admin/ to lead to."),
        (TALKING, "/events/", f"There is a page at {TALKING} already."),
        ("/old/", "/old/", CIRCLE),
        ("/known/", "/events/", "This old address leads somewhere already. Change that one."),
        ("/known", "/events/", "This old address leads somewhere already. Change that one."),
        ("old", TALKING, "Start the old address with / as in /old-page/"),
        ("/old/", "http://evil.example/", "Start the new address with /"),
        ("/old/", "//evil.example/", "This is not an address. Copy it from the browser."),
        ("", "", "This field is required."),
    ],
)
def test_what_is_wrong_is_said(admin_client, old, new, sentence):
    make("/known/", TALKING)
    answer = add(admin_client, old, new)
    assert answer.status_code == 200
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert Redirect.objects.count() == 1


def test_a_person_may_change_what_came_by_itself(admin_client):
    redirect = make("/old/", TALKING, automatic=True)
    data = {"old_path": "/old/", "new_path": "https://www.gov.uk/", "automatic": "on"}
    assert admin_client.post(f"{LIST}{redirect.pk}/change/", data).status_code == 302
    redirect.refresh_from_db()
    assert (redirect.automatic, redirect.permanent) == (False, False)


def test_the_list_can_be_searched_in_few_queries(admin_client, django_assert_max_num_queries):
    for number in range(30):
        make(f"/old-{number}/", TALKING)
    make("/special/", "https://www.gov.uk/")
    with django_assert_max_num_queries(10):
        page = admin_client.get(LIST, {"q": "gov.uk"}).content.decode()
    assert "/special/" in page
    assert "/old-3/" not in page
    assert f'href="{IMPORT}"' in page
    assert f'href="{EXPORT}"' in page


def send(client, content: bytes | str):
    content = content.encode() if isinstance(content, str) else content
    return client.post(IMPORT, {"file": SimpleUploadedFile("list.csv", content, "text/csv")})


def save(client, preview):
    return client.post(IMPORT, {"packet": preview.context["packet"]}, follow=True)


def test_an_import_is_looked_at_first_and_then_stored(admin_client):
    make("/known/", TALKING)
    table = f"Old address,New address\n/old-1,{TALKING}\n\n/known,{TALKING}\n/old-2/,https://www.gov.uk/\n"
    preview = send(admin_client, table)
    words = preview.content.decode()
    assert "2 new. 1 there already." in words
    assert "<td>/old-1/</td>" in words
    assert set(all_of_them()) == {"/known/"}
    done = save(admin_client, preview)
    assert "2 old addresses now lead to their new pages." in done.content.decode()
    assert all_of_them() == {
        "/known/": TALKING, "/old-1/": TALKING, "/old-2/": "https://www.gov.uk/",
    }  # fmt: skip
    assert Redirect.objects.get(old_path="/old-1/").made_by.username == "admin"


def test_one_wrong_row_stops_all_and_every_wrong_row_is_told(admin_client):
    make("/known/", TALKING)
    answer = send(
        admin_client,
        f"old,new\n/fine/,{TALKING}\nbad,{TALKING}\n/a/,/gone/\n\n/b/\n/known/,/events/\n{TALKING},/events/\n",
    )
    errors = answer.context["outcome"].errors
    assert sorted(errors) == [
        "Row 3: Start the old address with / as in /old-page/",
        "Row 4: There is no page at /gone/ to lead to.",
        "Row 6: There must be two cells, the old address and the new one.",
        "Row 7: /known/ leads to /graduated-response/talking/ already.",
        "Row 8: There is a page at /graduated-response/talking/ already.",
    ]
    assert "Row 4: There is no page at /gone/" in answer.content.decode()
    assert answer.context["packet"]
    assert "packet" not in answer.content.decode()
    save(admin_client, answer)
    assert set(all_of_them()) == {"/known/"}


def test_chains_and_circles_within_a_file(admin_client):
    chain = send(admin_client, f"/a/,/b/\n/b/,/c/\n/c/,{TALKING}\n")
    save(admin_client, chain)
    assert all_of_them() == dict.fromkeys(["/a/", "/b/", "/c/"], TALKING)
    Redirect.objects.all().delete()
    circle = send(admin_client, "/a/,/b/\n/b/,/a/\n")
    assert f"Row 2: {CIRCLE}" in circle.context["outcome"].errors


def test_the_same_row_twice_is_one(admin_client):
    twice = send(admin_client, f"/a/,{TALKING}\n/a,{TALKING}\n")
    assert (len(twice.context["outcome"].new), twice.context["outcome"].known) == (1, 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\n,\n", "There are no rows in the file."),
        ("/a/,/events/".encode("utf-16"), "This is not a CSV file."),
        (b"/a/\x00,/events/", "This is not a CSV file."),
        (b'/a/,"/events/\n', "Row 1 cannot be read"),
        (b"/a,/b\n" * 1001, "There are more than 1,000 rows."),
        (b"a" * 200_001, "The file is too big."),
    ],
)
def test_files_that_are_no_table(admin_client, content, sentence):
    assert sentence in send(admin_client, content).content.decode()
    assert all_of_them() == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_files_from_excel(admin_client, encoding):
    preview = send(admin_client, f"/Überblick/,{TALKING}\r\n".encode(encoding))
    save(admin_client, preview)
    assert all_of_them() == {"/%C3%9Cberblick/": TALKING}


def test_a_preview_is_good_for_one_person_and_not_for_ever(admin_client, client):
    packet = send(admin_client, f"/a/,{TALKING}\n").context["packet"]
    staff(client, "add_redirect", "view_redirect")
    for forged in (packet, packet[:-1], "x"):
        answer = client.post(IMPORT, {"packet": forged}, follow=True)
        assert "Please send it again." in answer.content.decode()
    assert all_of_them() == {}


def test_what_changed_after_the_preview_is_told(admin_client):
    preview = send(admin_client, f"/a/,{TALKING}\n")
    make("/a/", "/events/")
    answer = admin_client.post(IMPORT, {"packet": preview.context["packet"]})
    assert "Row 1: /a/ leads to /events/ already." in answer.content.decode()
    assert all_of_them() == {"/a/": "/events/"}


def test_an_export_can_be_imported_again_and_holds_no_formula(admin_client):
    make("/=cmd|x/", TALKING)
    make("/old,page/", "https://www.gov.uk/?a=1,2")
    answer = admin_client.get(EXPORT)
    assert answer["Content-Disposition"] == 'attachment; filename="old-addresses.csv"'
    text = answer.content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]
    before = all_of_them()
    Redirect.objects.all().delete()
    save(admin_client, send(admin_client, answer.content))
    assert all_of_them() == before


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], {LIST: 403, ADD: 403, IMPORT: 403, EXPORT: 403}),
        (["view_redirect"], {LIST: 200, ADD: 403, IMPORT: 403, EXPORT: 200}),
        (["add_redirect", "view_redirect"], {LIST: 200, ADD: 200, IMPORT: 200, EXPORT: 200}),
    ],
)
def test_who_may_do_what(client, codes, expected):
    staff(client, *codes)
    assert {address: client.get(address).status_code for address in expected} == expected
    if "add_redirect" not in codes:
        assert send(client, f"/a/,{TALKING}\n").status_code == 403
        assert client.post(IMPORT, {"packet": "x"}).status_code == 403


def test_other_methods_are_refused(admin_client):
    assert admin_client.post(EXPORT).status_code == 405
    assert admin_client.put(IMPORT).status_code == 405


def test_strangers_are_sent_to_sign_in(client):
    for address in (LIST, IMPORT, EXPORT):
        assert client.get(address).url.startswith("/admin/login/")


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password/", "/admin/logout/"])
def test_no_page_of_the_admin_fails_when_it_is_asked_whether_it_is_there(path, admin_client):
    assert add(admin_client, "/old/", path).status_code in (200, 302)
    assert add(admin_client, path, TALKING).status_code == 200
