"""Every change of what somebody may do is on record: who, what, when, before and after."""

import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from events.models import Event
from localoffer.site.request_id import RequestIdFilter
from tests.events.factories import make_event

from .factories import make_person, narrow, signed_in
from .test_accounts import NEW_PASSWORD, USERS, form_of, page_of, role

pytestmark = pytest.mark.django_db
LOG = "/admin/admin/logentry/"


@pytest.fixture
def ada():
    return make_person("Administrator", name="ada")


@pytest.fixture
def client(ada):
    return signed_in(ada)


def last():
    """(who, about whom, what) of the newest entry."""
    entry = LogEntry.objects.latest("pk")
    return entry.user.username, entry.object_repr, entry.get_change_message()


def test_a_change_of_role_says_what_was_before(client):
    kim = make_person("Contributor")
    started = timezone.now()
    client.post(page_of(kim), form_of(kim, role("Editor")))
    assert last() == ("ada", "kim", "Roles: from “Contributor” to “Editor”.")
    assert started <= LogEntry.objects.get().action_time <= timezone.now()


def test_switching_off_and_renaming_are_said(client):
    kim = make_person("Editor")
    data = form_of(kim, role("Editor"), username="kit", email="kit@example.org")
    del data["is_active"]
    client.post(page_of(kim), data)
    assert last()[2] == (
        "Account name: from “kim” to “kit”. Active: from “yes” to “no”. "
        "E-mail: from “none” to “kit@example.org”."
    )


def test_limits_are_said_with_their_parts(client):
    tea = make_event("tea", title="Tea")
    kim = make_person("Contributor")
    data = form_of(kim, role("Contributor"), remit=[Event]) | {
        "remit-0-parts": [f"events.event:{tea.pk}"]
    }
    client.post(page_of(kim), data)
    part = f"event {tea.pk}: Tea"
    assert last()[2] == (
        f"Limited to: from “none” to “events”. Only these parts: from “none” to “{part}”."
    )
    data |= {"remit-INITIAL_FORMS": 1, "remit-0-id": kim.remit.pk, "remit-0-DELETE": "on"}
    client.post(page_of(kim), data)
    assert last()[2] == (
        f"Limited to: from “events” to “none”. Only these parts: from “{part}” to “none”."
    )


def test_everything_else_is_said_as_django_says_it(client):
    kim = make_person("Editor")
    client.post(page_of(kim), form_of(kim, role("Editor"), first_name="Kim"))
    assert last()[2] == "Changed First name."
    client.post(page_of(kim, "password"), {"usable_password": "true"} | NEW_PASSWORD)
    assert last() == ("ada", "kim", "Changed password.")


def test_a_new_account_and_a_new_superuser(client, admin_client):
    client.post(f"{USERS}add/", {"username": "kim", "usable_password": "true"} | NEW_PASSWORD)
    assert last()[2] == "Account name: “kim”. Active: “yes”. May do everything: “no”."
    kim = User.objects.get(username="kim")
    admin_client.post(page_of(kim), form_of(kim, is_superuser="on"))
    assert last()[2] == "May do everything: from “no” to “yes”."


def test_groups_of_ones_own(client):
    view = Permission.objects.get(codename="view_event")
    client.post("/admin/auth/group/add/", {"name": "Mine", "permissions": [view.pk]})
    assert last() == ("ada", "Mine", "Name: “Mine”. Rights: “events.view_event”.")
    group = Group.objects.get(name="Mine")
    make_person(None).groups.add(group)
    client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Ours", "permissions": []})
    assert last()[2] == "Name: from “Mine” to “Ours”. Rights: from “events.view_event” to “none”."
    client.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"})
    assert last() == ("ada", "Ours", "Name: “Ours”. Held by: “kim”.")
    assert LogEntry.objects.latest("pk").is_deletion()


def test_what_is_refused_leaves_no_entry(client):
    root = make_person(None, name="root", is_superuser=True)
    assert client.post(page_of(root), form_of(root)).status_code == 403
    assert not LogEntry.objects.exists()


def entries(count, by):
    for number in range(count):
        LogEntry.objects.create(
            user=by, action_flag=2, object_repr=f"Tea {number}", change_message="Saved.",
            content_type=ContentType.objects.get_for_model(Event), object_id=number,
        )  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_administrators_read_the_log(client, ada, count, django_assert_max_num_queries):
    entries(count, ada)
    client.get(LOG)  # fills what a process remembers
    with django_assert_max_num_queries(12):
        html = client.get(LOG).content.decode()
    assert html.count("event “Tea ") == count
    assert "Saved." in html


def test_the_log_can_be_narrowed_to_accounts(client, ada):
    entries(1, ada)
    kim = make_person("Contributor")
    client.post(page_of(kim), form_of(kim, role("Editor")))
    html = client.get(f"{LOG}?about=rights").content.decode()
    assert ("user “kim”" in html, "Tea 0" in html) == (True, False)


@pytest.mark.parametrize("superuser", [True, False])
def test_nobody_changes_the_log(ada, superuser):
    entries(1, ada)
    entry = LogEntry.objects.get()
    before = LogEntry.objects.values().get()
    person = make_person("Administrator", name="root", is_superuser=superuser)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="admin"))
    client = signed_in(person)
    assert client.get(f"{LOG}{entry.pk}/change/").status_code == 200
    for address in (f"{entry.pk}/change/", f"{entry.pk}/delete/", "add/"):
        assert client.post(LOG + address, {"post": "yes", "said": "x"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    client.post(LOG, data)
    assert LogEntry.objects.values().get() == before


@pytest.mark.parametrize("name", ["Contributor", "Editor", "Publisher", "Survey analyst"])
def test_nobody_else_reads_it(name):
    assert signed_in(make_person(name)).get(LOG).status_code == 403


def test_an_administrator_with_limits_does_not_read_it():
    person = narrow(make_person("Administrator", Event, name="bo"))
    assert signed_in(person).get(LOG).status_code == 403


def test_a_refusal_is_logged_with_the_number_of_the_account(caplog):
    kim = make_person("Editor")
    with caplog.at_level("WARNING", "django.request"):
        assert signed_in(kim).get(LOG).status_code == 403
    (record,) = (each for each in caplog.records if each.name == "django.request")
    assert "Forbidden" in record.getMessage()
    RequestIdFilter().filter(record)
    assert record.request_id.endswith(f" account {kim.pk}")
    other = logging.makeLogRecord({"msg": "x"})
    RequestIdFilter().filter(other)
    assert "account" not in other.request_id
