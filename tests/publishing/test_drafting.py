"""The change form over drafts, as two editors use it."""

import re
from datetime import UTC, datetime

import pytest

from events.models import Event
from localoffer.publishing.drafting import STALE
from localoffer.publishing.models import Editing, Version
from tests.events.factories import make_event
from tests.support.admin_forms import sent

pytestmark = pytest.mark.django_db


def address(event, name="change"):
    return f"/admin/events/event/{event.pk}/{name}/"


def form_of(event, *dates, **fields):
    """What the form of an event sends; `dates` are (pk or '', day)."""
    data = {
        "title": event.title, "slug": event.slug, "summary": event.summary, "kind": "other",
        "body": event.body, "audience": event.audience, "cost": "Free", "status": "planned",
        "review_by": "2027-01-01", "owner": "", "notes": "",
        "dates-TOTAL_FORMS": len(dates), "dates-INITIAL_FORMS": sum(1 for pk, _ in dates if pk),
        "materials-TOTAL_FORMS": "0", "materials-INITIAL_FORMS": "0",
    }  # fmt: skip
    for place, (pk, day) in enumerate(dates):
        data |= {
            f"dates-{place}-id": pk, f"dates-{place}-event": event.pk,
            f"dates-{place}-starts_0": day, f"dates-{place}-starts_1": "10:00",
            f"dates-{place}-ends_0": day, f"dates-{place}-ends_1": "11:00",
        }  # fmt: skip
    return data | fields


def html_of(client, event, name="change"):
    response = client.get(address(event, name))
    assert response.status_code == 200
    return response.content.decode()


def test_a_draft_leaves_the_public_page_as_it_is(client, admin_client):
    event = make_event("tea", [5], title="Tea")
    data = form_of(event, ("", "2027-05-01"), title="Tea and cake")
    response = admin_client.post(address(event), sent(event, data))
    assert response.status_code == 302
    event.refresh_from_db()
    assert (event.title, event.dates.count()) == ("Tea", 1)
    assert "cake" not in client.get("/events/tea/").content.decode()
    assert 'value="Tea and cake"' in html_of(admin_client, event)
    assert 'value="01/05/2027"' in html_of(admin_client, event)
    assert "Tea and cake" in html_of(admin_client, event, "preview")
    assert "Saturday 1 May 2027" in html_of(admin_client, event, "preview")
    event.refresh_from_db()
    assert (event.title, event.dates.count()) == ("Tea", 1)


def test_publishing_makes_the_draft_public_with_its_new_rows(client, admin_client):
    event = make_event("tea", title="Tea")
    data = form_of(event, ("", "2027-05-01"), title="Tea and cake")
    admin_client.post(address(event), sent(event, data))
    draft = Version.objects.latest_draft_of(event)
    admin_client.post(address(event, f"version/{draft.number}/publish"))
    page = client.get("/events/tea/").content.decode()
    assert "Tea and cake" in page
    assert "Saturday 1 May 2027" in page
    assert Event.objects.get().dates.get().pk < 1000  # a real key, not that of the draft


def test_rows_added_in_a_draft_can_be_changed_in_the_next(admin_client):
    event = make_event("tea")
    admin_client.post(address(event), sent(event, form_of(event, ("", "2027-05-01"))))
    snapshot = Version.objects.latest_draft_of(event).snapshot
    (row,) = snapshot["owned"]["events.eventdate"]
    data = form_of(event, (row["pk"], "2027-06-01"))
    response = admin_client.post(address(event), sent(event, data) | {"_publish": "1"})
    assert response.status_code == 302
    assert event.dates.get().starts.month == 6


def test_the_second_editor_is_told_and_loses_nothing(admin_client, admin_user):
    event = make_event("tea", title="Tea", state="live")
    stale = sent(event, form_of(event, title="Theirs is overtaken", summary="My own words"))
    first = sent(event, form_of(event, title="The first editor's title"))
    assert admin_client.post(address(event), first).status_code == 302
    refused = admin_client.post(address(event), stale)
    page = refused.content.decode()
    assert refused.status_code == 200
    assert STALE.replace("'", "&#x27;") in page
    assert 'value="My own words"' in page  # what the second one typed
    assert "first" in page  # and what the first one saved
    assert (
        Version.objects.latest_draft_of(event).snapshot["fields"]["title"].startswith("The first")
    )
    merged = sent(event, stale) | {"title": "Both"}
    assert admin_client.post(address(event), merged).status_code == 302
    fields = Version.objects.latest_draft_of(event).snapshot["fields"]
    assert (fields["title"], fields["summary"]) == ("Both", "My own words")


@pytest.mark.parametrize("token", ["", "nonsense", "999999999999999999999-1", "0-0"])
@pytest.mark.parametrize("state", ["draft", "live"])
def test_a_form_without_a_true_mark_saves_nothing(admin_client, token, state):
    event = make_event("tea", title="Tea", state=state)
    data = form_of(event, title="Replayed") | {"edit_token": token}
    response = admin_client.post(address(event), data)
    assert response.status_code == 200
    event.refresh_from_db()
    assert event.title == "Tea"
    assert not Version.objects.filter(snapshot__fields__title="Replayed").exists()


def test_a_page_that_was_never_public_is_edited_directly_and_keeps_versions(admin_client):
    event = make_event("tea", title="Tea", state="draft")
    admin_client.post(address(event), sent(event, form_of(event, title="Coffee")))
    admin_client.post(
        address(event), sent(event, form_of(event, title="Cocoa")) | {"version_comment": "Sweeter"}
    )
    assert Event.objects.get().title == "Cocoa"
    versions = list(Version.objects.history_of(event))
    assert [version.snapshot["fields"]["title"] for version in versions] == ["Cocoa", "Coffee"]
    assert versions[0].comment == "Sweeter"
    assert "Sweeter" in html_of(admin_client, event, "history")


def test_restoring_gives_an_earlier_version_back(admin_client):
    event = make_event("tea", title="Tea", state="draft")
    for title in ("Coffee", "Cocoa"):
        admin_client.post(address(event), sent(event, form_of(event, title=title)))
    admin_client.post(address(event, "version/1/restore"))
    assert 'value="Coffee"' in html_of(admin_client, event)


def test_comparing_marks_the_words_that_changed(admin_client):
    event = make_event("tea", state="live")
    admin_client.post(address(event), sent(event, form_of(event, body="<p>All about cake.</p>")))
    page = admin_client.get(address(event, "compare") + "?one=1&other=2").content.decode()
    assert "<del>" in page
    assert "<ins>cake" in page
    for query in ["", "?one=x", "?one=1&other=99", "?one=99999999999999999999999"]:
        assert admin_client.get(address(event, "compare") + query).status_code == 404


def test_a_publisher_finds_what_a_draft_changes_and_what_to_do_with_it(admin_client):
    event = make_event("tea", state="live")
    admin_client.post(address(event), sent(event, form_of(event, body="<p>All about cake.</p>")))
    page = html_of(admin_client, event)
    compare = address(event, "compare") + "?other=2"
    assert f'href="{compare}"' in page
    for place in ("save-heading", "steps-heading"):
        assert f'href="#{place}"' in page
        assert f'id="{place}"' in page
    changes = admin_client.get(compare).content.decode()
    assert "From what is stored now to version 2" in changes
    assert "<ins>cake" in changes
    assert f'href="{address(event)}#steps-heading"' in changes


def test_times_and_owner_count_at_once_and_are_no_part_of_the_draft(admin_client):
    event = make_event("tea", title="Tea", state="live")
    data = form_of(event, title="Later", owner="team@larkshire.example", expires_0="2027-01-01",
                   expires_1="10:00")  # fmt: skip
    admin_client.post(address(event), sent(event, data))
    event.refresh_from_db()
    assert (event.title, event.owner) == ("Tea", "team@larkshire.example")
    assert event.expires.year == 2027


def test_a_colleague_who_has_the_page_open_is_named(admin_client, admin_user, django_user_model):
    event = make_event("tea")
    other = django_user_model.objects.create_user("anna", first_name="Anna", last_name="Ash")
    Editing.objects.opened(event, other)
    assert "<strong>Anna Ash</strong> opened this page" in html_of(admin_client, event)
    assert Editing.objects.of(event).count() == 2
    admin_client.post(address(event), sent(event, form_of(event)))
    assert [row.user for row in Editing.objects.of(event)] == [other]


def test_deleting_puts_into_the_bin_and_back(client, admin_client):
    event = make_event("tea", [5])
    admin_client.post(address(event, "delete"), {"post": "yes"})
    assert client.get("/events/tea/").status_code == 404
    assert address(event) not in admin_client.get("/admin/events/event/").content.decode()
    assert "Event tea" in admin_client.get("/admin/events/event/?bin=yes").content.decode()
    data = {"action": "bring_back", "_selected_action": [event.pk]}
    admin_client.post("/admin/events/event/?bin=yes", data)
    event.refresh_from_db()
    assert (event.binned, event.state, event.dates.count()) == (None, "archived", 1)


def test_scheduling_asks_for_a_time_that_exists(admin_client):
    event = make_event("tea", title="Tea")
    for when, sentence in [
        ("", "Enter the date and time to publish at."),
        ("soon", "Enter a date and time such as 2027-01-31 09:00."),
        ("2020-01-01T10:00", "Choose a time to come, or publish it now."),
    ]:
        data = sent(event, form_of(event, title="Later")) | {"_schedule": "1", "publish_at": when}
        page = admin_client.post(address(event), data, follow=True).content.decode()
        assert sentence in page
    data = sent(event, form_of(event, title="Later")) | {
        "_schedule": "1", "publish_at": "2035-01-31T09:00",
    }  # fmt: skip
    page = admin_client.post(address(event), data, follow=True).content.decode()
    assert "to be published 31 January 2035, 09:00" in page


def test_a_new_title_offers_another_address_and_forces_none(admin_client):
    event = make_event("event-tea", title="Event tea")
    data = sent(event, form_of(event, title="Coffee with cake"))
    page = admin_client.post(address(event), data, follow=True).content.decode()
    assert "the old one goes on working: coffee-with-cake" in page
    assert 'name="slug" value="event-tea"' in page


def test_a_draft_that_nobody_could_link_to_has_no_old_address(admin_client):
    event = make_event("event-tea", title="Event tea", state="draft")
    data = sent(event, form_of(event, title="Coffee with cake"))
    page = admin_client.post(address(event), data, follow=True).content.decode()
    assert "change the address too: coffee-with-cake" in page
    data = sent(event, form_of(event, title="Tea again", slug="tea-for-all"))
    page = admin_client.post(address(event), data, follow=True).content.decode()
    assert "The title changed" not in page


def test_the_form_leads_to_the_public_page_also_while_a_draft_moves_it(client, admin_client):
    event = make_event("tea", title="Tea")
    admin_client.post(address(event), sent(event, form_of(event, slug="coffee")))
    page = admin_client.get(address(event)).content.decode()
    assert 'value="coffee"' in page
    link = re.search('href="([^"]*)">See the public page', page)[1]
    assert client.get(link).status_code == 200


def test_a_new_row_with_an_address_of_its_own_is_offered_no_other(admin_client):
    new = Event(slug="tea-party", audience="Parents", body="<p>All about cake.</p>")
    data = form_of(new, title="Coffee with cake")
    page = admin_client.post("/admin/events/event/add/", data, follow=True).content.decode()
    assert "The title changed" not in page
    assert Event.objects.get().slug == "tea-party"


def test_a_time_that_the_clock_skips_is_refused_with_a_sentence(admin_client):
    event = make_event("tea", title="Tea")
    data = sent(event, form_of(event)) | {"_schedule": "1", "publish_at": "2027-03-28T01:30"}
    page = admin_client.post(address(event), data, follow=True).content.decode()
    assert "There is no 01:30 on 28 March 2027: the clocks go forward then." in page


@pytest.mark.parametrize("state", ["draft", "live", "archived"])
def test_publishing_says_when_families_do_not_see_it(client, admin_client, state):
    event = make_event("tea", title="Tea", state=state)
    for name, day, words in [
        ("expires", "2020-11-25", "Families do not see it: “Show until” was 25 November 2020 at"),
        ("live_from", "2100-01-05", "Families see it from 5 January 2100 at 10:00."),
    ]:
        data = form_of(event, **{f"{name}_0": day, f"{name}_1": "10:00"}) | {"_publish": "1"}
        page = admin_client.post(address(event), sent(event, data), follow=True).content.decode()
        assert f'<li class="warning">It is published. {words}' in page
        assert client.get("/events/tea/").status_code == 404
    data = sent(event, form_of(event)) | {"_publish": "1"}
    page = admin_client.post(address(event), data, follow=True).content.decode()
    assert '<li class="success">It is published.</li>' in page


def test_publishing_from_the_list_names_what_families_do_not_see(admin_client):
    past = datetime(2020, 11, 25, 10, tzinfo=UTC)
    rows = [
        make_event("tea", title="Tea", state="draft", expires=past),
        make_event("b", state="draft"),
    ]
    data = {"action": "make_live", "_selected_action": [row.pk for row in rows], "post": "yes"}
    page = admin_client.post("/admin/events/event/", data, follow=True).content.decode()
    assert "2 items published." in page
    assert "Tea: Families do not see it: “Show until” was 25 November 2020 at 10:00." in page
    assert page.count("Families do not see it") == 1


def test_scheduling_says_from_when_families_see_it(admin_client):
    event = make_event("tea", title="Tea")
    data = form_of(event, live_from_0="2100-02-05", live_from_1="10:00")
    data |= {"_schedule": "1", "publish_at": "2100-01-31T09:00"}
    page = admin_client.post(address(event), sent(event, data), follow=True).content.decode()
    assert "on 31 January 2100 at 09:00. Families see it from 5 February 2100 at 10:00." in page


@pytest.mark.parametrize("state", ["draft", "live"])
def test_nothing_is_scheduled_for_after_its_end(admin_client, state):
    event = make_event("tea", title="Tea", state=state)
    data = form_of(event, title="Later", expires_0="2100-01-31", expires_1="09:00")
    at = {"_schedule": "1", "publish_at": "2100-02-05T10:00"}
    page = admin_client.post(address(event), sent(event, data | at), follow=True).content.decode()
    assert (
        "It would be published on 5 February 2100 at 10:00, but families see it only until "
        "31 January 2100 at 09:00 (“Show until”). Change one of the two times."
    ) in page
    assert 'value="Later"' in page
    draft = Version.objects.latest_draft_of(event)
    assert (draft.state, draft.publish_at) == ("draft", None)
    step = address(event, f"version/{draft.number}/schedule")
    for hour, state_then in [("09:00", "draft"), ("08:59", "scheduled")]:
        admin_client.post(step, {"publish_at": f"2100-01-31T{hour}"})
        assert Version.objects.get(pk=draft.pk).state == state_then
