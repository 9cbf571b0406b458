"""Actions on several rows ask before families see a change, can be taken back, and never keep
silent about what they left."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from localoffer.glossary.models import Term
from localoffer.outbox.models import Message
from localoffer.publishing.family import all_rows
from localoffer.publishing.models import Archiving, Published, Version
from tests.authorisation.addresses import actions_of
from tests.authorisation.world import make_world, registered
from tests.events.factories import make_event
from tests.people.factories import make_person, signed_in

from .factories import draft_of, make_page

pytestmark = pytest.mark.django_db
EVENTS = "/admin/events/event/"
BIN = f"{EVENTS}?bin=yes"
PAST, SOON = datetime(2026, 1, 5, 10, tzinfo=UTC), datetime(2100, 1, 5, 10, tzinfo=UTC)


def choose(client, action, *rows, url=EVENTS, **more):
    client.cookies.pop("messages", None)  # what was said before
    data = {"action": action, "_selected_action": [row.pk for row in rows], "index": "0"}
    return client.post(url, data | more)


def hidden(response) -> dict:
    """What the page that asks sends when its button is pressed."""
    page = response.content.decode().partition('<form method="post" action="/admin/')[2]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def confirm(client, response, url=EVENTS):
    return client.post(url, hidden(response))


def said(response) -> list[str]:
    return [str(each) for each in get_messages(response.wsgi_request)]


def as_it_is(row) -> tuple:
    row = all_rows(type(row)).get(pk=row.pk)
    return row.state, row.live_from, row.expires, row.review_by, row.updated, row.binned


def in_words(response) -> str:
    return unescape(re.sub(r"<[^>]+>|\s+", " ", response.content.decode()))


def test_archiving_asks_first_and_names_what_families_lose(client, admin_client):
    tea, draft = make_event("tea", title="Tea"), make_event("later", title="Later", state="draft")
    make_page(slug="p", title="Meeting", state="live", body='<p><a href="/events/tea/">Tea</a></p>')
    asked = choose(admin_client, "make_archived", tea, draft)
    assert as_it_is(tea)[0] == "live"
    page = in_words(asked)
    assert "Archive 2 items?" in page
    assert "Families see 1 of the 2 today, and will not any more." in page
    assert "Used by: Meeting." in page
    assert '<a href="/events/tea/">' in asked.content.decode()
    assert '<a href="/admin/events/event/">' in asked.content.decode()
    confirm(admin_client, asked)
    assert [as_it_is(row)[0] for row in (tea, draft)] == ["archived", "archived"]
    assert client.get("/events/tea/").status_code == 404


def test_what_was_archived_comes_back_as_it_was_in_one_act(admin_client):
    rows = [
        make_event("tea", live_from=PAST, expires=SOON, review_by="2026-02-03"),
        make_event("later", state="draft", live_from=SOON),
    ]
    before = [as_it_is(row) for row in rows]
    response = confirm(admin_client, choose(admin_client, "make_archived", *rows))
    undo = re.search(r'href="([^"]+)"', said(response)[-1])[1]
    for _ in range(2):  # also when the page is loaded again
        asked = admin_client.get(undo)
    assert [as_it_is(row)[0] for row in rows] == ["archived"] * 2
    confirm(admin_client, asked)
    assert [as_it_is(row) for row in rows] == before
    assert not Archiving.objects.exists()
    again = admin_client.get(undo)
    assert "There is nothing to bring back." in again.content.decode()


def test_the_action_brings_back_what_any_act_archived(admin_client):
    tea, bread = make_event("tea"), make_event("bread", state="draft")
    before = [as_it_is(row) for row in (tea, bread)]
    for row in (tea, bread):
        row.archive()
    confirm(admin_client, choose(admin_client, "unarchive", tea, bread))
    assert [as_it_is(row) for row in (tea, bread)] == before


def test_from_the_bin_and_then_from_the_archive_it_is_as_it_was(admin_client):
    event = make_event("tea")
    before = as_it_is(event)
    event.put_in_bin()
    assert said(choose(admin_client, "unarchive", event, url=BIN)) == [
        "“Event tea” is not brought back. It is in the bin. Bring it back from there first."
    ]
    choose(admin_client, "bring_back", event, url=BIN)
    confirm(admin_client, choose(admin_client, "unarchive", event))
    assert as_it_is(event) == before


def test_putting_it_into_the_bin_twice_gives_it_no_more_days(admin_client):
    event = make_event("tea")
    event.put_in_bin()
    before = as_it_is(event)
    response = choose(admin_client, "delete_selected", event, url=BIN, post="yes")
    assert said(response) == ["“Event tea” is not deleted. It is in the bin already."]
    assert as_it_is(event) == before


def test_taking_back_is_only_for_who_may_publish():
    event = make_event("tea")
    event.archive()
    editor = signed_in(make_person("Editor"))
    assert editor.get(f"{EVENTS}archived/").status_code == 403
    choose(editor, "unarchive", event, post="yes")
    assert as_it_is(event)[0] == "archived"


def test_a_stale_question_changes_nothing_that_changed_meanwhile(admin_client):
    tea, bread, gone = (make_event(name) for name in ("tea", "bread", "gone"))
    asked = choose(admin_client, "make_archived", tea, bread, gone)
    draft_of(tea, title="Newer")
    gone.delete()
    response = confirm(admin_client, asked)
    assert [as_it_is(row)[0] for row in (tea, bread)] == ["live", "archived"]
    told = said(response)
    assert told[0] == (
        "1 of what you chose is no longer in this list: somebody changed or deleted it, or it is "
        "outside your part of the site."
    )
    assert told[1] == (
        "“Event tea” is not archived. Somebody changed it while you were reading. Look at it "
        "again first."
    )
    assert told[2].startswith("1 item archived.")


def test_all_across_the_pages_are_those_that_were_listed(admin_client):
    rows = [make_event(f"e{number}") for number in range(4)]
    asked = choose(admin_client, "make_archived", rows[0], select_across="1")
    later = make_event("later")
    confirm(admin_client, asked)
    assert {as_it_is(row)[0] for row in rows} == {"archived"}
    assert as_it_is(later)[0] == "live"


def test_all_of_a_filtered_list_are_those_of_the_filter(admin_client):
    tea, bread = make_event("tea", kind="webinar"), make_event("bread", kind="other")
    url = f"{EVENTS}?kind__exact=webinar"
    asked = choose(admin_client, "make_archived", tea, select_across="1", url=url)
    confirm(admin_client, asked, url)
    assert [as_it_is(row)[0] for row in (tea, bread)] == ["archived", "live"]


def test_one_item_is_published_at_once_and_several_ask(admin_client):
    rows = [make_event(name, state="draft") for name in ("tea", "bread", "milk")]
    choose(admin_client, "make_live", rows[0])
    assert as_it_is(rows[0])[0] == "live"
    asked = choose(admin_client, "make_live", *rows)
    assert as_it_is(rows[1])[0] == "draft"
    page = in_words(asked)
    assert "Publish 2 items?" in page
    assert page.count("It goes live for the first time.") == 2
    assert "Event tea: It is live already, and no draft of it waits." in page
    assert said(confirm(admin_client, asked)) == ["2 items published."]


def test_a_draft_that_came_after_the_question_does_not_go_out(admin_client):
    rows = [make_event("tea"), make_event("bread")]
    for row in rows:
        draft_of(row)
    asked = choose(admin_client, "make_live", *rows)
    draft_of(rows[0], title="Not read by anybody")
    response = confirm(admin_client, asked)
    assert [Event.objects.get(pk=row.pk).title for row in rows] == ["Event tea", "New title"]
    assert any("Somebody changed it" in each for each in said(response))


def test_a_version_that_is_scheduled_is_named_before_archiving(admin_client, admin_user):
    event = make_event("tea")
    draft_of(event).schedule(timezone.now() + timedelta(days=1), admin_user)
    assert "at its time families see it again." in in_words(
        choose(admin_client, "make_archived", event)
    )


def every_action() -> list[tuple[type, str]]:
    """Of content and of everything else in the admin."""
    return [(model, action) for model in registered() for action in actions_of(model)]


# Whatever the state of a row, one of these actions can do nothing with it.
UNABLE = {
    "make_live": lambda row: row,
    "make_archived": lambda row: row.archive(),
    "unarchive": lambda row: row,
    "bring_back": lambda row: row,
    "delete_selected": lambda row: row.put_in_bin(),
    "still_right": lambda row: (
        type(row).objects.filter(pk=row.pk).update(for_parents="", easy_read="")
    ),
    "try_again": lambda row: Message.objects.filter(pk=row.pk).update(sent=timezone.now()),
}


@pytest.fixture
def world():
    return make_world()


def test_no_action_that_does_nothing_is_silent(world, admin_client):
    """On a live row without a draft, or what else an action can do nothing with."""
    silent = []
    for model, action in every_action():
        if action == "delete_selected" and not issubclass(model, Published):
            continue  # Django's own asks, and says what is in the way
        rows = world.rows[model]
        row = rows.get("live") or rows[""]
        Version.objects.history_of(row).delete()
        row = all_rows(model).get(pk=row.pk)
        UNABLE[action](row)
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        url += "?bin=yes" if action == "delete_selected" else ""
        before = list(all_rows(model).order_by("pk").values())
        response = choose(admin_client, action, row, url=url, post="yes")
        told = said(response)
        if len(told) != 1 or not re.search(r" (?:is|are) not \w+.* It | already, ", told[0]):
            silent.append((model.__name__, action, told))
        assert list(all_rows(model).order_by("pk").values()) == before, (model, action)
        if issubclass(model, Published):
            all_rows(model).filter(pk=row.pk).update(state="live", binned=None)
    assert silent == []


def test_no_action_is_silent_about_what_is_gone(world, admin_client):
    for model, action in every_action():
        if action == "delete_selected" and not issubclass(model, Published):
            continue
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        response = choose(admin_client, action, model(pk=999999), url=url, post="yes")
        assert len(said(response)) == 1, (model, action)


@pytest.mark.parametrize("role", ["Editor", "Survey analyst"])
def test_no_action_works_for_who_may_not(world, role):
    """Neither may publish. Both may do some other things with what they edit."""
    person = make_person(role)
    client = signed_in(person)
    for model, action in every_action():
        allowed = action_rights(admin.site.get_model_admin(model), action)
        if any(person.has_perm(f"{model._meta.app_label}.{each}") for each in allowed):
            continue
        rows = world.rows[model]
        row = rows.get("live") or rows[""]
        before = list(all_rows(model).order_by("pk").values())
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        choose(client, action, row, url=url, post="yes")
        assert list(all_rows(model).order_by("pk").values()) == before, (model, action)


def action_rights(model_admin, action) -> list[str]:
    """'publish_event' for what an action of a list asks for."""
    function = model_admin.get_action(action)[0]
    name = model_admin.opts.model_name
    return [
        f"{each}_{name}".replace("try_again", "change") for each in function.allowed_permissions
    ]


def test_who_may_not_is_told_row_by_row():
    """Narrowed to one guide, somebody may publish its pages and sees the guide itself."""
    mine = make_page(slug="mine", state="live")
    publisher = signed_in(make_person("Publisher", type(mine)))
    url = reverse("admin:graduated_response_page_changelist")
    response = choose(publisher, "unarchive", mine, url=url)
    assert said(response) == ["“Talking” is not brought back. It is not archived."]


def test_bringing_back_says_why_when_a_rule_forbids_it_by_now(admin_client):
    term = Term.objects.create(title="Plan", slug="plan", short="Words.", state="live")
    term.archive()
    Term.objects.create(title="Plan", slug="other", short="Other words.", state="live")
    url = reverse("admin:glossary_term_changelist")
    response = confirm(admin_client, choose(admin_client, "unarchive", term, url=url), url)
    assert "has the wording" in said(response)[0]
    assert as_it_is(term)[0] == "archived"
