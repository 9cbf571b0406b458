"""Releasing an edition is one act: all that was chosen goes out or is withdrawn, or nothing is."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from graduated_response.models import Edition, Statement
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from localoffer.publishing.tasks import publish_due
from tests.people.factories import make_person, narrow
from tests.support.admin_forms import sent

from .provision_factories import make_statement

pytestmark = pytest.mark.django_db


def address(role, *args):
    return reverse(f"admin:graduated_response_edition_{role}", args=args)


def form_data(**fields):
    return {
        "title": "2026", "slug": "2026", "summary": "", "about": "<p>Why.</p>",
        "review_by": "2030-01-01", "changes": [], "withdraws": [],
    } | fields  # fmt: skip


@pytest.fixture
def prepared():
    """Three changed expectations, a new one, and one to be withdrawn; chosen for an edition."""
    changed = [make_statement(f"AS{number}") for number in (1, 2, 3)]
    for statement in changed:
        snapshot = take(statement)
        snapshot["fields"]["title"] = f"{statement.code} is better."
        Version.objects.save_draft(statement, snapshot, None)
    new, old = make_statement("AS4", state="draft"), make_statement("AS5")
    Version.objects.save_draft(new, take(new), None)
    return {"changes": [each.pk for each in (*changed, new)], "withdraws": [old.pk]}


def now_in_force():
    return dict(Statement.objects.live().values_list("code", "title"))


BEFORE = {code: f"The setting does {code}." for code in ("AS1", "AS2", "AS3", "AS5")}
AFTER = {f"AS{n}": f"AS{n} is better." for n in (1, 2, 3)} | {"AS4": "The setting does AS4."}


def test_one_act_releases_it_with_all_that_was_chosen(admin_client, client, prepared):
    admin_client.post(address("add"), form_data(**prepared))
    edition = Edition.objects.get()
    assert (edition.date, now_in_force()) == (None, BEFORE)
    page = admin_client.get(address("change", edition.pk)).content.decode()
    assert 'value="Save and release it now"' in page
    assert 'name="live_from"' not in page
    data = form_data(**prepared, _publish="1")
    admin_client.post(address("change", edition.pk), sent(edition, data))
    assert now_in_force() == AFTER
    assert Edition.objects.current() == edition
    page = client.get(edition.get_absolute_url()).content.decode()
    assert "It has 4 expectations." in page
    page = admin_client.get(address("change", edition.pk)).content.decode()
    assert re.findall(r'"readonly">(A[^<]+)<', page) == ["AS1, AS2, AS3, AS4", "AS5"]
    assert 'name="changes"' not in page


def test_who_may_only_look_reads_text_and_no_html(client):
    edition = Edition.objects.create(
        title="2026", slug="2026", about="<p>Why <b>so</b>.</p>", state="live", date="2026-09-01"
    )
    person = make_person(None, Edition)
    person.user_permissions.add(Permission.objects.get(codename="view_edition"))
    client.force_login(person)
    page = client.get(address("change", edition.pk)).content.decode()
    assert "&lt;p&gt;" not in page
    assert page.count("Nothing was chosen") == 2


def test_a_preview_shows_what_it_will_change(admin_client, prepared):
    first = Edition.objects.create(title="2025", slug="2025", state="live", date="2025-09-01")
    Statement.objects.get(code="AS5").wordings.update(since="2025-01-01T09:00Z")
    admin_client.post(address("add"), form_data(**prepared))
    edition = Edition.objects.exclude(pk=first.pk).get()
    page = admin_client.get(address("preview", edition.pk)).content.decode()
    assert "AS1 is better." in page
    assert "1 withdrawn" in page
    assert (now_in_force(), Edition.objects.current()) == (BEFORE, first)


def test_what_cannot_all_go_out_does_not_go_out(admin_client, prepared):
    draft = Version.objects.latest_draft_of(Statement.objects.get(code="AS2"))
    draft.snapshot["fields"]["level"] = 10**6
    draft.save()
    page = admin_client.post(address("add"), form_data(**prepared, _publish="1"), follow=True)
    assert "has been deleted" in page.content.decode()
    assert (now_in_force(), Edition.objects.current()) == (BEFORE, None)


def test_it_can_be_released_by_the_clock(admin_client, prepared):
    when = timezone.now() + timedelta(days=2)
    typed = timezone.localtime(when).strftime("%Y-%m-%dT%H:%M")
    data = form_data(**prepared, _schedule="1", publish_at=typed)
    admin_client.post(address("add"), data)
    assert now_in_force() == BEFORE
    assert publish_due(when + timedelta(minutes=1)) == 5
    assert now_in_force() == AFTER


def test_the_clock_releases_nothing_while_one_draft_cannot_go_out(admin_client, prepared):
    when = timezone.now() + timedelta(days=2)
    typed = timezone.localtime(when).strftime("%Y-%m-%dT%H:%M")
    admin_client.post(address("add"), form_data(**prepared, _schedule="1", publish_at=typed))
    statement = Statement.objects.get(code="AS2")
    page = admin_client.get(f"/admin/graduated_response/statement/{statement.pk}/change/")
    assert "together with “2026 edition”." in page.content.decode()
    draft = Version.objects.latest_draft_of(statement)
    draft.snapshot["fields"]["level"] = 10**6
    draft.save()
    assert publish_due(when + timedelta(minutes=1)) == 0
    assert (now_in_force(), Edition.objects.current()) == (BEFORE, None)
    today = admin_client.get("/admin/").content.decode().split("Could not be published")[1]
    said = "AS2 The setting does AS2.: The level that this version names for the expectation has"
    assert f">2026 edition</a><span>{said} been deleted.</span>" in today
    assert "AS1" not in today.split("</section>")[0]


def test_a_later_edit_concerns_the_edition_alone(admin_client, prepared):
    admin_client.post(address("add"), form_data(**prepared, _publish="1"))
    edition, statement = Edition.objects.get(), Statement.objects.get(code="AS1")
    snapshot = take(statement)
    snapshot["fields"]["title"] = "Not yet."
    Version.objects.save_draft(statement, snapshot, None)
    Statement.objects.get(code="AS5").publish()
    date = edition.date
    page = admin_client.get(address("change", edition.pk)).content.decode()
    assert 'name="changes"' not in page
    data = form_data(about="<p>More.</p>", _publish="1")
    admin_client.post(address("change", edition.pk), sent(edition, data))
    edition.refresh_from_db()
    assert (edition.about, edition.date) == ("<p>More.</p>", date)
    assert now_in_force() == AFTER | {"AS5": "The setting does AS5."}


def test_an_editor_prepares_and_cannot_release(client, prepared):
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)
    client.post(address("add"), form_data(**prepared, _publish="1"))
    assert (now_in_force(), Edition.objects.get().date) == (BEFORE, None)


def test_approving_releases_nothing(admin_client, prepared):
    admin_client.post(address("add"), form_data(**prepared))
    edition = Edition.objects.get()
    admin_client.post(address("step", edition.pk, 1, "approve"))
    assert Version.objects.history_of(edition).get().state == "approved"
    assert now_in_force() == BEFORE


def offered(client):
    asked = {"app_label": "graduated_response", "model_name": "edition", "term": "does"}
    found = client.get("/admin/autocomplete/", asked | {"field_name": "changes"}).json()
    return [each["text"].split()[0] for each in found["results"]]


def test_it_offers_what_has_a_draft_and_refuses_the_rest(admin_client, prepared):
    make_statement("AS6", state="draft").put_in_bin()
    Version.objects.latest_draft_of(Statement.objects.get(code="AS3")).publish(None)
    assert offered(admin_client) == ["AS1", "AS2", "AS4"]
    page = admin_client.get(address("add")).content.decode()
    assert "You can choose expectations that have a draft." in page
    data = form_data(changes=prepared["withdraws"], _publish="1")
    page = admin_client.post(address("add"), data).content.decode()
    assert "is not one of the available choices." in page
    assert not Edition.objects.exists()


def test_what_was_chosen_stays_and_the_form_shows_what_would_change(admin_client, prepared):
    admin_client.post(address("add"), form_data(**prepared))
    edition = Edition.objects.get()
    Version.objects.latest_draft_of(Statement.objects.get(code="AS3")).discard(None)
    admin_client.post(address("change", edition.pk), sent(edition, form_data(**prepared)))
    assert set(edition.changes.values_list("pk", flat=True)) == set(prepared["changes"])
    page = admin_client.get(address("change", edition.pk)).content.decode()
    one, two, three, four = prepared["changes"]
    statements = "/admin/graduated_response/statement/"
    rows = re.findall(r'"row">(AS.)</th><td>(.*?)</td><td><a href="(.*?)">(.*?)<', page)
    assert rows == [
        ("AS1", "AS1 is better.", f"{statements}{one}/compare/?other=2", "See what changes"),
        ("AS2", "AS2 is better.", f"{statements}{two}/compare/?other=2", "See what changes"),
        ("AS3", "The setting does AS3.", f"{statements}{three}/change/",
         "No draft any more: it stays as it is"),
        ("AS4", "The setting does AS4.", f"{statements}{four}/change/", "New"),
    ]  # fmt: skip
    assert "is better." in admin_client.get(f"{statements}{one}/compare/?other=2").content.decode()


def test_a_scheduled_edition_names_newer_drafts_that_do_not_go_out(admin_client, prepared):
    when = timezone.localtime(timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    admin_client.post(address("add"), form_data(**prepared, _schedule="1", publish_at=when))
    statement = Statement.objects.get(code="AS1")
    snapshot = take(statement)
    snapshot["fields"]["title"] = "Newer."
    Version.objects.save_draft(statement, snapshot, None)
    page = admin_client.get(address("change", Edition.objects.get().pk)).content.decode()
    found = re.findall(r'"row">AS1</th><td>(.*?)</td><td><a href=".*?other=(.*?)">(.*?)<', page)
    newer = "See what changes (its newer draft does not go out with it)"
    assert found == [("AS1 is better.", "2", newer)]


def test_who_edits_one_area_reads_no_drafts_of_another(client, prepared):
    foreign = make_statement("BB1", state="draft", title="Secret.")
    edition = Edition.objects.create(title="2026", slug="2026")
    edition.changes.set([*prepared["changes"], foreign.pk])
    person = make_person("Editor", Statement, Edition, name="lee")
    narrow(person, Statement.objects.get(code="AS1").area)
    client.force_login(person)
    assert offered(client) == ["AS1", "AS2", "AS3", "AS4"]
    page = client.get(address("change", edition.pk)).content.decode()
    assert "AS1 is better." in page
    assert '<th scope="row">BB1</th><td></td><td>New</td>' in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_costs_the_same(admin_client, prepared, number):
    admin_client.post(address("add"), form_data(changes=prepared["changes"][:number]))
    path = address("change", Edition.objects.get().pk)
    admin_client.get(path)
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(path)
    assert len(queries) == 39


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same(admin_client, number):
    admin_client.get(address("changelist"))
    for place in range(number):
        Edition.objects.create(title=f"20{place}", slug=f"20{place}")
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(address("changelist"))
    assert len(queries) == 5
