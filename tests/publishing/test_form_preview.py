"""The preview of a form shows what was typed, says what is wrong, and saves nothing."""

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import strip_tags

from events.models import Event
from graduated_response.models import Area, Guide, Page, Question
from localoffer.media.models import Document, Image, Video
from localoffer.people.roles import ROLES
from localoffer.publishing.family import all_rows
from localoffer.publishing.form_preview import AS_TYPED, FILE, WITHOUT_FAULTS
from localoffer.publishing.models import Version, published_models
from localoffer.publishing.snapshots import take
from tests.browser_form import form_in
from tests.events.factories import make_event
from tests.media.factories import make_document, make_image
from tests.people.factories import make_person, narrow, signed_in

from .bare import bare
from .examples import example

pytestmark = pytest.mark.django_db

KINDS = [pytest.param(kind, id=kind.__name__) for kind in published_models()]
TYPED = "Typed just now"


def address_of(kind, name, *args):
    return reverse(f"admin:{kind._meta.app_label}_{kind._meta.model_name}_{name}", args=args)


def form_of(client, kind, pk=None, **typed):
    """What a browser would send of the form, as it opens."""
    place = address_of(kind, "change", pk) if pk else address_of(kind, "add")
    page = client.get(place).content.decode()
    return form_in(page, f"{kind._meta.model_name}_form") | typed


def preview(client, kind, data, pk=None):
    place = address_of(kind, "preview", pk) if pk else address_of(kind, "add_preview")
    return client.post(place, data)


def text_of(response):
    return " ".join(strip_tags(response.content.decode()).split())


def everything():
    """All that the database holds of content and of what is said about it."""
    return {
        model._meta.label: list(all_rows(model).order_by("pk").values())
        for model in apps.get_models()
        if model._meta.label not in ("sessions.Session", "publishing.Editing")
    }


@pytest.mark.parametrize("state", ["draft", "live"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_shows_what_is_saved_in_place_of_what_is_typed(kind, state, admin_client):
    """A bare row, which lacks what a form asks for: what is typed shows all the same."""
    row = bare(kind, slug="bare", title="Saved")
    rows = type(row).objects.filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(state=state, **dated(kind))
    except IntegrityError:  # the database takes no bare live one of most kinds
        rows.update(state="archived")
    data = form_of(admin_client, kind, row.pk, title=TYPED)
    before = everything()
    response = preview(admin_client, kind, data, row.pk)
    assert response.status_code == 200
    said = text_of(response)
    assert "It is not saved." in said or "There is no page to show yet." in said
    if "It is not saved." in said:
        assert TYPED in said or not kind.in_sitemap
        assert "Saved" not in said.replace(f"Saved{TYPED}", "")
    assert everything() == before


def dated(kind):
    return {"date": "2026-11-02"} if kind._meta.model_name == "edition" else {}


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_fails_with_all_that_it_can_own(kind, admin_client):
    row = example(kind)
    data = form_of(admin_client, kind, row.pk, title=TYPED)
    before = everything()
    assert preview(admin_client, kind, data, row.pk).status_code == 200
    assert everything() == before


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_needs_saving_before_its_first_preview(kind, admin_client):
    data = form_of(admin_client, kind, title=TYPED, slug=["typed"])
    before = everything()
    response = preview(admin_client, kind, data)
    assert response.status_code == 200
    assert everything() == before
    empty = form_of(admin_client, kind)
    assert preview(admin_client, kind, empty).status_code == 200
    assert everything() == before


def test_a_page_is_shown_whole_with_its_new_rows(admin_client, client):
    event = make_event("tea", [5], title="Tea")
    data = form_of(admin_client, Event, event.pk)
    data |= {
        "title": TYPED,
        "materials-TOTAL_FORMS": "1",
        "materials-0-kind": "slides",
        "materials-0-label": "Slides of tea",
        "materials-0-url": "https://example.org/tea",
    }
    response = preview(admin_client, Event, data, event.pk)
    said = text_of(response)
    assert f"Preview: {AS_TYPED}" in said
    assert TYPED in said
    assert "Slides of tea" in said
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert TYPED not in client.get("/events/tea/").content.decode()


def test_the_form_lies_over_the_draft_it_was_made_of(admin_client, admin_user):
    event = make_event("tea", [5], title="Tea")
    snapshot = take(event)
    snapshot["fields"] |= {"title": "Draft", "audience": "Those of the draft"}
    Version.objects.save_draft(event, snapshot, admin_user)
    data = form_of(admin_client, Event, event.pk, title=TYPED)
    said = text_of(preview(admin_client, Event, data, event.pk))
    assert TYPED in said
    assert "Those of the draft" in said


def test_a_form_that_is_out_of_date_is_shown(admin_client):
    event = make_event("tea", [5], title="Tea")
    data = form_of(admin_client, Event, event.pk, title=TYPED)
    event.title = "Of somebody else"
    event.save()
    event.dates.all().delete()
    response = preview(admin_client, Event, data, event.pk)
    assert TYPED in text_of(response)


def test_what_is_wrong_is_named_and_the_rest_is_shown(admin_client):
    event = make_event("tea", [5], title="Tea", audience="All")
    make_event("taken")
    data = form_of(admin_client, Event, event.pk)
    data |= {"audience": TYPED, "slug": "taken", "booking_url": "no address"}
    data |= {
        "materials-TOTAL_FORMS": "2",
        "materials-0-kind": "slides",
        "materials-0-label": "Fits",
        "materials-0-url": "https://example.org/1",
        "materials-1-label": "Lacks its link",
    }
    said = text_of(preview(admin_client, Event, data, event.pk))
    assert WITHOUT_FAULTS in said
    assert TYPED in said
    assert "Address: This address is taken." in said
    assert "Enter a valid URL." in said
    assert "Fits" in said
    assert "Material 2: " in said


def test_no_number_that_fits_no_column_breaks_the_preview(admin_client):
    question = example(Question)
    data = form_of(admin_client, Question, question.pk, number="9" * 30)
    said = text_of(preview(admin_client, Question, data, question.pk))
    assert "cannot be shown before it is mended" in said
    assert "less than or equal to" in said
    area = example(Area)
    data = form_of(admin_client, Area, area.pk, **{"sub_areas-0-position": "9" * 30})
    assert "less than or equal to" in text_of(preview(admin_client, Area, data, area.pk))


def test_rows_that_were_taken_out_are_not_shown(admin_client):
    event = make_event("tea", [5], title="Tea")
    event.materials.create(label="Old slides", url="https://example.org/")
    data = form_of(admin_client, Event, event.pk) | {"materials-0-DELETE": "on"}
    for wrong in ({}, {"booking_url": "no address"}):
        said = text_of(preview(admin_client, Event, data | wrong, event.pk))
        assert "Old slides" not in said
    assert event.materials.count() == 1


def test_what_saving_would_say_is_not_said(admin_client):
    event = make_event("tea", [5], title="Tea")
    data = form_of(admin_client, Event, event.pk) | {"repeat": "week", "repeat_until": "2099-01-01"}
    assert preview(admin_client, Event, data, event.pk).status_code == 200
    assert "more dates were added" not in admin_client.get("/admin/").content.decode()


def test_a_file_that_is_not_saved_yet_is_not_kept_and_that_is_said(admin_client):
    for kind, row in ((Document, make_document("d")), (Image, make_image("i")), (Video, None)):
        file = SimpleUploadedFile("x.pdf", b"%PDF-1.4 nothing")
        pk = row.pk if row else None
        data = form_of(admin_client, kind, pk, title=TYPED, slug="typed") | {"upload": file}
        before = everything()
        response = preview(admin_client, kind, data, pk)
        assert response.status_code == 200
        if kind is not Image:
            assert FILE in text_of(response)
        assert everything() == before


def test_links_to_the_page_itself_stay_on_it(admin_client):
    page = example(Page, title="Saved", slug="saved", state="live")
    data = form_of(admin_client, Page, page.pk, title=TYPED)
    html = preview(admin_client, Page, data, page.pk).content.decode()
    assert f'href="{page.get_absolute_url()}"' not in html


def test_who_asks_for_the_address_of_a_first_preview_finds_the_form(admin_client):
    response = admin_client.get(address_of(Event, "add_preview"))
    assert response.url == address_of(Event, "add")


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_nobody_previews_what_they_may_not_save(role):
    """Exactly those who may save the form."""
    event = make_event("tea", title="Tea", state="draft")
    client = signed_in(make_person(*([role] if role != "nobody" else [])))
    data = {"title": TYPED, "slug": "typed", "kind": "other"}
    for pk in (event.pk, None):
        place = address_of(Event, "change", pk) if pk else address_of(Event, "add")
        may_save = b"Save draft" in client.get(place).content
        assert (preview(client, Event, data, pk).status_code == 200) == may_save, place


def test_nobody_previews_outside_their_part_of_the_site():
    mine = Guide.objects.create(title="Mine", slug="mine")
    other = Guide.objects.create(title="Other", slug="other", intro="<p>SECRET</p>")
    page = Page.objects.create(title="P", slug="p", guide=mine)
    foreign = Page.objects.create(title="F", slug="f", guide=other, body="<p>SECRET</p>")
    client = signed_in(narrow(make_person("Contributor", Guide, Page), mine))
    data = form_of(client, Page, page.pk, title=TYPED)
    assert preview(client, Page, data, foreign.pk).status_code in (403, 404)
    said = text_of(preview(client, Page, data | {"guide": str(other.pk)}, page.pk))
    assert TYPED in said
    assert "SECRET" not in said
    assert "Other" not in said
