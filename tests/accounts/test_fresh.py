"""Changes of accounts need a sign-in that is not long ago, and lose nothing typed."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from localoffer.accounts.reauthentication import FRESH_FOR
from localoffer.accounts.sessions import SIGNED_IN
from localoffer.glossary.models import Term
from tests.people.factories import PASSWORD, make_person
from tests.people.test_accounts import form_of, page_of, role

from .test_sessions import ADD, TYPED, earlier, form_token, typed_in

pytestmark = pytest.mark.django_db
ADA = {"username": "ada", "password": PASSWORD}


@pytest.fixture
def client():
    make_person("Administrator", name="ada")
    client = Client()
    client.post("/admin/login/", ADA)
    return client


@pytest.fixture
def kim():
    return make_person("Contributor")


def roles(person):
    return [group.name for group in person.groups.all()]


def test_soon_after_signing_in_nothing_is_asked(client, kim):
    earlier(client, **{SIGNED_IN: FRESH_FOR - 60})
    assert client.post(page_of(kim), form_of(kim, role("Editor"))).status_code == 302
    assert roles(kim) == ["Editor"]


def test_later_the_password_is_asked_again_and_the_form_comes_back(client, kim):
    earlier(client, **{SIGNED_IN: FRESH_FOR + 60})
    page = client.post(page_of(kim), form_of(kim, role("Editor")) | form_token(client))
    assert roles(kim) == ["Contributor"]
    html = page.content.decode()
    assert "What you typed is kept" in html
    shown = client.post("/admin/login/", ADA | {"typed": typed_in(html)}).content.decode()
    pairs = re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', shown)
    again = {name: unescape(value) for name, value in pairs}
    assert roles(kim) == ["Contributor"]
    assert client.post(page_of(kim), again).status_code == 302
    assert roles(kim) == ["Editor"]


def test_whoever_does_not_know_the_password_changes_nothing(client, kim):
    earlier(client, **{SIGNED_IN: FRESH_FOR + 60})
    for _ in range(2):
        client.post(page_of(kim), form_of(kim, role("Editor")) | form_token(client))
        client.post("/admin/login/", ADA | {"password": "a guess"})
    assert roles(kim) == ["Contributor"]


def test_other_ways_to_accounts_ask_as_well(client, kim):
    device = TOTPDevice.objects.create(user=kim, name="App")
    earlier(client, **{SIGNED_IN: FRESH_FOR + 60})
    before = User.objects.get(pk=kim.pk).password
    for path, data in (
        (page_of(kim, "password"), {"usable_password": "true", "password1": "a long one indeed"}),
        (f"/admin/accounts/signinapp/{device.pk}/delete/", {"post": "yes"}),
        ("/admin/auth/group/add/", {"name": "Mine"}),
        ("/admin/second-step/", {"code": "123456"}),
    ):
        assert "typed" in client.post(path, data).content.decode()
    assert User.objects.get(pk=kim.pk).password == before
    assert TOTPDevice.objects.exists()


def test_reading_and_editing_content_ask_nothing(client, kim):
    earlier(client, **{SIGNED_IN: FRESH_FOR + 60})
    assert 'name="typed"' not in client.get(page_of(kim)).content.decode()
    assert client.post(ADD, TYPED).status_code == 302
    assert Term.objects.exists()


def test_a_forged_form_is_not_offered_for_sending():
    """Else one press of the button would send what somebody else wrote."""
    make_person("Administrator", name="ada")
    victim = make_person("Contributor")
    client = Client(enforce_csrf_checks=True)
    token = re.search(
        r'csrfmiddlewaretoken" value="(\w+)"', client.get("/admin/login/").content.decode()
    )[1]
    client.post("/admin/login/", ADA | {"csrfmiddlewaretoken": token})
    earlier(client, **{SIGNED_IN: FRESH_FOR + 60})
    response = client.post(page_of(victim), form_of(victim, role("Administrator")))
    assert response.status_code == 403
    assert 'name="typed"' not in response.content.decode()
