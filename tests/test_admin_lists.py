"""No list of the admin tells what its pages do not show: neither by a filter nor by a search, an
order or the boxes that offer rows. Every list, for everybody who may see it."""

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit
from uuid import uuid4

import pytest
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import IGNORED_PARAMS
from django.contrib.auth.models import Permission, User
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, transaction
from django.db.models import CharField, Model, TextField
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from graduated_response.models import Statement
from localoffer.feedback.models import Comment
from localoffer.people.models import scope_of
from localoffer.site.models import SiteSettings
from localoffer.ui.model_admin import StaffModelAdmin
from tests.authorisation.world import ANONYMOUS, OWN, SUPERUSER, World, make_world, registered
from tests.people.factories import signed_in

pytestmark = pytest.mark.django_db
LOOKUPS = {"": "x", "__exact": "x", "__regex": ".", "__startswith": "x", "__gt": "0"}
LOOKUPS |= {"__isnull": "False", "__in": "x", "__contains": "x"}
NOT_FILTERS = {*IGNORED_PARAMS, "p", "e"}
HREF = re.compile(r'href="([^"]*\?[^"]*)"')
MARK = "zqxjk"


@pytest.fixture
def world(settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    logging.disable()  # thousands of refusals
    yield make_world()
    logging.disable(logging.NOTSET)


def list_of(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def asked(person: User, model: type[Model], **query: str):
    request = RequestFactory().get(list_of(model), query)
    request.user, request.resolver_match = person, resolve(list_of(model))
    return request


def lists_of(world: World) -> Iterator[tuple[User, type[Model], StaffModelAdmin]]:
    """Each list with each person who may see it."""
    for name, person in world.people.items():
        for model in registered() if name != ANONYMOUS else []:
            model_admin = admin.site.get_model_admin(model)
            world.set_remits(world.kind_of(model))
            vars(person).pop("scope_in_remit", None)
            if model_admin.has_view_or_change_permission(asked(person, model)):
                yield person, model, model_admin


def columns(model: type[Model]) -> set[str]:
    """'body', 'body_id', and over one relation of either direction 'user__password'."""
    found = {name for field in model._meta.fields for name in (field.name, field.attname)}
    for field in model._meta.get_fields():
        other = field.related_model
        if other and (field.concrete or not field.hidden):
            query_name = field.name if field.concrete else field.field.related_query_name()
            found |= {f"{query_name}__{each.name}" for each in other._meta.fields} | {query_name}
    return found | {"pk"}


def offered(model_admin: StaffModelAdmin, request) -> set[str]:
    """What the links of the page name, also where there is nothing to choose from yet."""
    changes = model_admin.get_changelist_instance(request)
    found = {name for spec in changes.filter_specs for name in spec.expected_parameters()}
    for item in model_admin.get_list_filter(request):
        path = item[0] if isinstance(item, tuple) else item
        if isinstance(path, str):
            found |= {f"{path}__isnull", f"{path}__id__exact", f"{path}__exact", path}
    return found


def test_everything_registered_has_the_base_that_refuses():
    assert [each for each in admin.site._registry.values()  # noqa: SLF001
            if not isinstance(each, StaffModelAdmin)] == []  # fmt: skip


def test_what_a_package_registers_cannot_go_without_it():
    class Theirs(admin.ModelAdmin):
        list_filter = ["codename"]

        def lookup_allowed(self, *args):
            return True

    admin.site.register(Permission, Theirs)
    try:
        found = admin.site.get_model_admin(Permission)
        assert isinstance(found, Theirs)
        assert not found.lookup_allowed("name__regex", ".", asked(User(), Comment))
        assert found.lookup_allowed("codename__exact", "x", asked(User(), Comment))
    finally:
        admin.site.unregister(Permission)


def test_no_list_is_filtered_by_a_column_that_it_does_not_offer(world):
    taken, count = [], 0
    for person, model, model_admin in lists_of(world):
        request = asked(person, model)
        names = offered(model_admin, request)
        for column in sorted(columns(model)):
            for lookup, value in LOOKUPS.items():
                if (key := f"{column}{lookup}") in names:
                    continue
                count += 1
                if model_admin.lookup_allowed(key, value, request):
                    taken.append((person.username, model._meta.label, key))
    assert taken == []
    assert count > 20_000


def test_the_answer_is_a_bad_request_and_no_fault(world):
    wrong = []
    for person, model, _ in lists_of(world):
        client = signed_in(person)
        if person.username not in ("Administrator", SUPERUSER):
            continue  # the test before asked as everybody
        for column in [field.attname for field in model._meta.fields]:
            response = client.get(list_of(model), {f"{column}__regex": "."})
            # The settings are one row: their list leads to the form, whatever it is asked.
            if response.status_code != 400 and model is not SiteSettings:
                wrong.append((person.username, model._meta.label, column, response.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("outbox/message", "body__regex=^a"),
        ("outbox/message", "body__startswith=a&condition=sent"),
        ("accounts/signinapp", "key__regex=^a"),
        ("accounts/signinapp", "user__password__regex=^a"),
        ("auth/user", "password__startswith=md5"),
        ("auth/user", "totpdevice__key__regex=^a"),
        ("auth/user", "logentry__change_message__regex=a"),
        ("auth/group", "user__password__regex=^a"),
        ("admin/logentry", "user__password__regex=^a"),
        ("admin/logentry", "action_time__year=9999"),
        ("redirects/redirect", "made_by__password__regex=a"),
        ("feedback/comment", "email__startswith=a"),
    ],
)
def test_a_role_reads_no_secret_by_asking_for_it(world, path, query):
    client = signed_in(world.people["Administrator"])
    assert client.get(f"/admin/{path}/?{query}").status_code == 400


def test_impossible_values_of_what_is_offered_are_no_fault(world):
    """Refused with a sentence, or without any row; what else is raised would be answered 500."""
    values = ("x", "", "\0", "9" * 30, "-1", "a,b", "\U0001f600")
    values += ("0001-01-01 00:00+14:00", "9999-12-31 23:59-10:00")
    person = world.people[SUPERUSER]
    for model in registered():
        model_admin = admin.site.get_model_admin(model)
        for key in sorted(model_admin.offered_lookups(asked(person, model))):
            for value in values:
                with suppress(SuspiciousOperation, IncorrectLookupParameters):
                    request = asked(person, model, **{key: value})
                    list(model_admin.get_changelist_instance(request).result_list)


def test_the_links_of_our_own_pages_go_on_filtering(world):
    """The first page, each list, and each form: where they lead into lists, that list is shown as
    the link says."""
    client, links = signed_in(world.people[SUPERUSER]), set()
    lists = {list_of(model) for model in registered()}
    for page in pages_of(world):
        for href in HREF.findall(client.get(page, follow=True).content.decode()):
            link = urljoin(page, unescape(href))
            if urlsplit(link).path in lists:
                links.add(link)
    wrong = []
    for link in sorted(links):
        response = client.get(link)
        wanted = parse_qs(urlsplit(link).query, keep_blank_values=True).keys() - NOT_FILTERS
        changes = response.context and response.context.get("cl")
        if response.status_code != 200 or not wanted <= changes.get_filters_params().keys():
            wrong.append((link, response.status_code))
    assert wrong == []
    own = {urlsplit(link).query for link in links}
    assert "status__exact=received" in own
    assert "condition=stuck" in own
    assert any(query.startswith("area__id__exact=") for query in own)


def pages_of(world: World) -> Iterator[str]:
    yield reverse("admin:index")
    for model in registered():
        yield list_of(model)
        row = next(iter(world.rows[model].values()))
        opts = model._meta
        yield reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])


def test_a_link_with_a_filter_leaves_the_others_out(world):
    client = signed_in(world.people[SUPERUSER])
    other = Comment.objects.create(key=uuid4(), category="content", status=Comment.Status.HELD)
    page = client.get(list_of(Comment), {"status__exact": "received"})
    assert other not in page.context["cl"].result_list
    assert page.context["cl"].result_count == Comment.objects.filter(status="received").count()
    area = world.rows[Statement]["live"].area
    found = client.get(list_of(Statement), {"area__id__exact": area.pk}).context["cl"]
    assert {each.area for each in found.result_list} == {area}
    assert found.result_count < Statement.objects.count()


def test_no_search_finds_what_the_pages_of_a_row_do_not_show(world):
    """Each text of a row is set to a mark: who finds the row by it reads the mark on its page."""
    told, count = [], 0
    for person, model, model_admin in lists_of(world):
        client = signed_in(person)
        if person.username not in (OWN, "Administrator"):
            continue  # what the others read on these pages is the same
        for field in model._meta.fields:
            if not isinstance(field, CharField | TextField):
                continue
            with transaction.atomic():
                if (row := marked(model, field.attname)) is None:
                    continue
                count += 1
                request = asked(person, model, q=MARK)
                found = model_admin.get_changelist_instance(request).result_count
                if found and MARK not in shown(client, model, row):
                    told.append((person.username, model._meta.label, field.name))
                transaction.set_rollback(True)
    assert told == []
    assert count > 150


def marked(model: type[Model], column: str) -> Model | None:
    """A row that says the mark in this column and nowhere else; None where that cannot be."""
    row = model.objects.order_by("pk").last()  # the first account asks
    try:
        with transaction.atomic():
            model.objects.filter(pk=row.pk).update(**{column: MARK})
    except DatabaseError:
        return None
    return row


def shown(client: Client, model: type[Model], row: Model) -> str:
    opts = model._meta
    form = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    pages = client.get(form), client.get(list_of(model))
    # The list that was asked for says the words of the search as well; this one was not.
    return "".join(page.content.decode() for page in pages)


def test_no_list_is_ordered_by_what_it_does_not_show(world):
    """A column of methods is sorted by what it shows: by these, and by no others."""
    known = {
        *("state", "review_by", "title", "number", "status", "created", "next_start", "width"),
        *("action_time", "action_flag", "object_repr", "-failures", "user__username"),
        *("created_at", "last_used_at", "left"),
    }
    found = set()
    for person, model, model_admin in lists_of(world):
        request = asked(person, model)
        changes = model_admin.get_changelist_instance(request)
        names = model_admin.get_list_display(request)
        orders = {name: changes.get_ordering_field(name) for name in names}
        found |= {order for name, order in orders.items() if order and order != name}
        for number in ("99", "x", "password"):
            try:
                model_admin.get_changelist_instance(asked(person, model, o=number))
            except IncorrectLookupParameters:
                pytest.fail(f"{model}: o={number}")
    assert found - known == set()


def test_boxes_offer_no_rows_by_hidden_columns(world):
    """They ask the same search; and a row is named by its key, never by another column."""
    client = signed_in(world.people["Administrator"])
    told = []
    for model in registered():
        for field in model._meta.fields:
            if field.primary_key:
                continue
            path = f"{list_of(model)}?_popup=1&_to_field={field.attname}"
            if client.get(path).status_code == 200:
                told.append((model._meta.label, field.name))
    assert told == []
    query = {"app_label": "admin", "model_name": "logentry", "field_name": "user"}
    people = client.get("/admin/autocomplete/", query | {"term": "md5"}).json()["results"]
    assert people == []
    assert scope_of(world.people["Administrator"]) is None


def status_of(client: Client, address: str, data: dict[str, str]) -> int | str:
    try:
        return client.post(address, data).status_code
    except (ValueError, OverflowError, DatabaseError) as problem:
        return repr(problem)


@pytest.mark.parametrize("key", ["abc", "9" * 30, "\0", "²", ""])
def test_no_list_fails_at_a_ticked_row_that_is_no_key(key, world):
    client = signed_in(world.people[SUPERUSER])
    data = {"action": "delete_selected", "_selected_action": key}
    lists = [list_of(each) for each in registered() if admin.site.get_model_admin(each).actions]
    found = {address: status_of(client, address, data) for address in lists}
    assert len(found) > 10
    assert set(found.values()) <= {200, 302, 400, 403, 405}, found
