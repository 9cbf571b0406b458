"""The hard cases of putting a snapshot into the database."""

import pytest
from django.db import connection

from graduated_response.models import AgeBand, Contact, Page, Part, Phase, QuestionSet
from localoffer.publishing.applying import CannotApply, apply
from localoffer.publishing.snapshots import is_draft_number, keys_of, take
from surveys.models import Cycle, Evidence, WeDid, YouSaid
from tests.events.factories import make_event

from .examples import example
from .factories import as_a_draft, example_statement, make_cycle, make_page

pytestmark = pytest.mark.django_db


def test_unique_values_change_places():
    event = make_event(dates=[1, 2])
    first, second = event.dates.all()
    before = take(event)

    def change_places():
        event.dates.filter(pk=first.pk).update(starts="2020-01-01 10:00Z")
        event.dates.filter(pk=second.pk).update(starts=first.starts, ends=first.ends)
        event.dates.filter(pk=first.pk).update(starts=second.starts, ends=second.ends)

    draft = as_a_draft(event, change_places)
    assert take(event) == before
    apply(event, draft, for_good=True)
    assert [row.pk for row in event.dates.order_by("starts")] == [second.pk, first.pk]
    connection.check_constraints()


def add_what_belongs_together(cycle: Cycle) -> None:
    said = YouSaid.objects.create(cycle=cycle, text="<p>Hard words</p>")
    did = WeDid.objects.create(cycle=cycle, text="<p>Plain words</p>")
    did.said.add(said, *cycle.said.all())
    Evidence.objects.create(did=did, label="Glossary", path="/glossary/")


def test_new_rows_refer_to_each_other():
    cycle = make_cycle()
    draft = as_a_draft(cycle, lambda: add_what_belongs_together(cycle))
    apply(cycle, draft, for_good=True)
    did = cycle.did.get(text__contains="Plain")
    assert sorted(str(said) for said in did.said.all()) == ["Hard words", "Slow letters"]
    assert [each.label for each in did.evidence.all()] == ["Glossary"]
    assert not [pk for _, pk in keys_of(take(cycle)) if is_draft_number(pk)]
    connection.check_constraints()


def test_removed_rows_take_along_what_they_own():
    cycle = make_cycle()
    before = take(cycle)
    draft = as_a_draft(cycle, lambda: cycle.did.all().delete())
    apply(cycle, draft, for_good=True)
    assert not Evidence.objects.exists()
    apply(cycle, before, for_good=True)
    assert take(cycle) == before


def test_a_row_that_moves_away_from_a_removed_owner_stays():
    cycle = make_cycle()
    proof = Evidence.objects.get()

    def move():
        Evidence.objects.filter(pk=proof.pk).update(said=cycle.said.get(), did=None)
        cycle.did.all().delete()

    apply(cycle, as_a_draft(cycle, move), for_good=True)
    assert Evidence.objects.get().pk == proof.pk
    assert cycle.said.get().evidence.get().label == "Report"


def test_many_to_many_of_the_row_itself():
    statement = example_statement()
    before = take(statement)
    phase = Phase.objects.create(name="Post 16", slug="post-16")
    draft = as_a_draft(statement, lambda: statement.phases.set([phase]))
    assert take(statement) == before
    apply(statement, draft, for_good=True)
    assert [str(each) for each in statement.phases.all()] == ["Post 16"]
    assert statement.stages.count() == 2


def test_a_deleted_choice_is_told_and_changes_nothing():
    page = make_page(1)
    old = take(page)
    page.parts.all().delete()
    AgeBand.objects.all().delete()
    now = take(page)
    with pytest.raises(CannotApply) as problem:
        apply(page, old, for_good=True)
    told = "The age band that this version names for the part has been deleted."
    assert str(problem.value) == told
    assert take(page) == now


def test_a_deleted_choice_that_live_rows_just_lose_is_lost_here_too():
    page = make_page(1)
    contact = Contact.objects.create(name="Nurse")
    page.parts.get().contacts.set([contact, Contact.objects.create(name="SENCo")])
    questions = example(QuestionSet)
    old_page, old_set = take(page), take(questions)
    contact.delete()
    questions.event.delete()
    apply(page, old_page, for_good=True)
    apply(questions, old_set, for_good=True)
    assert [each.name for each in page.parts.get().contacts.all()] == ["SENCo"]
    assert questions.event is None


def test_a_deleted_row_is_told():
    page = make_page()
    snapshot = take(page)
    Page.objects.filter(pk=page.pk).delete()
    with pytest.raises(CannotApply, match="^This page has been deleted.$"):
        apply(page, snapshot, for_good=True)


def test_an_address_in_use_elsewhere_is_told():
    page = make_page()
    snapshot = take(page)
    Page.objects.filter(pk=page.pk).update(slug="moved")
    make_page()
    with pytest.raises(CannotApply, match="in use elsewhere"):
        apply(page, snapshot, for_good=True)


def test_removing_what_others_need_is_told():
    statement = example_statement()
    area = statement.sub_area.area
    draft = take(area)
    draft["owned"]["graduated_response.subarea"] = []
    with pytest.raises(CannotApply, match=f"still uses: “{statement}”."):
        apply(area, draft, for_good=True)


def test_what_the_snapshot_does_not_know_stays_and_what_is_lost_is_left_out():
    page = make_page(1, law="Code 6.45")
    old = take(page)
    del old["fields"]["law"], old["owned"]["graduated_response.part"]
    old["fields"] |= {"title": "Old title", "colour": "red"}
    old["owned"]["graduated_response.lost"] = [{"pk": 1, "fields": {}, "many": {}}]
    Page.objects.filter(pk=page.pk).update(law="Code 7")
    apply(page, old, for_good=True)
    page.refresh_from_db()
    assert (page.title, page.law, page.parts.count()) == ("Old title", "Code 7", 1)


def test_new_owned_rows_get_defaults_for_what_the_snapshot_does_not_know():
    event = make_event(dates=[1])
    old = take(event)
    event.dates.all().delete()
    del old["owned"]["events.eventdate"][0]["fields"]["note"]
    apply(event, old, for_good=True)
    assert event.dates.get().note == ""


def test_a_value_that_no_longer_fits_is_told():
    event = make_event(dates=[1])
    old = take(event)
    old["owned"]["events.eventdate"][0]["fields"]["starts"] = "soon"
    with pytest.raises(CannotApply, match="no longer fits"):
        apply(event, old, for_good=True)


def test_when_it_shows_stays_as_it_is_now():
    page = make_page(state="draft")
    old = take(page)
    Page.objects.filter(pk=page.pk).update(state="live", live_from="2026-01-01 10:00Z")
    apply(page, old, for_good=True)  # `page` itself still believes that it is a draft
    stored = Page.objects.get(pk=page.pk)
    assert (stored.state, stored.live_from.year) == ("live", 2026)


def test_a_row_that_went_to_another_owner_is_not_taken_back():
    here, there = make_event("here", dates=[1]), make_event("there")
    old = take(here)
    here.dates.update(event=there)
    apply(here, old, for_good=True)
    assert here.dates.count() == there.dates.count() == 1
    assert here.dates.get().pk != there.dates.get().pk


def test_a_snapshot_makes_a_copy():
    cycle = make_cycle()
    copy = Cycle.objects.create(title="Copy", slug="copy", year=2026)
    snapshot = take(cycle)
    snapshot["fields"] |= {"title": "Copy", "slug": "copy"}
    before = take(cycle)
    apply(copy, snapshot, for_good=True)
    assert take(cycle) | {"fields": {}} == before | {"fields": {}}
    assert copy.did.get().said.get() == copy.said.get()
    assert copy.did.get().evidence.get().label == "Report"


@pytest.mark.parametrize("count", [2, 30])
def test_many_owned_rows_cost_no_more_queries(
    count, django_assert_num_queries, django_assert_max_num_queries
):
    page = make_page(count)
    contact = Contact.objects.create(name="SENCo")

    def edit():
        page.parts.first().delete()
        for part in page.parts.all():
            part.text = "<p>Changed</p>"
            part.save()
            part.contacts.add(contact)
        Part.objects.create(page=page, role=Part.Role.NEXT, text="<p>New</p>").contacts.add(contact)

    draft = as_a_draft(page, edit)
    with django_assert_num_queries(19):
        apply(page, draft, for_good=True)
    with django_assert_num_queries(2):
        take(page)
