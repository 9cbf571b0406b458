"""A draft may lack what families need; nothing is public before it is there."""

from html import unescape

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from graduated_response.models import Area, Part, Resource, Statement
from localoffer.publishing.completeness import (
    missing_in,
    needed_at_once,
    needed_fields,
    working_title,
)
from localoffer.publishing.family import all_rows, owned_models
from localoffer.publishing.models import NotAllowed, Version, published_models
from localoffer.publishing.snapshots import take
from tests.authorisation.world import make_content
from tests.events.factories import make_event
from tests.graduated_response.page_factories import make_guide, make_page
from tests.graduated_response.provision_factories import make_area, make_statement
from tests.support.admin_forms import sent

pytestmark = pytest.mark.django_db
KINDS = published_models()

# What the database needs of a row, also of a draft's. Nothing else does, and none comes quietly.
EXCEPTIONS = {
    Statement: {"area"},  # without it there is no code, and so no address
    # Rows that belong to content: the database does not know whether that is live.
    "events.EventDate": {"starts"},  # lists and calendars read events by these
    "surveys.Wave": {"opened"},  # surveys stand in the order of it
    "graduated_response.EasyReadPicture": {"image"},
    "graduated_response.Chapter": {"position", "kind"},  # the kind says what else it holds
    "media.DocumentFile": {"file", "number", "size"},  # no form has them
    "media.Rendition": {"file", "width", "height", "size"},
}


def url_of(model, name="changelist", *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def emptiest(model, **fields) -> dict:
    """What a browser sends of a new form in which nothing was typed."""
    request_forms = {}
    for inline in admin.site.get_model_admin(model).inlines:
        link = inline.model._meta.get_field(owner_of(inline.model, model))
        prefix = link.remote_field.get_accessor_name()
        request_forms |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    if model is Statement:
        fields = {"area": (Area.objects.first() or make_area()).pk} | fields
    return request_forms | fields


def owner_of(owned, model) -> str:
    return next(f.name for f in owned._meta.fields if f.related_model is model)


def content(model, state):
    if model is Statement:
        make_content(Area, state)
    return make_content(model, state)


def said(response) -> str:
    return unescape(" ".join(str(each) for each in get_messages(response.wsgi_request)))


def saved(client, model, **fields):
    response = client.post(url_of(model, "add"), emptiest(model, **fields))
    assert response.status_code == 302, response.context["errors"]
    return all_rows(model).latest("pk")


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_the_emptiest_form_is_saved_and_not_published(admin_client, model):
    row = saved(admin_client, model)
    assert (row.state, row.title) == ("draft", working_title(model))
    assert row.title.startswith("Untitled ")
    assert row.slug
    for page in ("change", "history"):
        assert admin_client.get(url_of(model, page, row.pk)).status_code == 200
    for address in (url_of(model), f"{url_of(model)}?q=untitled", "/admin/"):
        assert admin_client.get(address).status_code == 200
    version = Version.objects.latest_draft_of(row)
    needs = [each.words for each in missing_in(row)]
    assert needs[0] == "a title"
    refused_by_shell(version)
    step = url_of(model, "step", row.pk, version.number, "publish")
    page = unescape(admin_client.post(step, follow=True).content.decode())
    assert all(words in page for words in needs)
    assert "cannot be published yet" in page
    when = f"{timezone.now().year + 1}-01-31T09:00"
    step = url_of(model, "step", row.pk, version.number, "schedule")
    admin_client.post(step, {"publish_at": when})
    if "make_live" in admin.site.get_model_admin(model).actions:
        data = {"action": "make_live", "_selected_action": [row.pk], "index": "0"}
        assert "still needs: a title" in said(admin_client.post(url_of(model), data))
    row.refresh_from_db()
    version.refresh_from_db()
    assert (row.state, version.state) == ("draft", "draft")


def refused_by_shell(version) -> None:
    with pytest.raises(NotAllowed, match="still needs: a title"):
        version.publish(by=None)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_filled_in_it_is_published(model):
    row = content(model, "draft")
    assert missing_in(row) == []
    Version.objects.save_draft(row, take(row), None).publish(by=None)
    row.refresh_from_db()
    assert row.state == "live"


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_the_database_takes_no_live_row_without_what_its_kind_needs(model):
    row = content(model, "live")
    needed = [field for field in needed_fields(model) if field.null or field.empty_strings_allowed]
    for field in [each for each in needed if not (each.choices and each.has_default())]:
        with pytest.raises(IntegrityError), transaction.atomic():
            all_rows(model).filter(pk=row.pk).update(
                **{field.name: None if field.null else "", "state": "live"}
            )


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_no_new_field_is_needed_of_a_draft_unseen(model):
    for each in (model, *owned_models(model)):
        owners = {link.name for link in owned_models(model).get(each, [])}
        found = {
            field.name
            for field in needed_fields(each)
            if needed_at_once(field) and field.name not in owners
        }
        assert found == EXCEPTIONS.get(each, EXCEPTIONS.get(each._meta.label, set())), each


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_a_live_page_gets_an_incomplete_draft_and_stays(admin_client, model):
    row = content(model, "live")
    before = take(row)
    kept = {"area": row.area_id} if model is Statement else {}
    data = sent(row, emptiest(model, **kept))
    assert admin_client.post(url_of(model, "preview", row.pk), data).status_code == 200
    response = admin_client.post(url_of(model, "change", row.pk), data)
    assert response.status_code == 302, response.context["errors"]
    row.refresh_from_db()
    assert (row.state, take(row)) == ("live", before)
    draft = Version.objects.latest_draft_of(row)
    assert draft.snapshot["fields"]["title"] == working_title(model)
    for page in ("change", "history", "preview"):
        response = admin_client.get(url_of(model, page, row.pk))
        assert response.status_code == 200, (page, said(response))
    compared = admin_client.get(url_of(model, "compare", row.pk), {"other": draft.number})
    assert compared.status_code == 200
    refused_by_shell(draft)
    step = url_of(model, "step", row.pk, draft.number, "publish")
    assert "still needs: a title" in said(admin_client.post(step))
    row.refresh_from_db()
    assert (row.state, take(row)) == ("live", before)


def rows_of(prefix, *rows) -> dict:
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def test_half_filled_rows_stay_and_empty_ones_go(admin_client):
    page = make_page(slug="p", state="draft", kind="stage")
    begun = [{"text": "<p>Begun</p>"}, {"text": "<p>Begun too</p>"}, {}, {"role": "you"}]
    rows = rows_of("parts", *begun)
    data = {"title": "P", "slug": "p", "kind": "stage", "position": ""} | rows
    response = admin_client.post(url_of(type(page), "change", page.pk), sent(page, data))
    assert response.status_code == 302, response.context["errors"]
    parts = Part.objects.order_by("pk").values_list("role", "text")
    assert list(parts) == [("", "<p>Begun</p>"), ("", "<p>Begun too</p>"), ("you", "")]
    page.refresh_from_db()
    assert page.unfinished() == ("“P” still needs: Part 1: heading; Part 2: heading; Part 3: text.")


def test_a_date_that_cannot_be_kept_says_what_it_needs(admin_client):
    event = make_event("tea", state="draft")
    rows = rows_of("dates", {"note": "perhaps in May"}) | rows_of("materials")
    response = admin_client.post(url_of(Event, "change", event.pk), sent(event, rows))
    page = unescape(response.content.decode())
    assert page.count("this row cannot be kept without. If you do not know it yet") == 1
    assert 'value="perhaps in May"' in page


def test_an_expectation_without_an_area_says_why_it_needs_one(admin_client):
    response = admin_client.post(url_of(Statement, "add"), emptiest(Statement, area=""))
    assert "Choose the area: it gives out the code, which is the address." in (
        response.content.decode()
    )
    area = Area.objects.create(title="New", slug="new")
    response = admin_client.post(url_of(Statement, "add"), emptiest(Statement, area=area.pk))
    assert "This area has no letters for codes yet." in response.content.decode()


def test_a_resource_that_is_only_begun_shows_to_nobody():
    statement = make_statement()
    begun = Resource.objects.create(statement=statement, title="Leaflet")
    assert list(Resource.objects.shown()) == []
    assert [each.words for each in missing_in(statement)] == ["Resource 1: a link or a document"]
    begun.url = "https://example.org/"
    begun.save()
    assert list(Resource.objects.shown()) == [begun]


def test_a_bundle_with_an_incomplete_part_does_not_go_out(admin_client):
    guide = make_guide(state="draft")
    make_page(slug="in", title="", guide=guide, state="draft")
    version = Version.objects.save_draft(guide, take(guide), None)
    step = url_of(type(guide), "step", guide.pk, version.number, "publish-all")
    assert "still needs: title" in said(admin_client.post(step))
    guide.refresh_from_db()
    assert guide.state == "draft"


def test_the_list_of_what_is_missing_leads_to_each_field(admin_client):
    event = saved(admin_client, Event, title="Tea")
    page = admin_client.get(url_of(Event, "change", event.pk)).content.decode()
    assert '<a href="#id_audience">who it is for</a>' in page
    assert "Needed before it is published." in page
