"""Where is this used?"""

import pytest

from events.models import Material
from graduated_response.models import Page as GuidedPage
from localoffer.media.used import Use, all_uses, used_in
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from localoffer.site.models import SitePage, SiteSettings
from surveys.models import Cycle, Promise
from tests.events.factories import make_event

from .factories import make_document, make_video

pytestmark = pytest.mark.django_db
LINK = '<p>Read <a href="/media/documents/plan/">the plan</a>.</p>'


def make_page(slug: str, body: str, **fields) -> SitePage:
    return SitePage.objects.create(
        **{"title": f"Page {slug}", "slug": slug, "body": body, "state": "live"} | fields
    )


def test_live_and_draft_pages_are_found_once_each():
    make_page("one", LINK + LINK)
    make_page("two", '<p><a href="/media/documents/plan/file/">x</a></p>', state="draft")
    make_page("three", '<p><a href="/media/documents/planning/">x</a></p>')
    make_page("four", "<p>plan</p>", notes="/media/documents/plan/")
    assert used_in(make_document()) == [
        Use("Page one", "/one/"),
        Use("Page two (draft)", "/two/"),
    ]
    assert used_in(make_document("other")) == []


def test_what_stands_in_a_part_is_used_on_its_page():
    event = make_event()
    Material.objects.create(
        event=event, label="Plan", url="https://send.example/media/documents/plan/file/"
    )
    assert used_in(make_document()) == [Use("Event coffee", "/events/coffee/")]


def test_a_video_is_used_where_a_page_shows_it():
    video = make_video()
    GuidedPage.objects.create(title="Assess", slug="assess", state="live", video=video)
    assert used_in(video) == [Use("Assess", "/graduated-response/assess/")]
    assert all_uses() == {"/media/videos/film/": used_in(video)}


def test_rich_text_of_the_site_itself_is_read():
    SiteSettings.objects.create(pk=1, site_name="Larkshire", home_intro=LINK)
    assert used_in(make_document()) == [Use("Larkshire", "")]


def test_a_draft_over_a_live_page_counts(django_user_model):
    page = make_page("one", "<p>Nothing</p>")
    snapshot = take(page)
    snapshot["fields"]["body"] = LINK
    draft = Version.objects.save_draft(page, snapshot, None)
    document = make_document()
    assert used_in(document) == [Use("Page one (a draft)", "/one/")]
    draft.discard(None)
    assert used_in(document) == []


def test_a_list_is_answered_at_once(django_assert_max_num_queries):
    for number in range(3):
        make_document(f"d{number}")
        make_page(f"p{number}", f'<p><a href="/media/documents/d{number}/">x</a></p>')
    with django_assert_max_num_queries(4):
        uses = all_uses()
    assert uses["/media/documents/d1/"] == [Use("Page p1", "/p1/")]
    assert len(uses) == 3


def test_nested_parts_lead_to_their_page():
    cycle = Cycle.objects.create(title="Round", slug="round", year=2026, state="live")
    promise = Promise.objects.create(cycle=cycle, text="<p>We will.</p>")
    promise.evidence.create(label="Plan", path="/media/documents/plan/")
    assert [use.title for use in used_in(make_document())] == ["Round"]
