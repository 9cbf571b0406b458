"""Counting tries: one thing does not shut another, and no try is lost in any process."""

import time
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from localoffer.accounts.models import ResetRequest
from localoffer.people import throttle
from localoffer.people.models import Tally
from localoffer.people.signing_in import TOO_MANY
from localoffer.people.throttle import FROM_AN_ADDRESS, NEW_PASSWORD, SIGNING_IN, Tries
from tests.processes import at_once

from .factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=15)


def ask_for_a_new_password(number):
    Client().post("/admin/password/", {"email": f"person{number}@example.org"})


def sign_in(name, password):
    return Client().post("/admin/login/", {"username": name, "password": password})


def test_asking_for_new_passwords_shuts_nobody_out():
    make_person("Editor")
    for number in range(FROM_AN_ADDRESS + 5):
        ask_for_a_new_password(number)
    assert ResetRequest.objects.count() == FROM_AN_ADDRESS
    assert sign_in("kim", PASSWORD).status_code == 302


def test_guessing_passwords_does_not_keep_anybody_from_a_new_one():
    for number in range(FROM_AN_ADDRESS + 5):
        page = sign_in(f"person{number}@example.org", "guess")
    assert TOO_MANY in page.content.decode()
    ask_for_a_new_password(1)
    assert ResetRequest.objects.count() == 1


@pytest.mark.parametrize(("one", "other"), [(SIGNING_IN, NEW_PASSWORD), (NEW_PASSWORD, SIGNING_IN)])
def test_no_count_is_shared_by_two_things(one, other):
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
    keys = [{*Tries(request, "kim", doing).limits} for doing in (one, other)]
    assert keys[0].isdisjoint(keys[1])
    assert len(keys[0] | keys[1]) == 6


def test_a_key_of_today_tells_nothing_tomorrow(monkeypatch):
    today = throttle.hidden_key("x", "192.0.2.1")
    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(throttle.timezone, "now", lambda: later)
    assert throttle.hidden_key("x", "192.0.2.1") != today


def test_no_count_goes_on_when_its_time_is_over():
    assert [Tally.objects.add_one("a", SOON) for _ in range(3)] == [1, 2, 3]
    until = Tally.objects.get().until
    Tally.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert Tally.objects.add_one("a", SOON) == 1
    assert Tally.objects.get().until >= until


def test_no_count_gets_longer_by_going_on():
    Tally.objects.add_one("a", SOON)
    until = Tally.objects.get().until
    Tally.objects.add_one("a", SOON)
    assert Tally.objects.get().until == until


COUNTING = """
import time
from datetime import timedelta
from localoffer.people.models import Tally
while time.time() < {start}:
    pass
for _ in range({times}):
    print(Tally.objects.add_one("a", timedelta(minutes=15)))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_over", [False, True])
def test_no_try_at_the_same_moment_is_lost_in_any_process(tmp_path, is_over):
    """Also the first ones, and those at a count whose time is over."""
    if is_over:
        over = timezone.now() - timedelta(seconds=1)
        Tally.objects.create(key="a", count=40, until=over)
    assert Tally.objects.count() == is_over
    script = COUNTING.format(start=time.time() + 4, times=20)
    said = at_once(tmp_path, *[["shell", "-v0", "-c", script]] * 3)
    assert [code for code, _ in said] == [0, 0, 0], said
    numbers = [int(line) for _, lines in said for line in lines.split()]
    assert sorted(numbers) == list(range(1, 61))
    assert Tally.objects.get().count == 60


@pytest.mark.parametrize("address", ["192.0.2.1", "::ffff:192.0.2.1"])
def test_no_two_people_share_a_count_where_a_socket_listens_for_both_versions(address):
    """It tells 192.0.2.1 as ::ffff:192.0.2.1, and all of those are in one /64."""
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    assert throttle.address_of(request) == "192.0.2.1"
