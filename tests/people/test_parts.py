"""A remit narrowed to a part of the site: what is outside it is not there, as source or target."""

import pytest
from django.urls import reverse

from events.models import Event
from graduated_response.models import (
    Area,
    Booklet,
    Chapter,
    Guide,
    Page,
    Question,
    QuestionSet,
    Statement,
    SubArea,
)
from localoffer.people.models import covers, may, sees
from localoffer.publishing.models import PreviewLink, State, Version
from localoffer.publishing.permissions import OUTSIDE
from localoffer.publishing.snapshots import take
from localoffer.publishing.waiting import waiting_for
from surveys.models import Survey, Wave
from tests.events.factories import make_event
from tests.graduated_response.provision_factories import make_area, make_level, make_statement
from tests.support.admin_forms import sent

from .factories import as_new, make_person, narrow, signed_in

pytestmark = pytest.mark.django_db


def address_of(row, name="change", *args):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[row.pk, *args])


def list_of(model, name="changelist"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}")


def make_guide(name, **fields):
    """A guide with one page: `name` is in all its words."""
    guide = Guide.objects.create(title=f"Guide {name}", slug=f"guide-{name.lower()}", **fields)
    page = Page.objects.create(
        title=f"Page {name}", slug=f"page-{name.lower()}", guide=guide, body="<p>x</p>", **fields
    )
    return guide, page


def page_data(page, **fields):
    names = ("kind", "title", "slug", "summary", "body", "law", "position", "review_by")
    data = {name: getattr(page, name) or "" for name in names} | {"guide": page.guide_id or ""}
    parts = {"parts-TOTAL_FORMS": 0, "parts-INITIAL_FORMS": 0}
    return data | {"owner": "", "notes": "", "position": 0} | parts | fields


@pytest.fixture
def own():
    return make_guide("OWN")


@pytest.fixture
def foreign():
    return make_guide("SECRET")


@pytest.fixture
def ben(own):
    """May draft the pages of one guide only."""
    return narrow(make_person("Contributor", Page, name="ben"), own[0])


@pytest.fixture
def client(ben):
    return signed_in(ben)


def test_kinds_are_narrowed_to_what_is_in_or_is_the_part(own, foreign, ben):
    (guide, page), (other_guide, other_page) = own, foreign
    assert [covers(ben, each) for each in (Page, page, other_page, Page())] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [covers(ben, each) for each in (Guide, guide)] == [False, False]
    assert [sees(ben, each) for each in (Guide, guide, other_guide, other_page)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert may(ben, "view", guide)
    assert not may(ben, "change", guide)
    assert may(ben, "add", Page)


def test_kinds_of_which_nothing_was_chosen_are_whole(foreign, own):
    person = narrow(make_person("Contributor", Page, Event, Survey), own[0], make_event("tea"))
    fair = make_event("fair")
    survey = Survey.objects.create(title="Survey", slug="survey")
    assert [covers(person, each) for each in (foreign[1], fair, survey)] == [False, False, True]
    assert not may(person, "add", Event)
    assert may(person, "add", Survey)


def test_a_set_of_events_and_a_single_survey_narrow_to_themselves():
    tea, fair, walk = make_event("tea"), make_event("fair"), make_event("walk")
    person = narrow(make_person("Contributor", Event), tea, fair)
    html = signed_in(person).get(list_of(Event)).content.decode()
    assert [f">{each.title}</a>" in html for each in (tea, fair, walk)] == [True, True, False]
    assert signed_in(person).get(address_of(walk)).status_code == 302
    assert signed_in(person).get(address_of(tea)).status_code == 200
    assert signed_in(person).get(list_of(Event, "add")).status_code == 403


def test_what_a_deleted_part_leaves_is_nothing_and_not_everything(own, foreign, ben):
    own[1].delete()
    own[0].delete()
    assert not covers(as_new(ben), foreign[1])
    assert "SECRET" not in signed_in(ben).get(list_of(Page)).content.decode()


def test_a_superuser_is_not_narrowed(own, foreign):
    root = narrow(make_person(None, Page, name="root", is_superuser=True), own[0])
    assert covers(root, foreign[1])


@pytest.mark.parametrize("name", ["change", "history", "delete", "compare", "preview"])
def test_pages_about_a_foreign_row_say_nothing(own, foreign, client, name):
    Version.objects.save_draft(foreign[1], take(foreign[1]), None)
    response = client.get(address_of(foreign[1], name), {"one": "1"})
    assert response.status_code in (302, 403, 404)
    assert "SECRET" not in response.content.decode()


@pytest.mark.parametrize("name", ["change", "delete", "links", "reviewed"])
def test_posts_about_a_foreign_row_change_nothing(foreign, client, name):
    page = foreign[1]
    before = Page.objects.values().get(pk=page.pk)
    data = sent(page, page_data(page, title="Forged", post="yes"))
    assert client.post(address_of(page, name), data).status_code in (302, 403, 404)
    assert Page.objects.values().get(pk=page.pk) == before
    assert not Version.objects.history_of(page).exists()
    assert not PreviewLink.objects.exists()


def test_lists_filters_and_searches_name_only_the_part(own, foreign, client):
    for query in ("", "?q=Page", f"?guide__id__exact={foreign[0].pk}"):
        html = client.get(list_of(Page) + query).content.decode()
        assert "SECRET" not in html
    assert "Page OWN" in client.get(list_of(Page)).content.decode()
    assert "Guide OWN" in client.get(list_of(Page)).content.decode()


def test_choosers_offer_only_the_part(own, foreign, client):
    query = {"app_label": "graduated_response", "model_name": "page", "field_name": "guide"}
    found = client.get("/admin/autocomplete/", query | {"term": "Guide"}).json()["results"]
    assert [each["text"] for each in found] == ["Guide OWN"]
    html = client.get(list_of(Page, "add")).content.decode()
    assert "Guide OWN" in html
    assert "SECRET" not in html


def test_foreign_ids_in_an_action_are_passed_over(own, foreign):
    publisher = narrow(make_person("Publisher", Page, name="pat"), own[0])
    ids = [own[1].pk, foreign[1].pk]
    data = {"action": "make_live", "_selected_action": ids, "post": "yes"}
    signed_in(publisher).post(list_of(Page), data)
    assert list(Page.objects.filter(state="live")) == [own[1]]
    signed_in(publisher).post(list_of(Page), data | {"action": "delete_selected"})
    assert list(Page.objects.in_bin()) == [own[1]]


def test_a_page_is_added_in_the_part_and_nowhere_else(own, foreign, client):
    new = page_data(Page(title="New", slug="new", kind="page", review_by="2030-01-01"))
    for place in (foreign[0].pk, ""):
        response = client.post(list_of(Page, "add"), new | {"guide": place})
        assert response.status_code == 200
        assert not Page.objects.filter(slug="new").exists()
    assert OUTSIDE in response.content.decode()
    assert client.post(list_of(Page, "add"), new | {"guide": own[0].pk}).status_code == 302
    assert Page.objects.get(slug="new").guide == own[0]


@pytest.mark.parametrize("state", ["draft", "live"])
def test_a_page_is_not_moved_out_of_the_part(own, foreign, client, state):
    page = own[1]
    Page.objects.filter(pk=page.pk).update(state=state)
    for place in (foreign[0].pk, ""):
        data = sent(page, page_data(page, guide=place))
        response = client.post(address_of(page), data | {"title": "TYPED"})
        assert 'value="TYPED"' in response.content.decode()
        page.refresh_from_db()
        assert page.guide == own[0]
        assert not Version.objects.exists()
    assert OUTSIDE in response.content.decode()
    data = sent(page, page_data(page, title="Own words"))
    assert client.post(address_of(page), data).status_code == 302
    assert Version.objects.latest_draft_of(page).snapshot["fields"]["title"] == "Own words"


def test_a_page_is_not_moved_into_the_part(own, foreign, client):
    page = foreign[1]
    data = sent(page, page_data(page, guide=own[0].pk))
    assert client.post(address_of(page), data)["Location"] == "/admin/"
    page.refresh_from_db()
    assert page.guide == foreign[0]


def moved(page, guide):
    """A draft that takes the page to another guide."""
    snapshot = take(page)
    snapshot["fields"]["guide"] = guide.pk
    return Version.objects.save_draft(page, snapshot, None)


def test_no_version_takes_a_page_out_of_the_part(own, foreign):
    page = own[1]
    Page.objects.filter(pk=page.pk).update(state="live")
    version = moved(page, foreign[0])
    client = signed_in(narrow(make_person("Publisher", Page, name="pat"), own[0]))
    for step in ("restore", "publish", "approve", "schedule", "submit", "publish-all"):
        data = {"publish_at": "2100-01-01 09:00"}
        response = client.post(address_of(page, "step", version.number, step), data)
        assert response.status_code == 403, step
    client.post(list_of(Page), {"action": "make_live", "_selected_action": [page.pk]})
    page.refresh_from_db()
    version.refresh_from_db()
    assert (page.guide, version.state) == (own[0], "draft")
    assert Version.objects.history_of(page).count() == 2


def test_a_guide_is_not_published_with_a_draft_that_takes_a_page_away(own, foreign):
    guide, page = own
    Guide.objects.update(state="live")
    Page.objects.update(state="live")
    moved(page, foreign[0])
    version = Version.objects.save_draft(guide, take(guide), None)
    publisher = narrow(make_person("Publisher", Guide, Page, name="pat"), guide)
    step = address_of(guide, "step", version.number, "publish-all")
    response = signed_in(publisher).post(step, follow=True)
    assert OUTSIDE in response.content.decode()
    page.refresh_from_db()
    assert page.guide == guide


def test_forged_fields_do_not_reach_further(own, client):
    page = own[1]
    forged = {"state": "live", "kinds": "1", "parts": "graduated_response.guide:1", "id": "99",
              "live_from_0": "2020-01-01", "live_from_1": "10:00", "guide_id": "99"}  # fmt: skip
    assert client.post(address_of(page), sent(page, page_data(page, **forged))).status_code == 302
    page.refresh_from_db()
    assert (page.state, page.live_from, page.guide) == (State.DRAFT, None, own[0])


def test_the_guide_itself_is_there_to_read(own, foreign, client):
    guide = own[0]
    html = client.get(address_of(guide)).content.decode()
    assert "Page OWN" in html
    assert 'name="title"' not in html
    assert client.post(address_of(guide), {"title": "Forged"}).status_code == 403
    listed = client.get(list_of(Guide)).content.decode()
    assert "Guide OWN" in listed
    assert "SECRET" not in listed


def test_previews_of_drafts_at_their_own_address_follow_the_part(own, foreign, client):
    assert client.get(own[1].get_absolute_url()).status_code == 200
    assert client.get(own[0].get_absolute_url()).status_code == 200
    for row in foreign:
        assert client.get(row.get_absolute_url()).status_code == 404


def test_a_preview_link_ends_when_its_page_leaves_the_part(own, foreign, ben, client):
    page = own[1]
    link = PreviewLink.objects.create(row=page, made_by=ben).get_absolute_url()
    assert client.get(link).status_code == 200
    Page.objects.filter(pk=page.pk).update(guide=foreign[0])
    assert client.get(link).status_code == 404


def test_what_waits_waits_for_those_whose_part_it_is(own, foreign):
    for _, page in (own, foreign):
        Version.objects.save_draft(page, take(page), None).submit(None)
    publisher = narrow(make_person("Publisher", Page, name="pat"), own[0])
    assert [version.row for version in waiting_for(publisher)] == [own[1]]
    home = signed_in(publisher).get("/admin/").content.decode()
    assert "Page OWN" in home
    assert "SECRET" not in home


def test_expectations_of_one_area(db):
    own, other = make_area("assessment", "AS"), make_area("SECRET", "EN", state="draft")
    sub, foreign_sub = (
        SubArea.objects.create(area=area, name=f"Part {area.code}", slug="part")
        for area in (own, other)
    )
    anna = narrow(make_person("Contributor", Statement, name="anna"), own)
    client = signed_in(anna)
    mine, foreign = make_statement("AS1"), make_statement("EN1", title="SECRET", state="draft")
    html = client.get(list_of(Statement)).content.decode()
    assert (mine.code in html, foreign.title in html, other.title in html) == (True, False, False)
    assert client.get(address_of(foreign)).status_code == 302
    assert client.get(foreign.get_absolute_url()).status_code == 404
    query = {"app_label": "graduated_response", "model_name": "statement", "field_name": "sub_area"}
    found = client.get("/admin/autocomplete/", query | {"term": "Part"}).json()["results"]
    assert [each["id"] for each in found] == [str(sub.pk)]
    assert client.get(address_of(foreign_sub)).status_code == 302
    assert client.post(address_of(sub), {"name": "Forged"}).status_code == 403
    assert client.post(address_of(own), {"title": "Forged"}).status_code == 403
    offered = client.get(list_of(Statement, "add")).content.decode()
    assert 'value="AS2"' in offered  # the one area is chosen already
    data = {"title": "New", "level": make_level().pk, "review_by": "2030-01-01", "position": 0}
    data |= {f"{prefix}-{number}_FORMS": 0 for prefix in ("pictures", "resources")
             for number in ("TOTAL", "INITIAL")}  # fmt: skip
    client.post(list_of(Statement, "add"), data | {"area": other.pk, "code": ""})
    client.post(list_of(Statement, "add"), data | {"area": own.pk, "code": ""})
    assert list(Statement.objects.values_list("code", flat=True)) == ["AS1", "AS2", "EN1"]


def test_questions_of_one_set(db):
    own, other = (QuestionSet.objects.create(title=name, slug=name) for name in ("own", "secret"))
    for each in (own, other):
        Question.objects.create(
            title=f"What, {each.slug}?", slug=f"what-{each.slug}", answer="<p>x</p>",
            question_set=each,
        )  # fmt: skip
    client = signed_in(narrow(make_person("Contributor", Question), own))
    query = {"app_label": "graduated_response", "model_name": "question", "term": "What"}
    found = client.get("/admin/autocomplete/", query | {"field_name": "superseded_by"}).json()
    assert [each["text"] for each in found["results"]] == ["What, own?"]
    assert "secret" not in client.get(list_of(Question)).content.decode()
    assert client.get(list_of(QuestionSet, "import")).status_code == 403


def test_results_follow_the_survey_they_belong_to():
    own, other = (
        Survey.objects.create(title=f"Survey {name}", slug=name, intro="<p>x</p>")
        for name in ("own", "secret")
    )
    waves = [
        Wave.objects.create(survey=survey, label=survey.slug, opened="2026-01-01")
        for survey in (own, other)
    ]
    client = signed_in(narrow(make_person("Survey analyst", Survey), own))
    html = client.get(list_of(Wave)).content.decode()
    assert "own" in html
    assert "secret" not in html
    assert client.get(address_of(waves[0])).status_code == 200
    assert client.get(address_of(waves[1])).status_code == 302
    data = {"survey": other.pk, "label": "Forged", "opened": "2026-01-01", "note": "", "method": "",
            "findings-TOTAL_FORMS": 0, "findings-INITIAL_FORMS": 0}  # fmt: skip
    for target in (list_of(Wave, "add"), address_of(waves[0])):
        assert "Select a valid choice" in client.post(target, data).content.decode()
    ids = [wave.pk for wave in waves]
    client.post(list_of(Wave), {"action": "delete_selected", "_selected_action": ids, "post": "y"})
    assert list(Wave.objects.all()) == [waves[1]]


def test_areas_with_their_expectations_for_one_editor():
    """A part may be ticked as a kind too: then it is edited with what is in it."""
    own, other = make_area("assessment", "AS"), make_area("environment", "EN")
    editor = narrow(make_person("Editor", Area, Statement), own)
    assert [covers(editor, each) for each in (own, other)] == [True, False]
    assert covers(editor, make_statement("AS1"))


def test_rows_of_a_page_refer_to_nothing_outside_the_remit(own, foreign):
    """Nor does a forged number bring back the name of what it stands for."""
    chosen, hidden = own[0], foreign[0]
    booklet = Booklet.objects.create(title="Booklet", slug="booklet")
    chapter = Chapter.objects.create(booklet=booklet, kind="guide", guide=chosen, position=1)
    client = signed_in(make_person("Contributor", Booklet))
    data = {
        "title": "Booklet", "summary": "", "edition": "1", "intro": "", "dated": "2026-11-01",
        "review_by": "2030-01-01", "slug": "booklet", "notes": "", "owner": "",
        "chapters-TOTAL_FORMS": 1, "chapters-INITIAL_FORMS": 1, "chapters-0-id": chapter.pk,
        "chapters-0-booklet": booklet.pk, "chapters-0-position": 1, "chapters-0-heading": "",
        "chapters-0-kind": "guide", "chapters-0-reading": "parent",
    }  # fmt: skip
    assert "Guide OWN" in client.get(address_of(booklet)).content.decode()
    refused = client.post(
        address_of(booklet), sent(booklet, data | {"chapters-0-guide": hidden.pk})
    ).content.decode()
    assert "Select a valid choice" in refused
    assert "Guide SECRET" not in refused
    kept = client.post(address_of(booklet), sent(booklet, data | {"chapters-0-guide": chosen.pk}))
    assert kept.status_code == 302
