"""Mangled keys of rows, in every form of the admin that lets people choose rows."""

from uuid import UUID

import pytest
from django.apps import apps
from django.contrib import admin

from graduated_response.models import AskedQuestion, Contact
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from tests.publishing.examples import example
from tests.publishing.factories import make_page
from tests.support.admin_forms import sent

pytestmark = pytest.mark.django_db

TOO_LARGE, SUPERSCRIPT = "9" * 23, "²"
# What a row that nobody adds in the admin cannot do without.
GIVEN = {AskedQuestion: {"key": UUID(int=1)}}
MANGLED = ["abc", TOO_LARGE, "9" * 5000, "\0", "-1", "1.5", SUPERSCRIPT, "1,abc"]


def forms_of(model):
    """The ModelAdmin and its inlines."""
    return [admin.site.get_model_admin(model), *admin.site.get_model_admin(model).inlines]


CHOOSING = [
    model
    for model in apps.get_models()
    if admin.site.is_registered(model) and any(each.autocomplete_fields for each in forms_of(model))
]
every_form = pytest.mark.parametrize("model", CHOOSING, ids=lambda model: model._meta.label_lower)


def page_of(client, model):
    """The page that adds a row, or, where nobody may, that of a row."""
    start = f"/admin/{model._meta.app_label}/{model._meta.model_name}"
    if client.get(f"{start}/add/").status_code == 200:
        return f"{start}/add/"
    return f"{start}/{example(model, **GIVEN.get(model, {})).pk}/change/"


def with_keys(context, value):
    """What a form sends with `value` in each field that chooses rows; each inline has a new row."""
    data = dict.fromkeys(context["adminform"].model_admin.autocomplete_fields, value)
    for each in context["inline_admin_formsets"]:
        prefix, names = each.formset.prefix, each.opts.autocomplete_fields
        data |= {f"{prefix}-TOTAL_FORMS": len(names[:1]), f"{prefix}-INITIAL_FORMS": 0}
        data |= {f"{prefix}-0-{name}": value for name in names}
    return data


def said_of(context):
    """What a form says of each field that chooses rows."""
    page = context["adminform"]
    said = {name: page.form.errors[name] for name in page.model_admin.autocomplete_fields}
    for each in context["inline_admin_formsets"]:
        for name in each.opts.autocomplete_fields:
            said[f"{each.formset.prefix}-0-{name}"] = each.formset.errors[0][name]
    return said


@every_form
def test_a_link_with_a_mangled_key_opens_the_form(admin_client, model):
    page = page_of(admin_client, model)
    names = admin.site.get_model_admin(model).autocomplete_fields
    # The last is half of a sign of UTF-16.
    for value in [*MANGLED, "%ED%A0%80"]:
        query = "&".join(f"{name}={value}" for name in names).replace("\0", "%00")
        assert admin_client.get(page, QUERY_STRING=query).status_code == 200


@every_form
def test_each_field_says_that_a_sent_key_is_mangled(admin_client, model):
    page = page_of(admin_client, model)
    opened = admin_client.get(page).context
    for value in MANGLED:
        response = admin_client.post(page, with_keys(opened, value) | {"summary": "KEPT WORDS"})
        assert response.status_code == 200
        said = said_of(response.context)
        assert said
        assert all(said.values())
        if "summary" in response.context["adminform"].form.fields:
            assert "KEPT WORDS" in response.content.decode()


def test_of_several_keys_those_that_can_be_are_chosen(admin_client):
    one, two = (Contact.objects.create(name=name) for name in "ab")
    page = "/admin/graduated_response/ageband/add/"
    form = admin_client.get(f"{page}?contacts={one.pk},x,{two.pk}").content.decode()
    assert f'<option value="{one.pk}" selected>a</option>' in form
    assert f'<option value="{two.pk}" selected>b</option>' in form


def test_a_form_with_a_mangled_start_counts_as_old(admin_client):
    page = make_page()
    Version.objects.save_draft(page, take(page), None)
    for token in (SUPERSCRIPT, TOO_LARGE):
        data = sent(page, {"title": "New"}) | {"edit_token": f"{token}-1"}
        address = f"/admin/graduated_response/page/{page.pk}/change/"
        response = admin_client.post(address, data)
        assert "Somebody else saved this page" in response.content.decode()
