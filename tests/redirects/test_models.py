"""What a redirect may be, how chains collapse, and that no circle can come about."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from localoffer.redirects.automatic import free_address, keep_address
from localoffer.redirects.models import CIRCLE, Redirect

pytestmark = pytest.mark.django_db


def make(old: str, new: str, **fields) -> Redirect:
    return Redirect.objects.create(old_path=old, new_path=new, **fields)


def all_of_them() -> dict[str, str]:
    return dict(Redirect.objects.values_list("old_path", "new_path"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("/old", "/old/"),
        (" /old/ ", "/old/"),
        ("/old/#top", "/old/"),
        ("/old%20page/", "/old%20page/"),
        ("/100%25/%2525", "/100%25/%2525/"),
        ("/files/a.pdf", "/files/a.pdf"),
        ("/kb5/advice.page?id=x%20y", "/kb5/advice.page?id=x%20y"),
        ("/old?id=3", "/old/?id=3"),
        ("http://127.0.0.1:8000/old", "/old/"),
        ("/Überblick/", "/%C3%9Cberblick/"),
    ],
)
def test_an_old_address_has_one_spelling(typed, stored):
    assert make(typed, "/new/").old_path == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("/new", "/new/"),
        ("/new/#part", "/new/#part"),
        ("/new?a=1#part", "/new/?a=1#part"),
        ("http://127.0.0.1:8000/new/", "/new/"),
        ("https://www.gov.uk/a?b=1#c", "https://www.gov.uk/a?b=1#c"),
    ],
)
def test_a_new_address_has_one_spelling(typed, stored):
    assert make("/old/", typed).new_path == stored


HOSTILE = [
    "", "old/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "/%2F/evil.example/",
    "/%5Cevil.example/", "/%2fevil.example", "javascript:alert(1)", "data:text/html,x",
    "http://evil.example/", "ftp://evil.example/", "https:evil.example", "https:///evil.example",
    "https://", "https://user@evil.example/", "/new\r\nX: y", "/new%0D%0AX: y", "/new\x00", "/a%00",
    "/new page", "https://[evil/", "/%3Fx", "/%23x", "/" + "a" * 500, "/" + "ü" * 200,
    "https://a b/",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_new_addresses_are_refused(address):
    with pytest.raises(ValidationError):
        make("/old/", address)


@pytest.mark.parametrize("address", [*HOSTILE, "https://www.gov.uk/"])
def test_hostile_old_addresses_are_refused(address):
    with pytest.raises(ValidationError):
        make(address, "/new/")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("old/", "/new/"), ("//old/", "/new/"), ("/same/", "/same/"), ("/old/", "//evil.example/"),
        ("/old/", "/\\evil.example/"), ("/old/", "http://evil.example/"), ("/old/", "javascript:x"),
        ("/known/", "/new/"),
    ],
)  # fmt: skip
def test_the_database_refuses_them_too(old, new):
    make("/known/", "/new/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.bulk_create([Redirect(old_path=old, new_path=new)])


def test_a_chain_is_collapsed_from_both_ends():
    make("/b/", "/c/")
    make("/a/", "/b/#part")
    make("/c/", "https://www.gov.uk/")
    assert set(all_of_them().values()) == {"https://www.gov.uk/"}
    make("/0/", "/a/?x=1")
    assert all_of_them()["/0/"] == "https://www.gov.uk/"


@pytest.mark.parametrize("back", ["/a/", "/a", "/a/#part", "/a/?x=1", "http://127.0.0.1:8000/a/"])
def test_circles_are_refused(back):
    make("/a/", "/b/")
    for old in ("/b/", "/a/"):
        with pytest.raises(ValidationError) as refused:
            make(old, back)
        assert refused.value.message_dict["new_path"] == [CIRCLE]
    assert all_of_them() == {"/a/": "/b/"}


@pytest.mark.parametrize("back", ["/a/?y=2&x=1", "/A/?x=1", "/a/?x=1&z=3"])
def test_circles_through_parameters_are_refused(back):
    make("/a/?x=1", "/b/")
    with pytest.raises(ValidationError) as refused:
        make("/b/", back)
    assert refused.value.message_dict["new_path"] == [CIRCLE]


def test_a_chain_through_parameters_is_collapsed():
    make("/c/", "/a/?y=2&x=1")
    make("/a/?x=1", "/d/")
    assert all_of_them() == {"/a/?x=1": "/d/", "/c/": "/d/"}


@pytest.mark.parametrize(
    "text",
    ["/p.page?id=3&b=%C3%A9", "/p.page?b=é&id=3", "/p.page;jsessionid=1?b=%C3%A9&&id=3&utm_id=1"],
)
def test_one_old_address_has_one_spelling(text):
    make(text, "/new/")
    assert list(all_of_them()) == ["/p.page?b=%C3%A9&id=3"]


def test_longer_circles_and_changed_ones_are_refused():
    make("/a/", "/b/")
    changed = make("/c/", "/a/")
    assert changed.new_path == "/b/"
    with pytest.raises(ValidationError):
        make("/b/", "/c/")
    changed.new_path = "/c/"
    with pytest.raises(ValidationError):
        changed.save()
    assert all_of_them() == {"/a/": "/b/", "/c/": "/b/"}


def test_keeping_addresses_while_a_page_moves_about():
    keep_address("/a/", "/b/")
    keep_address("/b/", "/c/")
    assert all_of_them() == {"/a/": "/c/", "/b/": "/c/"}
    keep_address("/c/", "/a/")
    assert all_of_them() == {"/b/": "/a/", "/c/": "/a/"}
    assert set(Redirect.objects.values_list("automatic", "permanent")) == {(True, True)}


def test_keeping_an_address_takes_the_place_of_what_staff_made():
    make("/a/", "https://www.gov.uk/", permanent=False)
    keep_address("/a/", "/b/")
    assert all_of_them() == {"/a/": "/b/"}
    assert Redirect.objects.get().automatic


def test_an_address_that_stays_is_left_alone():
    keep_address("/a/#one", "/a/#two")
    assert all_of_them() == {}


def test_a_page_frees_its_address():
    make("/a/", "/b/")
    make("/c/", "/a/x/")
    free_address("/a/")
    assert all_of_them() == {"/c/": "/a/x/"}
