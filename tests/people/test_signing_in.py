"""Signing in: guesses are stopped before they cost anything, and nobody is shut out for good."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import hashers
from django.test import Client, RequestFactory
from django.utils import timezone

from localoffer.people import throttle
from localoffer.people.models import Tally
from localoffer.people.signing_in import TOO_MANY

from .factories import PASSWORD, make_person, signed_in

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
WRONG = "Please enter the correct username and password"


@pytest.fixture
def hashed(monkeypatch):
    """Grows by one for each password that is hashed."""
    found = []
    one_way = hashers.MD5PasswordHasher.encode

    def encode(self, password, *args, **kwargs):
        found.append(password)
        return one_way(self, password, *args, **kwargs)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", encode)
    return found


def sign_in(name="kim", password=PASSWORD, client=None, query="", **sent_along):
    data = {"username": name, "password": password}
    return (client or Client()).post(LOGIN + query, data, **sent_along)


def test_a_person_signs_in_and_out():
    make_person("Editor")
    client = Client()
    assert sign_in(client=client).status_code == 302
    assert client.get("/admin/").status_code == 200
    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302


def test_guesses_at_one_account_are_refused_before_hashing(hashed):
    make_person("Editor")
    hashed.clear()
    pages = [sign_in(password=f"guess {n}").content.decode() for n in range(50)]
    assert [WRONG in page for page in pages] == [True] * 10 + [False] * 40
    assert TOO_MANY in pages[-1]
    assert len(hashed) == 10
    assert TOO_MANY in sign_in().content.decode()


def test_one_guess_at_each_of_many_accounts_is_refused_too(hashed):
    pages = [sign_in(f"person {n}", "guess").content.decode() for n in range(50)]
    assert [WRONG in page for page in pages] == [True] * 30 + [False] * 20
    assert len(hashed) == 30


def test_claimed_addresses_do_not_help():
    for n in range(12):
        page = sign_in(password="guess", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").content.decode()
    assert TOO_MANY in page


def test_behind_a_proxy_only_its_own_word_counts(settings):
    settings.BEHIND_PROXY = True
    for n in range(12):
        claim = f"203.0.113.{n}, 198.51.100.7"
        page = sign_in(password="guess", HTTP_X_FORWARDED_FOR=claim).content.decode()
    assert TOO_MANY in page
    make_person("Editor")
    assert sign_in(HTTP_X_FORWARDED_FOR="203.0.113.1, 198.51.100.8").status_code == 302


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1:5678", "192.0.2.1:5679", True),
        ("192.0.2.1:5678", "192.0.2.2:5678", False),
        ("[2001:db8:1:2::1]:80", "2001:db8:1:2::9", True),
        ("nonsense", "", True),
    ],
)
def test_addresses_of_one_network_count_as_one(one, other, same):
    requests = [RequestFactory().get("/", REMOTE_ADDR=address) for address in (one, other)]
    places = [throttle.address_of(request) for request in requests]
    assert (places[0] == places[1]) is same


def test_waiting_opens_the_account_again():
    make_person("Editor")
    for _ in range(20):
        sign_in(password="guess")
    assert TOO_MANY in sign_in().content.decode()
    Tally.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert sign_in().status_code == 302
    assert sign_in(password="guess").status_code == 200
    Tally.objects.forget(timezone.now() + timedelta(minutes=throttle.MINUTES - 1))
    assert Tally.objects.exists()
    Tally.objects.forget(timezone.now() + timedelta(minutes=throttle.MINUTES + 1))
    assert not Tally.objects.exists()


def test_an_attack_from_everywhere_leaves_the_owners_browser_open():
    make_person("Editor")
    make_person("Editor", name="other")
    theirs, of_another = Client(), Client()
    assert sign_in(client=theirs).status_code == 302
    assert sign_in("other", client=of_another).status_code == 302
    for n in range(throttle.AT_AN_ACCOUNT_FROM_ANYWHERE + 1):
        page = sign_in(password="guess", REMOTE_ADDR=f"198.51.100.{n}").content.decode()
    assert TOO_MANY in page
    assert TOO_MANY in sign_in(REMOTE_ADDR="203.0.113.50").content.decode()
    forged = Client()
    forged.cookies["known"] = theirs.cookies["known"].value.partition(":")[0]
    for client in (forged, of_another):
        page = sign_in(client=client, REMOTE_ADDR="203.0.113.51").content.decode()
        assert TOO_MANY in page
    theirs.post("/admin/logout/")
    assert sign_in(client=theirs, REMOTE_ADDR="203.0.113.52").status_code == 302


def test_a_browser_that_is_known_guesses_no_more_than_others():
    make_person("Editor")
    client = Client()
    sign_in(client=client)
    pages = [sign_in(password="guess", client=client).content.decode() for _ in range(12)]
    assert TOO_MANY in pages[-1]


def test_the_cookie_of_a_known_browser_tells_nobody_and_goes_to_the_admin_only(settings):
    make_person("Editor", name="kim@example.org")
    client = Client()
    assert "known" not in sign_in("kim@example.org", "guess", client=client).cookies
    cookie = sign_in("kim@example.org", client=client).cookies["known"]
    assert "kim" not in cookie.value
    assert (cookie["path"], cookie["max-age"]) == ("/admin/", 30 * 24 * 60 * 60)
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["secure"] == ""
    settings.HTTPS = True
    assert sign_in("kim@example.org").cookies["known"]["secure"] is True


def test_people_behind_one_address_do_not_use_up_its_tries():
    for n in range(throttle.FROM_AN_ADDRESS + 5):
        make_person("Editor", name=f"person{n}")
        assert sign_in(f"person{n}").status_code == 302


def test_an_account_of_ones_own_buys_no_more_guesses():
    make_person("Editor", name="attacker")
    for n in range(throttle.FROM_AN_ADDRESS):
        sign_in(f"person {n}", "guess")
        sign_in("attacker")
    assert TOO_MANY in sign_in("someone", "guess").content.decode()


def test_the_answer_does_not_tell_which_accounts_exist(hashed):
    make_person("Editor")
    make_person("Editor", name="off", is_active=False)
    make_person(None, name="outsider", is_staff=False)
    hashed.clear()
    pages = []
    for name, password in [("kim", "no"), ("zzz", "no"), ("off", PASSWORD), ("outsider", PASSWORD)]:
        page = Client().post(LOGIN, {"username": name, "password": password})
        assert page.status_code == 200
        text = page.content.decode().replace(f'value="{name}"', 'value=""')
        pages.append(text.replace(str(page.context["csrf_token"]), ""))
    assert len(set(pages)) == 1
    assert WRONG in pages[0]
    assert len(hashed) == 4  # also for who is not there, so that it takes as long


def test_the_log_names_nobody(caplog):
    person = make_person("Editor")
    with caplog.at_level("INFO", "localoffer.people"):
        sign_in()
        for _ in range(12):
            sign_in("victim@example.org", "guess")
        sign_in(password="guess")
    found = [
        each.getMessage() for each in caplog.records if each.name.startswith("localoffer.people")
    ]
    assert found == [
        f"Account {person.pk} signed in.",
        *["A sign-in failed: an account that does not exist."] * 10,
        *["A sign-in was refused: too many tries at an account that does not exist."] * 2,
        f"A sign-in failed: account {person.pk}.",
    ]


def test_nothing_that_is_kept_tells_a_name_or_an_address():
    make_person("Editor", name="kim@example.org")
    sign_in("kim@example.org", REMOTE_ADDR="192.0.2.77")
    sign_in("kim@example.org", "guess", REMOTE_ADDR="192.0.2.77")
    Client().post("/admin/password/", {"email": "kim@example.org"}, REMOTE_ADDR="192.0.2.77")
    kept = repr(list(Tally.objects.values()))
    assert "sign-in" in kept
    assert "new-password" in kept
    assert "kim" not in kept
    assert "192.0.2" not in kept


def test_the_session_gets_another_name_on_signing_in():
    make_person("Editor")
    client = Client()
    session = client.session
    session["kept"] = "by an attacker"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    sign_in(client=client)
    new = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert new != session.session_key
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert stolen.get("/admin/").status_code == 302


def test_sessions_end_with_the_password_and_with_the_account():
    person = make_person("Editor")
    one, other = signed_in(person), signed_in(person)
    data = {
        "old_password": PASSWORD,
        "new_password1": "another long one",
        "new_password2": "another long one",
    }
    assert one.post("/admin/password_change/", data).status_code == 302
    assert one.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302
    person.refresh_from_db()
    person.is_active = False
    person.save()
    assert one.get("/admin/").status_code == 302


def test_a_copied_cookie_is_dead_after_signing_out():
    client = signed_in(make_person("Editor"))
    copy = Client()
    copy.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert copy.get("/admin/").status_code == 200
    client.post("/admin/logout/")
    assert copy.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "target",
    ["//evil.example/", "/\\evil.example", "https:evil.example", "javascript:alert(1)",
     "https://evil.example/", "///evil.example", "\\\\evil.example", "http:///evil.example"],
)  # fmt: skip
def test_after_signing_in_nobody_leaves_the_site(target):
    make_person("Editor")
    client = Client()
    response = client.post(LOGIN, {"username": "kim", "password": PASSWORD, "next": target})
    assert response.status_code == 302
    assert response["Location"] == "/admin/"
    assert client.get(LOGIN, {"next": target})["Location"] == "/admin/"


def test_next_leads_to_a_page_of_the_site():
    make_person("Editor")
    response = sign_in(query="?next=/admin/events/event/")
    assert response.status_code == 302
