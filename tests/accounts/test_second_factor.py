"""The second step of signing in: a code from an app, good once, and emergency codes on paper."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from localoffer.accounts.second_factor import (
    TOO_OFTEN,
    WRONG,
    Refused,
    check_code,
    has_second_factor,
    new_recovery_codes,
)
from localoffer.accounts.signing_in import CODE_NEEDED
from tests.events.factories import make_event
from tests.people.factories import PASSWORD, make_person, signed_in

pytestmark = pytest.mark.django_db
PAGE, LOGIN = "/admin/second-step/", "/admin/login/"


@pytest.fixture
def kim():
    return make_person("Editor")


@pytest.fixture
def device(kim):
    return TOTPDevice.objects.create(user=kim, name="App", last_t=-1)


def code_of(device, steps=0):
    """The code that the app shows now, or some steps of 30 seconds from now."""
    return f"{totp(device.bin_key, drift=steps):06d}"


def wrong(device):
    return f"{(int(code_of(device)) + 1) % 1_000_000:06d}"


def sign_in(code="", client=None, name="kim"):
    data = {"username": name, "password": PASSWORD, "code": code}
    return (client or Client()).post(LOGIN, data)


def test_whoever_has_none_signs_in_with_the_password(kim):
    assert sign_in().status_code == 302


def test_setting_it_up(kim):
    client = signed_in(kim)
    html = client.get(PAGE).content.decode()
    assert "<svg" in html
    assert "style=" not in re.search(r"<svg.*?</svg>", html, re.DOTALL)[0]
    secret = re.search(r'class="lo-secret">([A-Z2-7 ]+)<', html)[1]
    assert secret in client.get(PAGE).content.decode()  # it stays until it is confirmed
    assert not TOTPDevice.objects.exists()
    waiting = TOTPDevice(key=client.session["second_factor"])
    assert WRONG in client.post(PAGE, {"code": wrong(waiting)}).content.decode()
    assert not TOTPDevice.objects.exists()
    done = client.post(PAGE, {"code": code_of(waiting)})
    codes = re.findall(r"<li><code>(\w+)</code>", done.content.decode())
    assert len(set(codes)) == 10
    assert "no-store" in done["Cache-Control"]
    assert has_second_factor(kim)
    assert LogEntry.objects.get().change_message == "Set up the second step of signing in."
    later = client.get(PAGE).content.decode()
    assert "You have 10 emergency codes left." in later
    assert not any(code in later for code in codes)
    assert secret not in later


def test_the_first_code_does_not_sign_in_as_well(kim):
    client = signed_in(kim)
    client.get(PAGE)
    waiting = TOTPDevice(key=client.session["second_factor"])
    code = code_of(waiting)
    client.post(PAGE, {"code": code})
    assert WRONG in sign_in(code).content.decode()


def test_signing_in_needs_the_code(device):
    assert CODE_NEEDED in sign_in().content.decode()
    assert WRONG in sign_in(wrong(device)).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert sign_in(code_of(device)).status_code == 302


def test_without_the_password_a_code_is_worth_nothing(device):
    data = {"username": "kim", "password": "wrong", "code": code_of(device)}
    html = Client().post(LOGIN, data).content.decode()
    assert "correct username and password" in html
    assert CODE_NEEDED not in html
    assert sign_in(code_of(device)).status_code == 302  # and it was not used up


def test_a_code_is_good_once(device):
    code = code_of(device)
    assert sign_in(code).status_code == 302
    assert WRONG in sign_in(code).content.decode()


def test_an_old_code_is_refused(device):
    assert WRONG in sign_in(code_of(device, -3)).content.decode()


def test_six_guesses_are_stopped(device):
    pages = [sign_in(wrong(device)).content.decode() for _ in range(6)]
    assert WRONG in pages[0]
    assert all(TOO_OFTEN in page for page in pages[1:])
    assert TOO_OFTEN in sign_in(code_of(device)).content.decode()


def test_a_recovery_code_is_good_once(kim, device):
    codes = new_recovery_codes(kim)
    assert sign_in(codes[0].upper()).status_code == 302
    assert StaticToken.objects.count() == 9
    assert WRONG in sign_in(codes[0]).content.decode()


def test_codes_of_somebody_else_are_refused(kim, device):
    max_ = make_person("Editor", name="max")
    theirs = TOTPDevice.objects.create(user=max_, name="App")
    new_recovery_codes(max_)
    with pytest.raises(Refused):
        check_code(kim, code_of(theirs))
    with pytest.raises(Refused):
        check_code(kim, StaticToken.objects.first().token)
    assert StaticToken.objects.count() == 10


def test_new_recovery_codes_end_the_old_ones(kim, device):
    old = new_recovery_codes(kim)
    client = signed_in(kim)
    assert WRONG in client.post(PAGE, {"code": wrong(device)}).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    html = client.post(PAGE, {"code": code_of(device)}).content.decode()
    assert html.count("<li><code>") == 10
    assert not StaticToken.objects.filter(token__in=old).exists()


def test_taking_it_away_needs_a_code(kim, device, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client = signed_in(kim)
    client.post(PAGE, {"code": "", "take_away": "1"})
    assert has_second_factor(kim)
    assert client.post(PAGE, {"code": code_of(device), "take_away": "1"})["Location"] == "/admin/"
    assert not has_second_factor(kim)


@pytest.fixture
def _required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.mark.usefixtures("_required")
@pytest.mark.parametrize("path", ["/admin/", "/admin/events/event/", "/admin/password_change/"])
def test_staff_without_it_come_to_the_page_that_sets_it_up(kim, path):
    client = signed_in(kim)
    assert client.get(path)["Location"] == PAGE
    assert client.post(path, {"title": "x"})["Location"] == PAGE
    assert client.get(PAGE).status_code == 200
    waiting = TOTPDevice(key=client.session["second_factor"])
    client.post(PAGE, {"code": code_of(waiting)})
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_a_session_from_before_is_over(kim):
    old = signed_in(kim)
    device = TOTPDevice.objects.create(user=kim, name="App")
    assert old.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    assert not old.session.keys()
    client = Client()
    sign_in(code_of(device), client)
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_drafts_at_their_own_address_need_both_steps(kim, device):
    draft = make_event("tea", state="draft").get_absolute_url()
    assert signed_in(kim).get(draft).status_code == 404
    client = Client()
    sign_in(code_of(device), client)
    assert client.get(draft).status_code == 200


@pytest.mark.usefixtures("_required")
def test_it_cannot_be_taken_away_where_it_is_asked_for(kim, device):
    client = Client()
    sign_in(code_of(device), client)
    assert "take_away" not in client.get(PAGE).content.decode()
    TOTPDevice.objects.update(last_t=-1)
    client.post(PAGE, {"code": code_of(device), "take_away": "1"})
    assert has_second_factor(kim)


@pytest.mark.usefixtures("_required")
def test_the_public_and_the_ways_in_stay_open(client):
    make_event("tea")
    for path in ("/", "/events/tea/", LOGIN, "/admin/password/"):
        assert client.get(path).status_code == 200


def address(device, name="delete"):
    return f"/admin/accounts/signinapp/{device.pk}/{name}/"


def test_an_administrator_takes_it_away_from_who_lost_the_phone(kim, device):
    new_recovery_codes(kim)
    client = signed_in(make_person("Administrator", name="ada"))
    html = client.get("/admin/accounts/signinapp/").content.decode()
    assert '<td class="field-codes_left">10</td>' in html
    shown = client.get(address(device, "change")).content.decode()
    assert device.key not in shown
    asked = client.get(address(device)).content.decode()
    assert "The emergency codes of kim go along. kim can then set up another app." in asked
    assert "Emergency codes: 10" in asked
    assert client.post(address(device), {"post": "yes"}).status_code == 302
    assert not has_second_factor(kim)
    assert not StaticToken.objects.exists()
    said = LogEntry.objects.filter(object_id=str(kim.pk)).get()
    assert said.user.username == "ada"
    assert said.change_message == "Took away the second step of signing in."


def test_nobody_takes_it_away_from_who_may_do_more(kim, device):
    root = make_person(None, name="root", is_superuser=True)
    theirs = TOTPDevice.objects.create(user=root, name="App")
    client = signed_in(make_person("Administrator", name="ada"))
    assert client.post(address(theirs), {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [theirs.pk], "post": "yes"}
    client.post("/admin/accounts/signinapp/", data)
    assert has_second_factor(root)
    assert signed_in(kim).post(address(device), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same(count, django_assert_max_num_queries):
    for number in range(count):
        TOTPDevice.objects.create(user=make_person("Editor", name=f"kim{number}"), name="App")
    client = signed_in(make_person("Administrator", name="ada"))
    client.get("/admin/accounts/signinapp/")  # fills what a process remembers
    with django_assert_max_num_queries(10):
        html = client.get("/admin/accounts/signinapp/").content.decode()
    assert html.count('class="field-person') == count


def test_secrets_are_on_no_page_of_the_admin(kim, device, admin_client):
    """The library's own pages would show them."""
    assert admin_client.get("/admin/otp_static/staticdevice/").status_code == 404
    assert admin_client.get(f"/admin/accounts/signinapp/{device.pk}/qrcode/").status_code in (
        302,
        404,
    )


def test_the_command_takes_it_away_from_the_last_superuser(kim, device, capsys):
    new_recovery_codes(kim)
    call_command("forget_second_step", "kim")
    assert capsys.readouterr().out == "“kim” signs in with the password alone.\n"
    assert not has_second_factor(kim)
    with pytest.raises(CommandError, match="no account called “max”"):
        call_command("forget_second_step", "max")
