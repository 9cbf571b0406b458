"""What a visitor says of the body reaches Django as what it may be, at the server's own door."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from localoffer.site.content_type import without_charset

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def same_connection():
    """As django.test.Client does: the end of a request must not end the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(content_type, *, address="/healthz?x=1", body=None):
    """(status line, headers) of the whole application, as the server gets them."""
    from localoffer.wsgi import application

    method = "GET" if body is None else "POST"
    made = RequestFactory().generic(method, address, body or b"", content_type)
    environ = made.environ | {"CONTENT_TYPE": content_type, "HTTP_COOKIE": f"csrftoken={'a' * 32}"}
    told = []
    response = application(environ, lambda status, headers: told.append((status, dict(headers))))
    b"".join(response)
    response.close()
    return told[0]


@pytest.mark.parametrize(
    "content_type",
    [
        *(f"text/plain; charset={name}" for name in ("rot13", "hex", "undefined", "punycode")),
        "text/plain; charset*=utf-8''rot13",
        "text/plain; other*=nonsense''x",
        f"{FORM}; charset=idna",
    ],
)
@pytest.mark.parametrize("address", ["/healthz?x=%ff", "/?page=2"])
def test_no_charset_is_a_fault(content_type, address):
    status, headers = ask(content_type, address=address)
    assert status == "200 OK"
    assert headers["X-Request-ID"]


def test_too_many_values_are_refused_and_no_fault(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    status, headers = ask("text/plain; charset=utf-8", address="/events/?" + "a&" * 20)
    assert status == "400 Bad Request"
    assert headers["X-Request-ID"]


@pytest.mark.parametrize("charset", ["latin-1", "utf8", "utf-16", "rot13"])
def test_a_form_in_another_charset_gets_an_answer(charset):
    for kind in (FORM, "multipart/form-data; boundary=x"):
        body = b"csrfmiddlewaretoken=a"
        status, headers = ask(f"{kind}; charset={charset}", address="/questions/ask/", body=body)
        assert status[:3] in ("400", "403")
        assert headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("text/html", "text/html"),
        (f"{FORM}; charset=UTF-8", FORM),
        ("multipart/form-data; boundary=a1", "multipart/form-data; boundary=a1"),
        ("Multipart/Form-Data; charset=x; Boundary=\"a; b\"; y=z",
         "Multipart/Form-Data; Boundary=\"a; b\""),
        ("; ; =", ""),
    ],
)  # fmt: skip
def test_only_the_boundary_stays(given, left):
    assert without_charset(given) == left
