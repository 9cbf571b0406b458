"""Who gets which file, with which headers (trust.md U6, Z7, C7)."""

import gzip

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.test import Client

from .factories import make_document, make_image, make_video, received

pytestmark = pytest.mark.django_db
POLICY = "default-src 'none'; sandbox"
FILE = "/media/documents/plan/file/"


@pytest.fixture
def staff(django_user_model):
    """Somebody who may see documents that are not public, and nothing else."""
    user = django_user_model.objects.create_user("ann", password="x", is_staff=True)
    codes = ["view_document", "edit_everywhere"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=codes))
    client = Client()
    client.force_login(user)
    return client


def body(response) -> bytes:
    return response.getvalue()


@pytest.mark.parametrize(
    ("kind", "media_type", "disposition"),
    [
        ("pdf", "application/pdf", 'inline; filename="plan.pdf"'),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            'attachment; filename="plan.docx"',
        ),
        ("csv", "text/csv", 'attachment; filename="plan.csv"'),
        ("txt", "text/plain", 'attachment; filename="plan.txt"'),
        ("odt", "application/vnd.oasis.opendocument.text", 'attachment; filename="plan.odt"'),
    ],
)  # fmt: skip
def test_a_file_comes_with_headers_for_its_kind(client, kind, media_type, disposition):
    make_document(file=received(b"the body", kind=kind, original_name="<b>.exe"))
    response = client.get(FILE, headers={"accept-encoding": "gzip"})
    assert (response.status_code, body(response)) == (200, b"the body")
    headers = response.headers
    assert headers["Content-Type"] == media_type
    assert headers["Content-Disposition"] == disposition
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Content-Length"] == "8"
    assert "Set-Cookie" not in headers
    assert "Cookie" not in headers.get("Vary", "")


def test_pictures_captions_and_films_are_shown_in_the_page(client):
    make_image()
    make_video()
    for address, media_type in [
        ("/media/images/hills/", "image/webp"),
        ("/media/images/hills/480/", "image/webp"),
        ("/media/videos/film/file/", "video/mp4"),
        ("/media/videos/film/captions/", "text/vtt; charset=utf-8"),
    ]:
        headers = client.get(address).headers
        assert headers["Content-Type"] == media_type
        assert headers["Content-Disposition"].startswith("inline; ")
        assert headers["Content-Security-Policy"] == POLICY


def test_the_original_of_a_picture_has_no_address(client):
    image = make_image()
    original = default_storage.open(image.original.name).read()
    assert b"SECRET" in original
    for address in ["", "480/", "600/"]:
        assert b"SECRET" not in body(client.get(f"/media/images/hills/{address}"))
    assert client.get("/media/images/hills/1600/").status_code == 404
    assert client.get(f"/{image.original.name}").status_code == 404


def test_an_unchanged_file_is_not_sent_again(client):
    document = make_document()
    etag = client.get(FILE).headers["ETag"]
    assert etag == f'"{document.current().sha256}"'
    again = client.get(FILE, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Security-Policy"] == POLICY
    assert client.get(FILE, headers={"if-none-match": '"other"'}).status_code == 200
    document.take_file(received(b"newer"), by=None)
    newer = client.get(FILE, headers={"if-none-match": etag})
    assert (newer.status_code, body(newer)) == (200, b"newer")


def test_a_long_text_is_compressed_and_a_part_of_it_is_not(client):
    text = b"name,phone\n" * 1000
    make_document(file=received(text, kind="csv"))
    whole = client.get(FILE, headers={"accept-encoding": "gzip"})
    assert (whole["Content-Encoding"], gzip.decompress(body(whole))) == ("gzip", text)
    again = client.get(FILE, headers={"accept-encoding": "gzip", "if-none-match": whole["ETag"]})
    assert again.status_code == 304
    part = client.get(FILE, headers={"accept-encoding": "gzip", "range": "bytes=0-9"})
    assert (part.status_code, body(part)) == (206, b"name,phone")


def test_head_is_get_without_a_body(client):
    make_document()
    got, head = client.get(FILE), client.head(FILE)
    assert (head.status_code, head.content) == (200, b"")
    assert {k: v for k, v in head.items() if k != "X-Request-ID"} == {
        k: v for k, v in got.items() if k != "X-Request-ID"
    }


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_permission_is_asked_before_anything_else(client, admin_client, staff, state):
    """Z7: who may not see it learns nothing, not even by guessing its ETag."""
    document = make_document(state=state)
    etag = f'"{document.current().sha256}"'
    for path in ["", "file/", "file/1/"]:
        for headers in [
            {},
            {"if-none-match": etag},
            {"if-none-match": "*"},
            {"range": "bytes=0-1"},
        ]:
            address = f"/media/documents/plan/{path}"
            response = client.get(address, headers=headers)
            assert response.status_code == 404
            assert response.headers.get("ETag") != etag
            assert client.head(address, headers=headers).status_code == 404
    for allowed in (admin_client, staff):
        response = allowed.get(FILE)
        assert (response.status_code, body(response)) == (200, b"%PDF-1.4 body")
        assert "no-store" in response.headers["Cache-Control"]
        assert "private" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_staff_need_the_permission_for_the_kind(staff):
    make_image(state="draft")
    make_video(state="draft")
    for path in ["images/hills/", "images/hills/480/", "videos/film/", "videos/film/file/",
                 "videos/film/captions/"]:  # fmt: skip
        assert staff.get(f"/media/{path}").status_code == 404


def test_earlier_files_are_for_staff(client, staff):
    document = make_document(file=received(b"old"))
    document.take_file(received(b"new"), by=None)
    assert body(client.get(FILE)) == b"new"
    assert client.get(FILE + "1/").status_code == 404
    assert client.get(FILE + "2/").status_code == 404
    old = staff.get(FILE + "1/")
    assert (body(old), old.headers["Cache-Control"].count("no-store")) == (b"old", 1)
    assert staff.get(FILE + "3/").status_code == 404


def test_after_it_is_taken_down_nobody_gets_it(client):
    document = make_document()
    etag = client.get(FILE).headers["ETag"]
    document.archive()
    assert client.get(FILE, headers={"if-none-match": etag}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part", "range_sent"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=8-", 206, b"89", "bytes 8-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=5-99", 206, b"56789", "bytes 5-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=5-2", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=-", 200, b"0123456789", None),
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("lines=0-1", 200, b"0123456789", None),
        ("bytes=" + "9" * 5000 + "-", 200, b"0123456789", None),
    ],
)
def test_parts_of_a_file(client, asked, status, part, range_sent):
    make_document(file=received(b"0123456789"))
    headers = {"range": asked, "accept-encoding": "gzip"}
    response = client.get(FILE, headers=headers)
    assert (response.status_code, body(response)) == (status, part)
    assert response.headers.get("Content-Range") == range_sent
    assert response.headers["Content-Security-Policy"] == POLICY


def test_a_part_of_a_file_that_has_changed_is_the_whole_new_file(client):
    make_document(file=received(b"0123456789"))
    headers = {"range": "bytes=0-3", "if-range": '"old"'}
    assert client.get(FILE, headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_files_and_pages_can_only_be_read(client, method):
    make_document()
    make_image()
    make_video()
    for path in ["documents/", "documents/plan/", "documents/plan/file/", "documents/plan/file/1/",
                 "images/hills/", "images/hills/480/", "videos/film/", "videos/film/file/",
                 "videos/film/captions/"]:  # fmt: skip
        assert getattr(client, method)(f"/media/{path}").status_code == 405


def test_a_body_that_is_not_in_the_storage_is_a_404_and_a_record(client, caplog):
    document = make_document()
    default_storage.delete(document.current().file.name)
    assert client.get(FILE).status_code == 404
    assert "The body of a file is not in the storage" in caplog.text


def test_a_document_without_a_file_has_none(client):
    make_document().files.all().delete()
    assert client.get(FILE).status_code == 404
    assert "The document is not here yet" in client.get("/media/documents/plan/").content.decode()


@pytest.mark.parametrize(
    ("make", "old", "new"),
    [
        (make_document, "documents/plan/", "documents/new/"),
        (make_document, "documents/plan/file/", "documents/new/file/"),
        (make_image, "images/plan/", "images/new/"),
        (make_image, "images/plan/480/", "images/new/480/"),
        (make_video, "videos/plan/", "videos/new/"),
        (make_video, "videos/plan/file/", "videos/new/file/"),
        (make_video, "videos/plan/captions/", "videos/new/captions/"),
    ],
)
def test_a_new_address_leads_there_from_all_old_ones(client, make, old, new):
    row = make("plan")
    row.slug = "new"
    row.save()
    for method in (client.get, client.head):
        response = method(f"/media/{old}?x=1")
        assert (response.status_code, response.headers["Location"]) == (301, f"/media/{new}?x=1")
    assert client.get(f"/media/{new}").status_code == 200
    row.archive()
    assert client.get(f"/media/{old}").status_code == 404


def test_earlier_files_are_not_found_by_their_old_address(client):
    document = make_document()
    document.slug = "new"
    document.save()
    assert client.get("/media/documents/plan/file/1/").status_code == 404
