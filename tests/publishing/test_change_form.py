"""What the form of content shows to whom, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from graduated_response.models import AgeBand, QuestionSet
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from localoffer.publishing.times import MinutesWidget
from tests.authorisation.addresses import autocompletes
from tests.events.factories import make_event
from tests.graduated_response.page_factories import make_question
from tests.people.factories import make_person, signed_in
from tests.support.admin_forms import sent
from tests.surveys.factories import make_survey

from .examples import example
from .factories import draft_of

pytestmark = pytest.mark.django_db


def page_of(client, row, name="change"):
    kind = f"{row._meta.app_label}/{row._meta.model_name}"
    return client.get(f"/admin/{kind}/{row.pk}/{name}/").content.decode()


def test_rows_stand_before_what_only_staff_see(admin_client):
    page = page_of(admin_client, make_event("tea", [5]))
    order = ["If something changes", 'id="dates-group"', "When it shows", "Keeping it right"]
    assert [page.index(words) for words in order] == sorted(map(page.index, order))
    assert page.count("Keeping it right") == 1
    assert "Owner’s e-mail address" in page


def test_who_may_not_publish_reads_times_where_there_are_some():
    event, client = make_event("tea"), signed_in(make_person("Editor"))
    assert "When it shows" not in page_of(client, event)
    event.expires = timezone.now() + timedelta(days=9)
    event.save()
    assert "When it shows" in page_of(client, event)


def test_a_new_page_that_waits_says_so_at_the_top(admin_client, admin_user):
    event = make_event("tea", state="draft")
    Version.objects.save_draft(event, take(event), admin_user).submit(admin_user)
    note = page_of(admin_client, event).partition('<div class="lo-note">')[2].partition("</div>")[0]
    assert "Version 1: waiting for approval." in note
    assert "still right" not in note


def test_deleting_tells_of_the_bin(admin_client):
    event = make_event("tea", title="Tea")
    page = page_of(admin_client, event, "delete")
    assert "“Tea” goes into the bin, and nobody but staff sees it. For 30 days" in page
    assert 'value="Put it into the bin"' in page
    data = {"action": "delete_selected", "_selected_action": [event.pk]}
    page = admin_client.post("/admin/events/event/", data).content.decode()
    assert "They go into the bin." in page


def test_a_set_leads_to_its_next_question(admin_client):
    row = QuestionSet.objects.create(title="Evening", slug="evening")
    link = f'/admin/graduated_response/question/add/?question_set={row.pk}">Add a question</a>'
    assert link in page_of(admin_client, row)
    filled = admin_client.get(link.partition('"')[0]).content.decode()
    assert f'<option value="{row.pk}" selected>Evening</option>' in filled


@pytest.mark.parametrize(
    ("text", "shown"), [("10:00:00", "10:00"), ("10:00:30", "10:00:30"), ("x", "x"), ("", "")]
)
def test_a_time_has_seconds_only_where_there_are_some(text, shown):
    assert MinutesWidget().format_value(text) == shown


def test_who_may_only_look_reads_words_and_no_markup():
    survey = make_survey()
    wave = survey.waves.get()
    wave.method = "<p>By post &amp; phone.</p>"
    wave.save()
    wave.findings.update(detail="<p>In <strong>every</strong> town.</p>")
    page = page_of(signed_in(make_person("Survey analyst")), wave)
    assert "By post &amp; phone." in page
    assert "In every town." in page
    assert "&lt;p&gt;" not in page
    assert "How this wave was asked:" in page


def test_small_records_are_read_in_words_too():
    band = AgeBand.objects.create(
        name="Early", slug="early", from_age=0, to_age=4, speak_to="<p>The <em>nursery</em>.</p>"
    )
    page = page_of(signed_in(make_person("Contributor", AgeBand)), band)
    assert "The nursery." in page
    assert "&lt;p&gt;" not in page


def note_on(client, row) -> str:
    note = page_of(client, row).partition('<div class="lo-note">')[2].partition("</p>")[0]
    return " ".join(strip_tags(note).split())


PAST = datetime(2020, 11, 25, 10, tzinfo=UTC)
TO_COME = datetime(2100, 1, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "state", "why"),
    [
        ({"expires": PAST}, "Expired.", "not see it: “Show until” was 25 November 2020 at 10:00."),
        ({"live_from": TO_COME}, "Scheduled.", "Families see it from 5 January 2100 at 10:00."),
        ({"state": "archived"}, "Archived.", "Families do not see it"),
        ({"state": "archived", "binned": PAST}, "In the bin.", "To bring it back, choose the bin"),
    ],
)
def test_the_note_says_why_families_see_nothing(client, admin_client, fields, state, why):
    event = make_event("tea", **fields)
    assert client.get("/events/tea/").status_code == 404
    said = [note_on(admin_client, event)]
    draft_of(event)
    said.append(note_on(admin_client, event))
    assert said[1].startswith(f"{state} You see version 2 (draft). Families")
    assert all(note.startswith(state) and why in note for note in said)
    assert "public sees" not in "".join(said)


def test_the_note_says_when_families_see_it(admin_client):
    event = make_event("tea")
    assert "Live. You see what the public sees." in note_on(admin_client, event)
    draft_of(event)
    assert "The public sees an earlier one until this is published." in note_on(admin_client, event)


def test_choosers_offer_nothing_from_the_bin(admin_client):
    offers = [each for each in autocompletes() if each.kind]
    for model in {each.kind for each in offers}:
        example(model).put_in_bin()
        draft_of(example(model))  # an edition takes what has one
    for each in offers:
        found = admin_client.get(each.path, each.data).json()["results"]
        there = each.kind.objects.out_of_bin().values_list("pk", flat=True)
        assert {int(one["id"]) for one in found} <= set(there), each.name
        assert found, each.name


def test_the_bin_itself_can_be_searched(admin_client):
    event = make_event("tea", title="Tea")
    event.put_in_bin()
    assert "Tea" in admin_client.get("/admin/events/event/?bin=yes&q=tea").content.decode()


def test_what_points_into_the_bin_goes_on_pointing_there(admin_client):
    newer = make_question("newer", title="Newer?")
    question = make_question(superseded_by=newer)
    newer.put_in_bin()
    path = f"/admin/graduated_response/question/{question.pk}/change/"
    form = admin_client.get(path).context["adminform"].form
    assert f'<option value="{newer.pk}" selected>' in str(form["superseded_by"])
    data = {name: form[name].value() or "" for name in form.fields} | {
        "live_from_0": "", "live_from_1": "", "expires_0": "", "expires_1": "", "_publish": "1",
        "summary": "Said anew.",
    }  # fmt: skip
    admin_client.post(path, sent(question, data))
    question.refresh_from_db()
    assert (question.summary, question.superseded_by) == ("Said anew.", newer)
