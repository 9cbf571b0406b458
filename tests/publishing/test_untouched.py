"""A draft that somebody only opened and saved says what the public page says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from lxml import html

from graduated_response.models import Area, Journey, Statement, Step
from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.differences import difference
from localoffer.publishing.inlines import RowInline, TableInline
from localoffer.publishing.models import Version
from localoffer.publishing.permissions import MembersInline
from localoffer.publishing.snapshots import take
from tests.events.factories import make_event
from tests.graduated_response.provision_factories import make_statement
from tests.surveys.factories import make_cycle

pytestmark = pytest.mark.django_db
TWO_LINES = "<p>One.</p>\n<p>Two.</p>"


def make_journey():
    row = Journey.objects.create(title="Way", slug="way", intro=TWO_LINES, state="live")
    Step.objects.create(journey=row, title="First", text=TWO_LINES)
    return row


def make_round():
    row = make_cycle(intro=TWO_LINES)
    said = row.said.create(text=TWO_LINES)
    row.did.create(text=TWO_LINES).said.add(said)
    row.progress.create(text=TWO_LINES)
    row.promises.create(text=TWO_LINES, outcome=TWO_LINES)
    return row


def make_meeting():
    """It starts at 01:30, which comes twice that night."""
    row = make_event("tea", [5], body=TWO_LINES)
    twice = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    row.dates.create(starts=twice, ends=twice + timedelta(hours=1))
    row.materials.create(label="Slides", url="https://example.org/slides")
    return row


def make_expectation():
    return make_statement("AS1", how="One\nTwo", easy_read="One.\nTwo.", detail=TWO_LINES)


def as_a_browser_sends(page, form_id):
    """What the form of the page holds, each line break as CR LF (HTML, "entry list")."""
    form = html.fromstring(page).get_element_by_id(form_id)
    fields = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value.replace("\n", "\r\n"))
    return fields


@pytest.mark.parametrize("make", [make_journey, make_round, make_meeting, make_expectation])
def test_what_was_only_opened_and_saved_differs_in_nothing(admin_client, make):
    row = make()
    kind = row._meta.model_name
    address = f"/admin/{row._meta.app_label}/{kind}/{row.pk}/change/"
    page = admin_client.get(address).content.decode()
    data = as_a_browser_sends(page, f"{kind}_form")
    assert admin_client.post(address, data).status_code == 302
    draft = Version.objects.latest_draft_of(row)
    assert difference(take(row), draft.snapshot) == []
    assert draft.snapshot == take(row)


def test_a_text_of_several_lines_in_a_row_counts_as_the_same(rf, admin_user):
    class Rows(TableInline):
        model = Statement
        fields = ["how"]

    row, request = make_expectation(), rf.get("/")
    request.user = admin_user
    formset = Rows(Area, admin.site).get_formset(request, row.area)
    data = {
        "rows-TOTAL_FORMS": 1, "rows-INITIAL_FORMS": 1,
        "rows-0-id": row.pk, "rows-0-area": row.area_id, "rows-0-how": "One\r\nTwo",
    }  # fmt: skip
    same = formset(data, instance=row.area, prefix="rows")
    assert same.is_valid()
    assert not same.has_changed()


def test_every_inline_of_content_reads_its_fields_as_the_form_does():
    ours = (RowInline, TableInline, MembersInline)
    for model in filter(admin.site.is_registered, apps.get_models()):
        model_admin = admin.site.get_model_admin(model)
        if isinstance(model_admin, (ContentAdmin, PublishedAdmin)):
            assert all(issubclass(inline, ours) for inline in model_admin.inlines), model_admin
