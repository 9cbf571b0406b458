"""Asking for a paper copy: kept once, told to the council, deleted in time."""

import logging
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from graduated_response import tasks
from graduated_response.models import BookletBuild, CopyRequest
from graduated_response.today import sections
from localoffer.outbox.models import Message
from localoffer.people.models import Remit
from localoffer.site.models import SiteSettings
from localoffer.submissions import throttle
from localoffer.submissions.forms import new_sending

from .booklet_factories import make_booklet

pytestmark = pytest.mark.django_db

ASK = "/graduated-response/booklet/ask/"
FILLED = {
    "wanted": "large",
    "name": "Sam Sample",
    "email": "sam@example.org",
    "phone": "01632 960999",
    "address": "1 Private Lane",
    "more": "Please ring first.",
}


@pytest.fixture(autouse=True)
def council():
    SiteSettings.objects.create(
        pk=1,
        council_name="Larkshire Council",
        email="offer@larkshire.example",
        phone="01632 960100",
    )


@pytest.fixture
def opened(time_machine):
    """The form, opened a minute ago."""
    time_machine.move_to("2026-11-22 10:00+00:00", tick=False)
    sending = new_sending()
    time_machine.shift(timedelta(minutes=1))
    return {**FILLED, "sending": sending}


def send(client, data, **changes):
    return client.post(ASK, {**data, **changes})


def test_the_form_brings_a_key_and_a_box_that_people_do_not_see(client):
    html = client.get(ASK).content.decode()
    assert re.search(r'<input type="hidden" name="sending" value="[^"]{40,}"', html)
    assert (
        '<div class="lo-trap" aria-hidden="true">'
        '<label for="id_leave_empty">Leave this empty</label>'
        '<input type="text" name="leave_empty" tabindex="-1" autocomplete="off" '
        'id="id_leave_empty"></div>'
    ) in html


def test_a_request_is_kept_and_both_are_told(client, opened):
    response = send(client, opened)
    kept = CopyRequest.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"{ASK}{kept.reference}/"
    assert {name: getattr(kept, name) for name in FILLED} == FILLED
    assert (kept.status, kept.closed) == ("new", None)
    council, receipt = Message.objects.order_by("pk")
    assert council.to == "offer@larkshire.example"
    assert council.subject == "Somebody asked for the booklet: A paper copy in large print"
    assert f"/admin/graduated_response/copyrequest/{kept.pk}/change/" in council.body
    assert receipt.to == "sam@example.org"
    assert receipt.subject == f"We got your request ({kept.reference})"
    assert "01632 960100 or offer@larkshire.example" in receipt.body
    page = client.get(response["Location"]).content.decode()
    assert f"<strong>{kept.reference}</strong>" in page
    for private in ("Sam", "sam@", "960999", "Private Lane", "ring first"):
        assert private not in page + council.subject + council.body + council.key
    assert client.get(f"{ASK}AAAAAAAA/").status_code == 404


def test_nobody_is_written_to_without_an_address(client, opened):
    SiteSettings.objects.update(email="")
    send(client, opened, email="")
    assert CopyRequest.objects.count() == 1
    assert not Message.objects.exists()


def test_sent_twice_it_is_one_request(client, opened):
    first = send(client, opened)
    second = send(Client(), opened)
    assert first["Location"] == second["Location"]
    assert CopyRequest.objects.get().more == "Please ring first."
    assert Message.objects.count() == 2


@pytest.mark.parametrize("missing", ["wanted", "way"])
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(client, opened, missing):
    changes = (
        {"wanted": ""} if missing == "wanted" else dict.fromkeys(["email", "phone", "address"], "")
    )
    response = send(client, opened, **changes)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error: " in html
    sentence = (
        "Please choose: What would you like?"
        if missing == "wanted"
        else "Tell us how to reach you: an e-mail, a phone number or a postal address"
    )
    assert sentence in html
    assert 'value="Sam Sample"' in html
    assert "Please ring first." in html
    assert opened["sending"] in html
    assert not CopyRequest.objects.exists()


@pytest.mark.parametrize(
    "address", ["no", "a@b.example\nBcc: c@example.org", "a@example.org, b@example.org", "x" * 300]
)
def test_what_is_no_address_is_refused(client, opened, address):
    assert "govuk-error-message" in send(client, opened, email=address).content.decode()
    assert not CopyRequest.objects.exists()
    assert not Message.objects.exists()


def test_a_form_that_was_open_for_a_day_is_offered_again(client, opened, time_machine):
    time_machine.shift(timedelta(hours=25))
    html = send(client, opened).content.decode()
    assert "This page was open for more than a day" in html
    fresh = re.search(r'name="sending" value="([^"]+)"', html)[1]
    assert fresh != opened["sending"]
    assert 'value="Sam Sample"' in html
    time_machine.shift(timedelta(minutes=1))
    assert send(client, opened, sending=fresh).status_code == 302


@pytest.mark.parametrize("sending", ["", "forged", "é", "a:b:c" * 500])
def test_a_forged_key_is_refused_kindly(client, opened, sending):
    response = send(client, opened, sending=sending)
    assert response.status_code == 200
    assert "What you wrote is still here" in response.content.decode()
    assert not CopyRequest.objects.exists()


def test_what_a_program_sends_is_held_back_not_lost(client, opened):
    response = send(client, opened, leave_empty="http://spam.example")
    kept = CopyRequest.objects.get()
    assert kept.status == "held"
    assert response["Location"] == f"{ASK}{kept.reference}/"  # it learns nothing
    assert client.get(response["Location"]).status_code == 200
    assert not Message.objects.exists()


def test_what_is_sent_at_once_is_held_back(client, opened):
    send(client, opened, sending=new_sending())
    assert CopyRequest.objects.get().status == "held"


def test_too_many_from_one_network_are_told_to_wait(client, opened, monkeypatch):
    monkeypatch.setattr(throttle, "FROM_A_NETWORK", 2)
    codes = [send(client, opened, sending=key).status_code for key in keys(opened, 3)]
    assert codes == [302, 302, 429]
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert send(other, opened, sending=keys(opened, 1)[0]).status_code == 302
    again = client.post(ASK, {**opened, "sending": keys(opened, 1)[0]})
    assert again.status_code == 429
    assert 'value="Sam Sample"' in again.content.decode()


def test_there_is_a_brake_for_all_together(client, opened, monkeypatch):
    monkeypatch.setattr(throttle, "ALTOGETHER", 1)
    assert send(client, opened).status_code == 302
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert send(other, opened, sending=keys(opened, 1)[0]).status_code == 429


def keys(opened, number):
    return [new_sending() for _ in range(number)]


def test_a_form_from_elsewhere_is_refused(opened):
    client = Client(enforce_csrf_checks=True)
    assert client.post(ASK, opened).status_code == 403
    assert client.put(ASK, opened).status_code == 405
    page = client.get(ASK)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    assert client.post(ASK, {**opened, "csrfmiddlewaretoken": "wrong"}).status_code == 403
    assert not CopyRequest.objects.exists()
    assert client.post(ASK, {**opened, "csrfmiddlewaretoken": token}).status_code == 302


def test_nothing_personal_is_logged(client, opened, caplog):
    caplog.set_level(logging.DEBUG)
    send(client, opened)
    for private in ("Sam", "sam@", "960999", "Private Lane", "ring first"):
        assert private not in "".join(
            record.getMessage() for record in caplog.records if record.name != "django.db.backends"
        )


def test_only_the_page_of_the_form_sets_a_cookie(client):
    make_booklet()
    assert not client.get("/graduated-response/booklet/").cookies
    response = client.get(ASK)
    assert list(response.cookies) == ["csrftoken"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_a_request_that_is_done_is_deleted_after_30_days(opened, client, time_machine, days, left):
    send(client, opened)
    kept = CopyRequest.objects.get()
    kept.status = "sent"
    kept.save()
    tasks.run(timezone.now() + timedelta(days=days))
    assert CopyRequest.objects.count() == left


@pytest.mark.parametrize(("days", "left"), [(179, 1), (181, 0)])
def test_any_request_is_deleted_after_180_days(opened, client, days, left):
    send(client, opened)
    tasks.run(timezone.now() + timedelta(days=days))
    assert CopyRequest.objects.count() == left


def test_opening_it_again_stops_the_clock(client, opened):
    send(client, opened)
    kept = CopyRequest.objects.get()
    kept.status = "closed"
    kept.save()
    assert kept.closed == timezone.now()
    kept.status = "started"
    kept.save()
    assert kept.closed is None
    with pytest.raises(IntegrityError), transaction.atomic():
        CopyRequest.objects.update(status="sent")


def staff(role):
    person = User.objects.create_user(role, is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    return person


def test_staff_see_and_close_it_where_they_may(client, opened):
    send(client, opened)
    kept = CopyRequest.objects.get()
    change = f"/admin/graduated_response/copyrequest/{kept.pk}/change/"
    client.force_login(staff("Editor"))
    assert client.get(change).status_code == 403
    client.force_login(staff("Publisher"))
    assert "1 Private Lane" in client.get(change).content.decode()
    response = client.post(change, {"status": "sent", "name": "Somebody else", "wanted": "braille"})
    assert response.status_code == 302
    kept.refresh_from_db()
    assert (kept.status, kept.name, kept.wanted) == ("sent", "Sam Sample", "large")


def test_a_remit_without_the_booklet_hides_requests(client, opened):
    send(client, opened)
    person = staff("Publisher")
    remit = Remit.objects.create(user=person)
    remit.kinds.set([ContentType.objects.get_by_natural_key("events", "event")])
    client.force_login(person)
    changes = "/admin/graduated_response/copyrequest/"
    kept = CopyRequest.objects.get()
    assert client.get(changes).status_code == 403
    assert client.get(f"{changes}{kept.pk}/change/").status_code == 403
    assert kept.reference not in client.get("/admin/").content.decode()


def test_the_list_of_requests_shows_nothing_personal(client, opened):
    send(client, opened)
    client.force_login(staff("Publisher"))
    html = client.get("/admin/graduated_response/copyrequest/").content.decode()
    assert CopyRequest.objects.get().reference in html
    assert "sam@example.org" not in html


def test_the_first_page_of_the_admin_says_what_waits(client, opened, rf):
    send(client, opened)
    send(client, opened, sending=new_sending())
    BookletBuild.objects.create(key="current", problems=["No room."], notes=["A sign is a box."])
    waiting, held = CopyRequest.objects.order_by("pk")
    request = rf.get("/")
    request.user = staff("Publisher")
    found = {
        each.title: [item.words for item in each.items] for each in sections(request) if each.items
    }
    assert found == {
        "The booklet could not be made": ["The booklet"],
        "The booklet shows something else than a page": ["The booklet"],
        "Waiting for a paper copy or another format": [
            f"A paper copy in large print ({waiting.reference})"
        ],
        "Requests that may be spam: please look": [
            f"A paper copy in large print ({held.reference})"
        ],
    }
    request.user = staff("Editor")
    assert [len(each.items) for each in sections(request)] == [1, 1, 0, 0, 0, 0, 0]
    request.user = staff("Survey analyst")
    assert [len(each.items) for each in sections(request)] == [0, 0, 0, 0, 0, 0, 0]
    client.force_login(staff("Administrator"))
    home = client.get("/admin/").content.decode()
    assert "The booklet could not be made" in home
    assert waiting.reference in home
    assert "Sam Sample" not in home
