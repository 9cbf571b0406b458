"""Editing provision: codes are proposed, then stay; what was live is not deleted."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from graduated_response.models import Area, Level, Page, Phase, Statement, SubArea
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from tests.media.factories import make_document, make_image
from tests.people.factories import make_person, signed_in
from tests.support.admin_forms import sent

from .provision_factories import make_area, make_level, make_phase, make_stage, make_statement

MODELS = [Area, Level, Phase, Statement, SubArea]


def address(model, role, *args):
    return reverse(f"admin:graduated_response_{model._meta.model_name}_{role}", args=args)


@pytest.mark.parametrize("model", MODELS)
def test_pages_open_and_search(admin_client, model):
    area = make_area()
    SubArea.objects.create(area=area, name="Early", slug="early")
    make_statement("AS1", area, phases=["primary"])
    for path in (
        address(model, "changelist"),
        address(model, "changelist") + "?q=AS1",
        address(model, "add"),
        address(model, "change", model.objects.get().pk),
    ):
        assert admin_client.get(path).status_code == 200, path


def no_rows(prefix):
    return {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}


def form_data(area, **fields):
    return {
        "area": area.pk, "title": "It looks.", "level": make_level().pk, "position": 0,
        "state": "draft", "review_by": "2030-01-01", "sub_area": "", "for_parents": "",
        "easy_read": "", "how": "", "detail": "", "code": "", "code_paragraphs": "",
        "replaced_by": "", **no_rows("pictures"), **no_rows("resources"),
    } | fields  # fmt: skip


def test_a_new_expectation_is_saved_with_its_values(admin_client):
    area, stage = make_area(), make_stage()
    data = form_data(
        area, code="AS7", how="One\nTwo", detail="<p>More</p>", stages=[stage.pk],
        phases=[make_phase().pk],
    )  # fmt: skip
    admin_client.post(address(Statement, "add"), data)
    statement = Statement.objects.get()
    assert (statement.code, statement.slug, statement.ways) == ("AS7", "as7", ["One", "Two"])
    assert [phase.slug for phase in statement.phases.all()] == ["primary"]
    assert list(statement.stages.all()) == [stage]


def test_an_empty_code_becomes_the_next_free_one(admin_client):
    area = make_area()
    make_statement("AS4", area)
    admin_client.post(address(Statement, "add"), form_data(area))
    assert Statement.objects.get(state="draft").code == "AS5"


def test_adding_beside_an_area_proposes_its_next_code(admin_client):
    area = make_area()
    make_statement("AS4", area)
    listing = admin_client.get(address(Area, "changelist")).content.decode()
    add = f"{address(Statement, 'add')}?area={area.pk}"
    assert f'href="{add}"' in listing
    assert admin_client.get(add).context["adminform"].form.initial["code"] == "AS5"
    for odd in ("x", "99", "²", ""):
        assert admin_client.get(f"{address(Statement, 'add')}?area={odd}").status_code == 200


@pytest.mark.parametrize(
    ("code", "message"),
    [("EN1", "start with AS, like AS1"), ("as2", "number, like AS1"), ("AS1", "already exists")],
)
def test_a_wrong_code_is_refused(admin_client, code, message):
    area = make_area()
    make_statement("AS1", area)
    response = admin_client.post(address(Statement, "add"), form_data(area, code=code))
    assert message in response.content.decode()
    assert Statement.objects.count() == 1


def test_a_code_stays_whatever_is_sent(admin_client):
    statement = make_statement("AS1")
    page = address(Statement, "change", statement.pk)
    assert 'name="code"' not in admin_client.get(page).content.decode()
    data = form_data(statement.area, code="AS9", title="It listens.", _publish="1")
    assert admin_client.post(page, sent(statement, data)).status_code == 302
    statement.refresh_from_db()
    assert (statement.code, statement.title) == ("AS1", "It listens.")


def test_an_area_keeps_its_letters(admin_client):
    area = make_area()
    assert 'name="code"' not in admin_client.get(address(Area, "change", area.pk)).content.decode()


@pytest.mark.parametrize("state_now", ["live", "archived"])
def test_what_was_ever_live_is_not_deleted(admin_client, state_now):
    statement = make_statement("AS1")
    statement.state = state_now
    statement.save()
    page = address(Statement, "delete", statement.pk)
    assert admin_client.get(page).status_code == 403
    assert admin_client.post(page, {"post": "yes"}).status_code == 403
    change = admin_client.get(address(Statement, "change", statement.pk)).content.decode()
    assert page not in change
    assert Statement.objects.count() == 1


def delete_chosen(client, **more):
    keys = list(Statement.objects.values_list("pk", flat=True))
    data = {"action": "delete_selected", "_selected_action": keys, **more}
    return client.post(address(Statement, "changelist"), data)


def test_deleting_several_is_refused_as_a_whole(admin_client):
    make_statement("AS1", state="draft")
    make_statement("AS2")
    page = delete_chosen(admin_client).content.decode()
    assert "AS2 The setting does AS2.: once published, so archive it instead" in page
    delete_chosen(admin_client, post="yes")
    assert Statement.objects.count() == 2


def test_drafts_can_be_deleted(admin_client):
    make_statement("AS1", state="draft")
    make_statement("AS2", state="draft")
    delete_chosen(admin_client, post="yes")
    assert not Statement.objects.out_of_bin().exists()


@pytest.mark.parametrize("model", [Area, Level, SubArea])
def test_what_is_in_use_is_said_to_be(admin_client, model):
    statement = make_statement("AS1")
    statement.sub_area = SubArea.objects.create(area=statement.area, name="Part", slug="part")
    statement.save()
    row = {Area: statement.area, Level: statement.level, SubArea: statement.sub_area}[model]
    path = address(model, "delete", row.pk)
    page = admin_client.get(path).content.decode()
    assert f"“{row}” cannot be deleted, because it is in use." in page
    assert str(statement) in page
    assert "permission" not in page
    admin_client.post(path, {"post": "yes"})
    row.refresh_from_db()
    assert not getattr(row, "binned", None)


@pytest.mark.django_db
def test_who_may_not_see_what_needs_it_reads_its_kind():
    statement = make_statement("AS1")
    client = signed_in(make_person("Publisher", Page))
    page = client.get(address(Level, "delete", statement.level.pk)).content.decode()
    assert "because it is in use. These need it:</p>" in page
    assert "<li>expectation</li>" in page
    assert "AS1" not in page


def test_an_area_with_expectations_is_not_deleted(admin_client):
    area = make_statement("AS1").area
    admin_client.post(address(Area, "delete", area.pk), {"post": "yes"})
    assert Area.objects.count() == 1


def test_publishing_from_the_list_remembers(admin_client):
    make_statement("AS1", state="draft")
    keys = [Statement.objects.get().pk]
    data = {"action": "make_live", "_selected_action": keys}
    admin_client.post(address(Statement, "changelist"), data)
    statement = Statement.objects.get()
    assert (statement.state, statement.ever_live) == ("live", True)


@pytest.mark.parametrize("model", [Statement, Area, SubArea])
def test_lists_cost_the_same_for_one_and_for_three(admin_client, model):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(address(model, "changelist"))
        return len(queries)

    def add(number):
        area = make_area(f"area-{number}", f"A{'BCD'[number]}")
        SubArea.objects.create(area=area, name="Part", slug="part")
        make_statement(f"{area.code}1", area)

    add(0)
    admin_client.get(address(model, "changelist"))
    one = cost()
    add(1)
    add(2)
    assert cost() == one


def test_only_stages_can_be_chosen_as_stages(admin_client):
    stage = make_stage()
    Page.objects.create(title="A page", slug="a-page", state="live")
    form = admin_client.get(address(Statement, "add")).context["adminform"].form
    assert list(form.fields["stages"].queryset) == [stage]


def change(client, statement, **fields):
    """Save the form as it stands, but for `fields`; `_publish` publishes it."""
    data = form_data(
        statement.area, title=statement.title, for_parents=statement.for_parents,
        easy_read=statement.easy_read, **fields,
    )  # fmt: skip
    response = client.post(address(Statement, "change", statement.pk), sent(statement, data))
    assert response.status_code == 302
    statement.refresh_from_db()


def test_a_changed_sentence_makes_readings_stale_until_somebody_ticks(admin_client):
    statement = make_statement("AS1", for_parents="Uno.", easy_read="1.")
    statement.title = "It looks again."
    change(admin_client, statement, _publish="1")
    assert statement.stale_in_words() == "Parents and carers, Easy Read"
    page = admin_client.get(address(Statement, "change", statement.pk)).content.decode()
    assert "Stale. It was checked against: “The setting does AS1.”" in page
    change(admin_client, statement, for_parents_checked="on", _publish="1")
    assert statement.stale_in_words() == "Easy Read"
    statement.easy_read = "2."
    change(admin_client, statement, _publish="1")
    assert statement.stale_in_words() == ""


def test_a_reading_is_not_fresh_because_a_browser_sent_its_lines_anew(admin_client):
    """Browsers end lines with CR LF, whatever the page held."""
    statement = make_statement("AS1", easy_read="One.\nTwo.")
    statement.title = "It looks again."
    statement.easy_read = "One.\r\nTwo."
    change(admin_client, statement, _publish="1")
    assert statement.stale_in_words() == "Easy Read"
    assert statement.easy_read == "One.\nTwo."


def test_a_sentence_changed_with_its_reading_leaves_that_fresh(admin_client):
    statement = make_statement("AS1", for_parents="Uno.", easy_read="1.")
    statement.title, statement.for_parents = "It listens.", "Due."
    change(admin_client, statement, easy_read_checked="on")
    assert (statement.title, statement.for_parents_from) == (
        "The setting does AS1.", "The setting does AS1.",
    )  # fmt: skip
    Version.objects.latest_draft_of(statement).publish(None)
    statement.refresh_from_db()
    assert (statement.title, statement.stale_in_words()) == ("It listens.", "")


def make_stale(code="AS1", **fields):
    statement = make_statement(code, for_parents="Uno.", **fields)
    statement.title = f"{code} says more."
    statement.save()
    return statement


def still_right(client):
    keys = list(Statement.objects.values_list("pk", flat=True))
    data = {"action": "still_right", "_selected_action": keys}
    return client.post(address(Statement, "changelist"), data, follow=True).content.decode()


def test_the_list_finds_stale_readings_and_checks_them_in_one_act(admin_client):
    make_stale("AS1")
    make_statement("AS2", for_parents="Dos.")
    listing = address(Statement, "changelist")
    page = admin_client.get(f"{listing}?readings=stale").content.decode()
    assert "<strong>Parents and carers</strong>" in page
    assert ("AS1 says more." in page, "does AS2" in page) == (True, False)
    assert "does AS2" in admin_client.get(f"{listing}?readings=no-easy-read").content.decode()
    assert "does AS2" not in admin_client.get(f"{listing}?readings=no-parents").content.decode()
    assert "Stale: to check against what changed" in admin_client.get("/admin/").content.decode()
    assert "1 of 1 are checked, and families see it." in still_right(admin_client)
    assert not Statement.objects.stale().exists()
    assert Version.objects.get(state="published").comment == "The readings are still right."
    assert "Stale" not in admin_client.get("/admin/").content.decode()


def test_a_draft_that_waits_is_checked_and_not_published(admin_client):
    statement = make_stale()
    snapshot = take(statement)
    snapshot["fields"]["for_parents"] = "Draft."
    Version.objects.save_draft(statement, snapshot, None)
    assert "AS1 is checked in its draft. Publish that too." in still_right(admin_client)
    assert Statement.objects.stale().count() == 1
    draft = Version.objects.latest_draft_of(statement).snapshot["fields"]
    assert (draft["for_parents"], draft["for_parents_from"]) == ("Draft.", "AS1 says more.")


def test_what_families_no_longer_see_is_not_said_to_be_seen(admin_client):
    make_stale(expires=timezone.now())
    page = still_right(admin_client)
    assert "0 of 1 are checked, and families see it." in page
    assert "It is published. Families do not see it: “Show until” was" in page
    assert not Statement.objects.stale().exists()


def test_a_draft_that_was_never_public_is_checked_directly(admin_client):
    make_stale(state="draft")
    still_right(admin_client)
    assert not Statement.objects.stale().exists()


def test_an_editor_asks_for_approval_of_the_check(client, db):
    make_stale()
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)
    assert "0 of 1 are checked" in still_right(client)
    assert Version.objects.get(state="submitted").author == editor
    assert Statement.objects.stale().count() == 1


def test_paragraphs_are_ticked_and_typed(admin_client):
    statement = make_statement("AS1", law="5(c)")
    page = admin_client.get(address(Statement, "change", statement.pk)).content.decode()
    assert re.findall(r'name="law" value="(\w)"[^>]* checked', page) == ["c"]
    fields = {"law": ["i", "b"], "code_paragraphs": "6.44 to 6.56;1.2"}
    change(admin_client, statement, _publish="1", **fields)
    assert (statement.law, statement.code_paragraphs) == ("5(b), 5(i)", "6.44-6.56, 1.2")
    data = form_data(statement.area, law=["k"], code_paragraphs="6.9-6.1")
    page = admin_client.post(address(Statement, "change", statement.pk), sent(statement, data))
    assert set(page.context["adminform"].form.errors) == {"law", "code_paragraphs"}


def test_pictures_stand_beside_lines_that_there_are(admin_client):
    statement, image = make_statement("AS1", easy_read="One.\nTwo."), make_image("talk")
    rows = {"pictures-TOTAL_FORMS": 1, "pictures-0-image": image.pk, "pictures-0-line": 3}
    data = form_data(statement.area, easy_read="One.\nTwo.") | rows
    page = address(Statement, "change", statement.pk)
    answer = admin_client.post(page, sent(statement, data)).content.decode()
    assert "The Easy Read text has 2 lines." in answer
    data |= {"pictures-0-line": 2, "_publish": "1"}
    assert admin_client.post(page, sent(statement, data)).status_code == 302
    assert [(each.line, each.image) for each in statement.pictures.all()] == [(2, image)]


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({"url": "https://list.example/"}, True),
        ({"url": ""}, False),
        ({"url": "https://list.example/", "document": "1"}, False),
        ({"url": "javascript:alert(1)"}, False),
    ],
)
def test_a_resource_is_a_link_or_a_document(admin_client, fields, fits):
    statement = make_statement("AS1")
    if "document" in fields:
        fields = fields | {"document": make_document("list").pk}
    row = {"title": "List", "url": "", "document": "", "position": 0} | fields
    data = form_data(statement.area) | {f"resources-0-{name}": v for name, v in row.items()}
    data |= {"resources-TOTAL_FORMS": 1, "_publish": "1"}
    admin_client.post(address(Statement, "change", statement.pk), sent(statement, data))
    assert statement.resources.count() == fits


def test_what_replaces_it_counts_at_once_and_is_for_publishers(admin_client, client):
    statement, heir = make_statement("AS1"), make_statement("AS2")
    statement.archive()
    change(admin_client, statement, replaced_by=heir.pk)
    assert (statement.replaced_by, statement.state) == (heir, "archived")
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)
    page = client.get(address(Statement, "change", statement.pk)).content.decode()
    assert 'name="replaced_by"' not in page
