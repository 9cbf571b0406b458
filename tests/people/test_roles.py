"""The table of roles is complete, and the database says the same."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command

from localoffer.people.roles import RIGHTS, ROLES, rights_of
from localoffer.publishing.family import owned_models
from localoffer.publishing.models import published_models

pytestmark = pytest.mark.django_db


def in_database(role):
    found = Group.objects.get(name=role).permissions.select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}" for each in found}


def editable_models():
    registered = [model for model in apps.get_models() if admin.site.is_registered(model)]
    inlines = [
        each.model for model in registered for each in admin.site.get_model_admin(model).inlines
    ]
    owned = [each for model in published_models() for each in owned_models(model)]
    return {model._meta.label_lower for model in [*registered, *inlines, *owned]}


def test_whatever_staff_can_edit_has_a_row():
    assert editable_models() - set(RIGHTS) == set()
    assert set(RIGHTS) - editable_models() == set()


def test_every_row_has_a_cell_for_each_role():
    assert {kind for kind, cells in RIGHTS.items() if len(cells) != len(ROLES)} == set()


@pytest.mark.parametrize("role", ROLES)
def test_the_migrations_made_the_roles(role):
    """Fails for a new row until a migration calls `give_rights` again."""
    assert in_database(role) == rights_of(role)


def test_the_command_puts_roles_right(capsys):
    editors = Group.objects.get(name="Editor")
    editors.permissions.clear()
    Group.objects.get(name="Publisher").delete()
    own = Group.objects.create(name="Translators")
    call_command("sync_roles")
    call_command("sync_roles")
    assert in_database("Editor") == rights_of("Editor")
    assert in_database("Publisher") == rights_of("Publisher")
    assert not own.permissions.exists()
    assert Group.objects.count() == len(ROLES) + 1
    assert capsys.readouterr().out == "5 roles have the rights of the table.\n" * 2


def test_each_role_may_what_it_is_for():
    contributor, editor, publisher, analyst, administrator = map(rights_of, ROLES)
    assert contributor < editor < publisher < administrator
    assert analyst < administrator
    assert not any(".publish_" in name for name in contributor | editor | analyst)
    content = {model._meta.label_lower for model in published_models()}
    deletes = {f"{app}.delete_{model}" for app, model in (each.split(".") for each in content)}
    assert not deletes & (contributor | editor | analyst)
    assert deletes <= publisher
    accounts = {name for name in administrator if name.startswith("auth.")}
    assert accounts == {
        "auth.view_user", "auth.add_user", "auth.change_user",
        "auth.view_group", "auth.add_group", "auth.change_group", "auth.delete_group",
    }  # fmt: skip
    assert not accounts & publisher
    kinds = {name.split("_", 1)[1] for name in analyst if ".change_" in name}
    assert {"survey", "cycle"} <= kinds
    assert {name.split(".")[0] for name in analyst} == {"surveys", "people"}
