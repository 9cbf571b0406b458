"""What is outside a person's remit is not there for them, whatever they send."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from events.models import Event
from graduated_response.models import Area, Guide, Page, Question, QuestionSet
from localoffer.glossary.models import Term
from localoffer.people.models import covers, may
from localoffer.publishing.models import PreviewLink, State, Version, published_models
from localoffer.publishing.snapshots import take
from surveys.models import Survey, Wave
from tests.events.factories import make_event
from tests.support.admin_forms import sent

from .factories import as_new, make_person, signed_in

pytestmark = pytest.mark.django_db


def change_page(row, name="change", *args):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[row.pk, *args])


def term_data(term, **fields):
    names = ("title", "variants", "slug", "short", "body", "review_by", "owner", "notes")
    return {name: getattr(term, name) or "" for name in names} | fields


def make_term(**fields):
    return Term.objects.create(
        **{"title": "EHC plan", "slug": "ehcp", "short": "A plan.", "body": "<p>A plan.</p>"}
        | fields
    )


def test_a_remit_narrows_whoever_has_one_but_a_superuser():
    event_only = make_person("Contributor", Event)
    publisher = make_person("Publisher", Event, name="pat")
    root = make_person(None, Event, name="root", is_superuser=True)
    assert [covers(person, Event) for person in (event_only, publisher, root)] == [True] * 3
    assert [covers(person, Term) for person in (event_only, publisher, root)] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("role", "everywhere"),
    [("Contributor", False), ("Editor", True), ("Publisher", True), ("Survey analyst", True)],
)
def test_without_a_remit_a_contributor_edits_nothing_and_others_all(role, everywhere):
    assert covers(make_person(role), Event) is everywhere


def test_an_empty_remit_covers_nothing(django_assert_num_queries):
    editor = make_person("Editor", Event)
    editor.remit.kinds.clear()
    editor = as_new(editor)
    with django_assert_num_queries(2):
        assert not any(covers(editor, model) for model in published_models())


def test_rights_need_the_role_as_well():
    analyst = make_person("Survey analyst", Event)
    assert not may(analyst, "view", Event)
    assert not may(as_new(make_person("Editor", Event, name="ed", is_active=False)), "view", Event)


def test_form_fields_offer_no_content_from_elsewhere(client):
    """Not even when the address of the form proposes it."""
    hidden = QuestionSet.objects.create(title="SECRET set", slug="s")
    client = signed_in(make_person("Contributor", Question))
    address = reverse("admin:graduated_response_question_add") + f"?question_set={hidden.pk}"
    response = client.get(address)
    assert response.status_code == 200
    assert "SECRET" not in response.content.decode()
    data = {"title": "Who?", "slug": "who", "answer": "<p>We.</p>", "review_by": "2030-01-01"}
    response = client.post(address, data | {"question_set": hidden.pk})
    assert "Select a valid choice" in response.content.decode()
    assert not Question.objects.exists()


def test_a_choice_made_by_others_stays():
    chosen = QuestionSet.objects.create(title="The set", slug="s")
    question = Question.objects.create(
        title="Who?", slug="who", answer="<p>We.</p>", question_set=chosen
    )
    client = signed_in(make_person("Contributor", Question))
    data = {"title": "Who is it?", "slug": "who", "answer": "<p>We.</p>", "review_by": "2030-01-01"}
    data |= {"question_set": chosen.pk, "number": ""}
    assert client.post(change_page(question), sent(question, data)).status_code == 302
    question.refresh_from_db()
    assert (question.title, question.question_set) == ("Who is it?", chosen)


def test_foreign_ids_in_an_action_are_passed_over():
    """The list of one kind with the numbers of rows that the person may not publish."""
    live = make_event("tea")
    client = signed_in(make_person("Editor", Event))
    for action in ("make_archived", "make_live", "delete_selected"):
        data = {"action": action, "_selected_action": [live.pk], "post": "yes"}
        client.post(reverse("admin:events_event_changelist"), data)
    live.refresh_from_db()
    assert (live.state, live.binned) == (State.LIVE, None)


def test_publishing_without_the_right_keeps_the_draft():
    term = make_term(state="live")
    client = signed_in(make_person("Contributor", Term))
    data = sent(term, term_data(term, short="Another plan.", _publish="1"))
    response = client.post(change_page(term), data, follow=True)
    assert "You may not publish this page. Your draft is kept" in response.content.decode()
    term.refresh_from_db()
    assert term.short == "A plan."
    draft = Version.objects.latest_draft_of(term)
    assert (draft.state, draft.snapshot["fields"]["short"]) == ("draft", "Another plan.")


FORGED = {"state": "live", "live_from_0": "2020-01-01", "live_from_1": "10:00", "binned": "",
          "expires_0": "2020-01-02", "expires_1": "10:00", "is_superuser": "on", "pk": "99",
          "ever_live": "on", "updated": "2000-01-01", "version_state": "approved"}  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "live"])
def test_forged_fields_change_nothing(state):
    term = make_term(state=state)
    person = make_person("Contributor", Term)
    data = sent(term, term_data(term, short="Another plan.", **FORGED))
    assert signed_in(person).post(change_page(term), data).status_code == 302
    stored = Term.objects.get()
    assert (stored.pk, stored.state, stored.live_from, stored.expires) == (
        term.pk,
        state,
        None,
        None,
    )
    assert set(Version.objects.values_list("state", flat=True)) <= {"draft", "published"}
    assert not User.objects.get().is_superuser


@pytest.mark.parametrize("model", published_models(), ids=lambda model: model.__name__)
def test_times_are_for_publishers(model, rf):
    """They count at once, also for a row that is live."""
    request = rf.get("/")
    model_admin = admin.site.get_model_admin(model)
    for role, locked in (("Contributor", True), ("Editor", True), ("Publisher", False)):
        request.user = make_person(role, model, name=role)
        for row in (None, model(pk=1)):
            found = {"live_from", "expires"} & set(model_admin.get_readonly_fields(request, row))
            assert bool(found) is locked, role


def test_what_a_publisher_decided_only_a_publisher_puts_aside():
    term = make_term(state="live")
    version = Version.objects.save_draft(term, take(term), None).approve(None)
    step = change_page(term, "step", version.number, "discard")
    assert signed_in(make_person("Editor")).post(step).status_code == 403
    assert signed_in(make_person("Publisher", name="pat")).post(step).status_code == 302
    version.refresh_from_db()
    assert version.state == "superseded"


def make_guide():
    guide = Guide.objects.create(title="Guide", slug="guide", state="live")
    page = Page.objects.create(title="SECRET page", slug="page", guide=guide, body="<p>x</p>")
    return guide, page


def test_a_preview_shows_of_the_family_what_one_may_see():
    guide, page = make_guide()
    client = signed_in(make_person("Contributor", Guide))
    shown = client.get(change_page(guide, "preview"))
    assert shown.status_code == 200
    assert "SECRET" not in shown.content.decode()
    other = change_page(guide, "preview") + f"?path={page.get_absolute_url()}"
    assert client.get(other).status_code == 404
    everything = signed_in(make_person("Contributor", Guide, Page, name="kai"))
    assert "SECRET" in everything.get(change_page(guide, "preview")).content.decode()
    assert everything.get(other).status_code == 200


def test_a_preview_link_shows_what_its_maker_may_see(client):
    guide, _ = make_guide()
    maker = make_person("Contributor", Guide)
    link = PreviewLink.objects.create(row=guide, made_by=maker).get_absolute_url()
    shown = client.get(link)
    assert shown.status_code == 200
    assert "SECRET" not in shown.content.decode()
    maker.is_active = False
    maker.save()
    assert client.get(link).status_code == 404


def test_the_page_of_a_guide_lists_no_pages_from_elsewhere_and_moves_none():
    guide, page = make_guide()
    for role, kinds in (("Contributor", [Guide]), ("Contributor", [Guide, Page]), ("Editor", [])):
        client = signed_in(make_person(role, *kinds, name=f"{role}{len(kinds)}"))
        html = client.get(change_page(guide)).content.decode()
        assert ("SECRET" in html) is (kinds != [Guide])
        data = {"title": "Guide", "slug": "guide", "review_by": "2030-01-01", "intro": ""} | {
            "pages-TOTAL_FORMS": 1, "pages-INITIAL_FORMS": 1, "pages-0-id": page.pk,
            "pages-0-guide": guide.pk, "pages-0-position": 7,
        }  # fmt: skip
        client.post(change_page(guide), sent(guide, data))
        page.refresh_from_db()
        assert page.position == 0


def test_parts_with_a_form_of_their_own_follow_what_they_belong_to():
    """What is saved there shows at once, so a live survey's results are for publishers."""
    live = Survey.objects.create(
        title="Live", slug="live", state="live", audience="a", intro="<p>h</p>"
    )
    wave = Wave.objects.create(survey=live, label="First", responses=20, opened="2026-01-01")
    client = signed_in(make_person("Survey analyst"))
    data = {
        "survey": live.pk,
        "label": "Forged",
        "opened": "2026-01-01",
        "responses": 20,
        "method": "",
        "note": "",
    }
    data |= {"findings-TOTAL_FORMS": 0, "findings-INITIAL_FORMS": 0}
    assert client.post(change_page(wave), data).status_code == 403
    assert client.post(change_page(wave, "delete"), {"post": "yes"}).status_code == 403
    added = client.post(reverse("admin:surveys_wave_add"), data)
    assert "Select a valid choice" in added.content.decode()
    assert list(Wave.objects.values_list("label", flat=True)) == ["First"]
    Survey.objects.update(state="draft")
    assert client.post(reverse("admin:surveys_wave_add"), data).status_code == 302
    assert Wave.objects.count() == 2


def test_a_role_taken_away_counts_with_the_next_request():
    term = make_term()
    person = make_person("Editor")
    client = signed_in(person)
    assert client.get(change_page(term)).status_code == 200
    person.groups.clear()
    assert client.get(change_page(term)).status_code == 403
    assert client.get(term.get_absolute_url().split("#")[0]).status_code == 200
    person.user_permissions.set(Permission.objects.filter(codename="change_term"))
    assert client.get(change_page(term)).status_code == 403  # without a remit nowhere
    person.is_staff = False
    person.save()
    assert client.get(change_page(term)).status_code == 302


def test_unpublished_pages_at_their_own_address_need_the_remit():
    area = Area.objects.create(title="SECRET", slug="area", code="AB", state="draft")
    other = signed_in(make_person("Contributor", Event))
    own = signed_in(make_person("Contributor", Area, name="kai"))
    assert other.get(area.get_absolute_url()).status_code == 404
    assert own.get(area.get_absolute_url()).status_code == 200


def test_a_row_that_is_not_there_is_not_added(client):
    client = signed_in(make_person("Editor"))
    response = client.post(
        "/admin/glossary/term/99/change/", term_data(Term(), title="New", slug="new")
    )
    assert response.status_code == 302
    assert not Term.objects.exists()
