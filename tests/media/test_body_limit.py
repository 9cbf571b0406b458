"""How much may be sent: the address says it, a cookie never."""

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from localoffer.media.body_limit import largest_upload
from tests.people.factories import make_person, signed_in

pytestmark = pytest.mark.django_db

TEXT, MEGABYTE = 5, 1024 * 1024
VIDEO, DOCUMENT = "/admin/media/video/add/", "/admin/media/document/add/"
IMPORT = "/admin/graduated_response/questionset/import/"


def send(client: Client, path: str, length: int | str):
    """A body that says it is so long; nothing of it comes, and nobody may wait for it."""
    return client.generic("POST", path, CONTENT_LENGTH=str(length))


def patterns(resolver=None) -> list[URLPattern]:
    found = []
    for each in (resolver or get_resolver()).url_patterns:
        found += patterns(each) if hasattr(each, "url_patterns") else [each]
    return found


@pytest.mark.parametrize("path", ["/", VIDEO, DOCUMENT, IMPORT, "/feedback/", "/admin/login/"])
@pytest.mark.parametrize("length", [6 * MEGABYTE, 150 * MEGABYTE, 10**30])
def test_no_cookie_lifts_the_limit_of_a_stranger(client, settings, path, length):
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    response = send(client, path, length)
    assert response.status_code == 413
    assert response["Connection"] == "close"
    assert "What you sent is too large" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "most"), [("/admin/surveys/survey/add/", TEXT), (VIDEO, 200), (DOCUMENT, 20),
                       ("/admin/media/image/add/", 20), (IMPORT, 20), ("/feedback/", TEXT)],
)  # fmt: skip
def test_no_address_takes_more_than_it_says(path, most):
    """A megabyte of the form's other fields may come with a file."""
    client = signed_in(make_person(is_superuser=True))
    assert send(client, path, most * MEGABYTE).status_code != 413
    assert send(client, path, (most + 2) * MEGABYTE).status_code == 413


def test_only_addresses_of_the_admin_take_large_files():
    names = {each.name for each in patterns() if largest_upload(each.callback)}
    assert {"media_video_add", "media_video_change"} <= names
    assert all(name and name.split("_")[0] in {"media", "graduated", "surveys"} for name in names)


def test_who_was_signed_out_while_typing_is_told_so(client):
    page = send(client, VIDEO, 150 * MEGABYTE).content.decode()
    assert "you are signed out" in page
    assert "you are signed out" not in send(client, "/feedback/", 150 * MEGABYTE).content.decode()
