"""Accounts of staff: nobody gives away, or takes over, more than they may do."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from graduated_response.models import Guide, Page
from localoffer.people.forms import LAST_ONE, NARROWS_NOTHING
from localoffer.people.models import Remit, covers
from localoffer.people.roles import ROLES
from localoffer.publishing.models import published_models
from surveys.models import Survey
from tests.events.factories import make_event

from .factories import PASSWORD, make_person, narrow, signed_in

pytestmark = pytest.mark.django_db
USERS = "/admin/auth/user/"
NEW_PASSWORD = {"password1": "another long one", "password2": "another long one"}


@pytest.fixture
def ada():
    return make_person("Administrator", name="ada")


@pytest.fixture
def client(ada):
    return signed_in(ada)


def page_of(person, name="change"):
    return f"{USERS}{person.pk}/{name}/"


def role(name):
    return Group.objects.get(name=name).pk


def form_of(person, *groups, remit=None, **fields):
    """What the form sends; `remit` is a list of models."""
    data = {
        "username": person.username, "first_name": "", "last_name": "", "email": "",
        "is_active": "on", "groups": groups,
        "remit-TOTAL_FORMS": int(remit is not None), "remit-INITIAL_FORMS": 0,
        "remit-0-user": person.pk,
        "remit-0-kinds": [ContentType.objects.get_for_model(model).pk for model in remit or []],
    }  # fmt: skip
    return data | fields


def rights(person):
    return User.objects.get(pk=person.pk).get_all_permissions()


def test_an_administrator_makes_an_account(client):
    data = {"username": "kim", "usable_password": "true"} | NEW_PASSWORD
    response = client.post(f"{USERS}add/", data)
    kim = User.objects.get(username="kim")
    assert response["Location"] == page_of(kim)
    assert (kim.is_staff, kim.is_superuser, kim.groups.count()) == (True, False, 0)
    response = client.post(page_of(kim), form_of(kim, role("Contributor"), remit=[Event, Survey]))
    assert response.status_code == 302
    assert kim.groups.get().name == "Contributor"
    kinds = Remit.objects.get(user=kim).kinds.values_list("model", flat=True)
    assert set(kinds) == {"event", "survey"}


def test_the_form_offers_every_kind_of_content_and_no_more(client):
    html = client.get(page_of(make_person("Editor"))).content.decode()
    assert html.count('name="remit-0-kinds"') == len(published_models())
    assert "is_superuser" not in html
    assert "user_permissions" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_names_roles(client, django_assert_max_num_queries, count):
    for number in range(count):
        make_person("Editor", name=f"kim{number}")
    client.get(USERS)  # fills what a process remembers
    with django_assert_max_num_queries(11):
        html = client.get(USERS).content.decode()
    assert html.count('<td class="field-roles">Editor</td>') == count


@pytest.mark.parametrize("who", ["self", "other"])
def test_nobody_becomes_a_superuser_by_a_forged_form(client, ada, who):
    person = ada if who == "self" else make_person("Editor")
    every = list(Permission.objects.values_list("pk", flat=True))
    forged = {"is_superuser": "on", "user_permissions": every, "is_staff": "on"}
    assert client.post(page_of(person), form_of(person, **forged)).status_code == 302
    person.refresh_from_db()
    assert not person.is_superuser
    assert not person.user_permissions.exists()


def test_nobody_changes_their_own_role_or_limits(client, ada):
    data = form_of(ada, role("Publisher"), remit=[Event], is_active="", first_name="Ada")
    assert client.post(page_of(ada), data).status_code == 302
    ada.refresh_from_db()
    assert (ada.first_name, ada.is_active, ada.groups.get().name) == ("Ada", True, "Administrator")
    assert not Remit.objects.exists()


def test_an_administrator_gives_every_role_but_no_group_that_may_more(client):
    more = Group.objects.create(name="Auditors")
    more.permissions.add(Permission.objects.get(codename="delete_logentry"))
    kim = make_person(None)
    html = client.get(page_of(kim)).content.decode()
    assert "Auditors" not in html
    assert all(name in html for name in ROLES)
    response = client.post(page_of(kim), form_of(kim, more.pk))
    assert "Select a valid choice" in response.content.decode()
    assert rights(kim) == set()


@pytest.mark.parametrize("active", [True, False])
@pytest.mark.parametrize("how", ["superuser", "by a group", "by a permission"])
def test_accounts_that_may_more_are_out_of_reach(client, how, active):
    target = make_person(None, name="max", is_superuser=how == "superuser", is_active=active)
    more = Permission.objects.get(codename="delete_logentry")
    if how == "by a group":
        Group.objects.create(name="Auditors").permissions.add(more)
        target.groups.add(Group.objects.get(name="Auditors"))
    if how == "by a permission":
        target.user_permissions.add(more)
    before = User.objects.values().get(pk=target.pk)
    assert client.get(page_of(target)).status_code == 200  # to look at
    assert client.post(page_of(target), form_of(target)).status_code == 403
    data = {"usable_password": "true"} | NEW_PASSWORD
    assert client.get(page_of(target, "password")).status_code == 403
    assert client.post(page_of(target, "password"), data).status_code == 403
    assert User.objects.values().get(pk=target.pk) == before


def test_an_administrator_sets_the_password_of_an_equal_or_a_lesser_one(client):
    kim = make_person("Editor")
    data = {"usable_password": "true"} | NEW_PASSWORD
    assert client.post(page_of(kim, "password"), data).status_code == 302
    kim.refresh_from_db()
    assert kim.check_password("another long one")


def test_an_administrator_with_limits_manages_nobody(ada):
    Remit.objects.create(user=ada)
    client, kim = signed_in(ada), make_person("Editor")
    assert client.post(page_of(kim), form_of(kim, role("Publisher"))).status_code == 403
    assert client.get(f"{USERS}add/").status_code == 403
    assert client.get("/admin/auth/group/add/").status_code == 403
    assert kim.groups.get().name == "Editor"


def test_accounts_are_switched_off_and_never_deleted(client, admin_client):
    kim = make_person("Editor")
    for each in (client, admin_client):
        assert each.post(page_of(kim, "delete"), {"post": "yes"}).status_code == 403
        data = {"action": "delete_selected", "_selected_action": [kim.pk], "post": "yes"}
        each.post(USERS, data)
        assert User.objects.filter(pk=kim.pk).exists()


@pytest.mark.parametrize("lost", [{"is_active": ""}, {"is_superuser": ""}])
def test_the_last_superuser_stays(admin_client, admin_user, lost):
    make_person(None, name="gone", is_superuser=True, is_active=False)
    data = form_of(admin_user, is_superuser="on") | lost
    data = {name: value for name, value in data.items() if value != ""} | {"first_name": "Al"}
    data |= {"last_name": "", "email": ""}
    response = admin_client.post(page_of(admin_user), data)
    assert LAST_ONE in response.content.decode()
    admin_user.refresh_from_db()
    assert (admin_user.is_active, admin_user.is_superuser) == (True, True)
    make_person(None, name="other", is_superuser=True)
    assert admin_client.post(page_of(admin_user), data).status_code == 302


def test_the_roles_of_the_table_are_not_edited_here(client, admin_client):
    editors = Group.objects.get(name="Editor")
    data = {"name": "Editor", "permissions": []}
    for each in (client, admin_client):
        assert each.post(f"/admin/auth/group/{editors.pk}/change/", data).status_code == 403
        assert (
            each.post(f"/admin/auth/group/{editors.pk}/delete/", {"post": "yes"}).status_code == 403
        )
        action = {"action": "delete_selected", "_selected_action": [editors.pk], "post": "yes"}
        each.post("/admin/auth/group/", action)
        assert editors.permissions.exists()
        assert Group.objects.filter(name="Editor").exists()


def test_a_group_of_ones_own_holds_no_more_than_one_may(client):
    more = Permission.objects.get(codename="delete_logentry")
    mine = Permission.objects.get(codename="view_event")
    address = "/admin/auth/group/add/"
    refused = client.post(address, {"name": "Mine", "permissions": [more.pk, mine.pk]})
    assert "Select a valid choice" in refused.content.decode()
    assert client.post(address, {"name": "Mine", "permissions": [mine.pk]}).status_code == 302
    assert list(Group.objects.get(name="Mine").permissions.all()) == [mine]


def test_a_group_that_may_more_is_out_of_reach(client):
    group = Group.objects.create(name="Auditors")
    group.permissions.add(Permission.objects.get(codename="delete_logentry"))
    address = f"/admin/auth/group/{group.pk}/change/"
    assert client.post(address, {"name": "Mine", "permissions": []}).status_code == 403
    assert client.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Group.objects.get(pk=group.pk).permissions.count() == 1


def test_an_account_that_is_switched_off_is_out_at_once(client):
    kim = make_person("Editor")
    theirs = signed_in(kim)
    assert theirs.get("/admin/").status_code == 200
    data = form_of(kim, role("Editor"))
    del data["is_active"]
    assert client.post(page_of(kim), data).status_code == 302
    assert theirs.get("/admin/").status_code == 302
    assert PASSWORD not in str(User.objects.values().get(pk=kim.pk))


def part_data(*rows):
    return {"remit-0-parts": [f"{row._meta.label_lower}:{row.pk}" for row in rows]}


def test_an_administrator_narrows_an_account_to_a_part(client):
    kim, own = make_person("Contributor"), make_event("tea")
    other = make_event("fair")
    html = client.get(page_of(kim)).content.decode()
    assert "<summary>Events (2)</summary>" in html
    assert "Pages (" not in html  # they are chosen by their guide
    data = form_of(kim, role("Contributor"), remit=[Event], **part_data(own))
    assert client.post(page_of(kim), data).status_code == 302
    kim = User.objects.get(pk=kim.pk)
    assert [covers(kim, row) for row in (own, other)] == [True, False]
    html = client.get(page_of(kim)).content.decode()
    assert "<details open>\n<summary>Events (2)</summary>" in html
    data |= {"remit-INITIAL_FORMS": 1, "remit-0-id": kim.remit.pk, "remit-0-parts": []}
    assert client.post(page_of(kim), data).status_code == 302
    assert covers(User.objects.get(pk=kim.pk), other)


def test_a_part_that_limits_nothing_is_refused(client):
    kim, guide = make_person("Contributor"), Guide.objects.create(title="Steps", slug="steps")
    data = form_of(kim, role("Contributor"), remit=[Event], **part_data(guide))
    assert NARROWS_NOTHING.format("Steps") in client.post(page_of(kim), data).content.decode()
    assert not Remit.objects.exists()
    data = form_of(kim, role("Contributor"), remit=[Page], **part_data(guide))
    assert client.post(page_of(kim), data).status_code == 302


def test_a_part_that_was_deleted_can_be_kept_or_taken_out(client):
    kim = narrow(make_person("Contributor", Event), make_event("tea"))
    Event.objects.all().delete()
    assert "(deleted)" in client.get(page_of(kim)).content.decode()


def test_the_choice_of_parts_costs_the_same_for_one_and_for_three(client):
    """It is a query for each kind of content."""
    cost = []
    for count in (1, 3):
        events = [make_event(f"e{count}{n}") for n in range(count)]
        kim = narrow(make_person("Contributor", Event, name=f"kim{count}"), *events)
        client.get(page_of(kim))  # fills what a process remembers
        with CaptureQueriesContext(connection) as queries:
            html = client.get(page_of(kim)).content.decode()
        assert html.count(" checked> E") == count
        cost.append(len(queries))
    assert cost[0] == cost[1]
