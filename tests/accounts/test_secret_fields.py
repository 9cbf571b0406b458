"""No password and no code is carried over a sign-in: in none of the forms of the site, found by
looking at all of its pages and at all classes of forms."""

import logging
import re
from html import unescape
from urllib.parse import urljoin

import pytest
from django import forms
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from lxml import html as parser

from localoffer.accounts.preserved_posts import CSRF, SALT
from localoffer.accounts.reauthentication import FRESH_FOR
from localoffer.accounts.secret_fields import without_secrets
from localoffer.accounts.sessions import SIGNED_IN
from localoffer.ui.widgets import SECRETS, CodeInput, is_secret
from tests.authorisation.addresses import all_addresses
from tests.authorisation.world import SUPERUSER, make_world
from tests.people.factories import PASSWORD, make_person, signed_in

from .test_sessions import earlier

pytestmark = pytest.mark.django_db
SECRET, WORDS = "Zq9-my-secret", "words that I typed"
# Those that were found when this was written; more may come, none may go unseen.
KNOWN = {
    "/admin/login/": {"password", "code"},
    "/admin/password_change/": {"old_password", "new_password1", "new_password2"},
    "/admin/second-step/": {"code"},
    "/admin/auth/user/add/": {"password1", "password2"},
    "/admin/auth/user/<id>/password/": {"password1", "password2"},
    "/admin/password/<uidb64>/<token>/": {"new_password1", "new_password2"},
}
LOGIN = "/admin/login/"


@pytest.fixture
def found():
    """{address of a form with a secret field: (its secret fields, its other fields)}"""
    logging.disable()
    world = make_world()
    person = world.people[SUPERUSER]
    person.set_password(PASSWORD)
    person.save()
    theirs = signed_in(person)  # the link for a new password ends with a sign-in
    number = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    paths = {LOGIN, reverse("password_reset_confirm", args=[number, token])}
    paths |= {
        address.path
        for address in all_addresses(world)
        if address.method == "GET" and "live" not in address.name
    }
    forms_found = {}
    for client in (theirs, Client()):
        for path in sorted(paths):
            forms_found |= forms_at(client, path)
    logging.disable(logging.NOTSET)
    return forms_found


def forms_at(client, path):
    response = client.get(path, follow=True)
    if response.streaming or b"<form" not in response.content:
        return {}
    shown_at = response.redirect_chain[-1][0] if response.redirect_chain else path
    found = {}
    for form in parser.fromstring(response.content).iter("form"):
        fields = form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]")
        secret = {field.get("name") for field in fields if takes_a_secret(field)}
        if secret:
            others = {field.get("name") for field in fields} - secret - {CSRF}
            address = urljoin(shown_at, form.get("action") or "").partition("?")[0]
            found[address] = secret, others
    return found


def takes_a_secret(field):
    asks = (field.get("autocomplete") or "").split()
    return field.get("type") == "password" or not SECRETS.isdisjoint(asks)


def route_of(path):
    path = re.sub(r"/auth/user/\d+/", "/auth/user/<id>/", path)
    return re.sub(r"/password/[^/]+/set-password/", "/password/<uidb64>/<token>/", path)


def packet_in(page):
    match = re.search(r'name="typed" value="([^"]*)"', page)
    return unescape(match[1]) if match else ""


def test_no_form_of_the_site_carries_a_secret_over_a_sign_in(found):
    routes = {route_of(path): secret for path, (secret, _) in found.items()}
    assert routes | KNOWN == routes
    for path, (secret, others) in found.items():
        data = dict.fromkeys(others, WORDS) | dict.fromkeys(secret, SECRET) | {CSRF: "x"}
        late = Client()
        late.post(LOGIN, {"username": SUPERUSER, "password": PASSWORD})
        earlier(late, **{SIGNED_IN: FRESH_FOR + 60})
        for client in (Client(), late):
            page = client.post(path, data).content.decode()
            assert SECRET not in page, path
            packet = packet_in(page)
            if not packet:
                continue
            assert SECRET not in str(signing.loads(packet, salt=SALT)), path
            sign_in = {"username": SUPERUSER, "password": PASSWORD, "typed": packet}
            again = client.post(LOGIN, sign_in)
            assert again.status_code in (200, 302)
            assert SECRET not in again.content.decode(), path


def test_the_name_of_no_secret_field_passes_where_its_form_is_not_known(rf):
    """Of every class of form that this site, Django and its packages have."""
    names = {
        name
        for form in all_forms(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if is_secret(field.widget)
    }
    assert {"password1", "old_password", "new_password2", "code"} <= names
    for path in ("/admin/no-such-page/", "/admin/"):
        assert without_secrets(rf.post(path, dict.fromkeys(names, SECRET))) == []


def all_forms(base):
    for each in base.__subclasses__():
        yield each
        yield from all_forms(each)


@pytest.mark.parametrize(
    "name",
    ["pin", "otp", "form-0-password", "userPassword", "totp_code", "mfa-code", "recovery_code",
     "passphrase", "client_secret", "pwd", "cvc", "code2", "emergency-code", "api_passkey"],
)  # fmt: skip
def test_an_unknown_field_that_sounds_secret_is_not_carried(name, rf):
    assert without_secrets(rf.post("/admin/no-such-page/", {name: SECRET, "title": "Tea"})) == [
        ("title", "Tea")
    ]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/admin/graduated_response/statement/add/", ["code", "title", "readings-0-text"]),
        ("/admin/graduated_response/area/add/", ["code", "subareas-0-name", "edit_token"]),
        ("/admin/events/venue/add/", ["postcode", "name", "_save"]),
        ("/admin/events/event/add/", ["title", "dates-0-starts_0", "dates-TOTAL_FORMS"]),
        ("/admin/auth/user/add/", ["username", "first_name", "email"]),
        ("/admin/no-such-page/", ["postcode", "passage", "encoded", "pinned", "bypass_road"]),
    ],
)
def test_what_is_no_secret_is_not_lost(path, names, rf: RequestFactory):
    sent = dict.fromkeys(names, WORDS)
    assert dict(without_secrets(rf.post(path, sent))) == sent


def test_no_password_of_an_account_is_carried_though_it_is_a_column(rf):
    sent = {"password": SECRET, "username": "kim"}
    assert without_secrets(rf.post("/admin/auth/user/3/change/", sent)) == [("username", "kim")]


def test_a_new_account_comes_back_without_its_password_and_says_so():
    make_person("Administrator", name="ada")
    client = Client()
    sent = {"username": "kim", "password1": SECRET, "password2": SECRET, CSRF: "x"}
    page = client.post("/admin/auth/user/add/", sent).content.decode()
    assert "no passwords and no codes" in page
    signed = {"username": "ada", "password": PASSWORD, "typed": packet_in(page)}
    response = client.post(LOGIN, signed)
    again = response.content.decode()
    assert 'name="username" value="kim"' in again
    assert "Passwords and codes are not kept." in again
    assert SECRET not in again
    assert response.cookies["known"].value  # it was a sign-in like any other


def test_where_nothing_but_a_password_was_typed_its_page_opens_anew():
    make_person("Administrator", name="ada")
    client = Client()
    path = "/admin/password_change/"
    sent = {"old_password": SECRET, "new_password1": SECRET, "new_password2": SECRET, CSRF: "x"}
    page = client.post(path, sent).content.decode()
    signed = {"username": "ada", "password": PASSWORD, "typed": packet_in(page), "next": path}
    assert client.post(LOGIN, signed)["Location"] == path


def test_no_secret_is_carried_where_a_middleware_answers(settings):
    """Who has a second step, and a session from before it, is sent away before any view."""
    person = make_person("Administrator", name="ada")
    person.totpdevice_set.create(name="App", confirmed=True)
    client = signed_in(person)
    settings.REQUIRE_SECOND_FACTOR = True
    page = client.post("/admin/password_change/", {"old_password": SECRET, CSRF: "x"})
    packet = packet_in(page.content.decode())
    assert signing.loads(packet, salt=SALT)["pairs"] == []


def test_a_code_does_not_come_back_with_a_wrong_password():
    make_person("Editor")
    page = Client().post(LOGIN, {"username": "kim", "password": "guess", "code": SECRET})
    assert SECRET not in page.content.decode()
    assert 'value="kim"' in page.content.decode()
    assert SECRET not in CodeInput().render("code", SECRET)
