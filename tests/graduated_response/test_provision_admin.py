"""Editing provision: codes are proposed, then stay; what was live is not deleted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from graduated_response.models import Area, Level, Page, Phase, Statement, SubArea
from tests.staff import sent

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
        "easy_read": "", "how": "", "detail": "", "law": "", "code": "", "code_paragraphs": "",
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
