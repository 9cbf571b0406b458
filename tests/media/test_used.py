"""Where is this used?"""

import pytest

from events.models import Material
from graduated_response.models import Page as GuidedPage
from localoffer.media.models import Document
from localoffer.media.usage import OUTSIDE, Use, all_uses, used_in
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from localoffer.site.models import SitePage, SiteSettings
from surveys.models import Cycle, Promise
from tests.events.factories import make_event
from tests.people.factories import make_person, signed_in

from .factories import make_document, make_image, make_video

pytestmark = pytest.mark.django_db
LINK = '<p>Read <a href="/media/documents/plan/">the plan</a>.</p>'


def make_page(slug: str, body: str, **fields) -> SitePage:
    return SitePage.objects.create(
        **{"title": f"Page {slug}", "slug": slug, "body": body, "state": "live"} | fields
    )


def test_live_and_draft_pages_are_found_once_each(admin_user):
    make_page("one", LINK + LINK)
    make_page("two", '<p><a href="/media/documents/plan/file/">x</a></p>', state="draft")
    make_page("three", '<p><a href="/media/documents/planning/">x</a></p>')
    make_page("four", "<p>plan</p>", notes="/media/documents/plan/")
    assert used_in(make_document(), admin_user) == [
        Use("Page one", "/one/"),
        Use("Page two (draft)", "/two/"),
    ]
    assert used_in(make_document("other"), admin_user) == []


def test_what_stands_in_a_part_is_used_on_its_page(admin_user):
    event = make_event()
    Material.objects.create(
        event=event, label="Plan", url="https://send.example/media/documents/plan/file/"
    )
    assert used_in(make_document(), admin_user) == [Use("Event coffee", "/events/coffee/")]


def test_a_video_is_used_where_a_page_shows_it(admin_user):
    video = make_video()
    GuidedPage.objects.create(title="Assess", slug="assess", state="live", video=video)
    uses = [Use("Assess", "/graduated-response/assess/")]
    assert used_in(video, admin_user) == uses
    assert all_uses(admin_user) == {"/media/videos/film/": uses}


def test_rich_text_of_the_site_itself_is_read(admin_user):
    SiteSettings.objects.create(pk=1, site_name="Larkshire", home_intro=LINK)
    assert used_in(make_document(), admin_user) == [Use("Larkshire", "")]


def test_a_draft_over_a_live_page_counts(admin_user):
    page = make_page("one", "<p>Nothing</p>")
    snapshot = take(page)
    snapshot["fields"]["body"] = LINK
    draft = Version.objects.save_draft(page, snapshot, None)
    document = make_document()
    assert used_in(document, admin_user) == [Use("Page one (a draft)", "/one/")]
    draft.discard(None)
    assert used_in(document, admin_user) == []


def test_a_list_is_answered_at_once(admin_user, django_assert_max_num_queries):
    for number in range(3):
        make_document(f"d{number}")
        make_page(f"p{number}", f'<p><a href="/media/documents/d{number}/">x</a></p>')
    with django_assert_max_num_queries(5):
        uses = all_uses(admin_user)
    assert uses["/media/documents/d1/"] == [Use("Page p1", "/p1/")]
    assert len(uses) == 3


def test_nested_parts_lead_to_their_page(admin_user):
    cycle = Cycle.objects.create(title="Round", slug="round", year=2026, state="live")
    promise = Promise.objects.create(cycle=cycle, text="<p>We will.</p>")
    promise.evidence.create(label="Plan", path="/media/documents/plan/")
    assert [use.title for use in used_in(make_document(), admin_user)] == ["Round"]


def test_images_in_texts_are_found_also_in_drafts(admin_user):
    image = make_image("plan")
    page = make_page("one", '<p><img src="/media/images/plan/"></p>')
    snapshot = take(make_page("two", "<p>Nothing</p>"))
    snapshot["fields"]["body"] = '<p><img src="/media/images/plan/"></p>'
    Version.objects.save_draft(SitePage.objects.get(slug="two"), snapshot, None)
    assert [use.title for use in used_in(image, admin_user)] == ["Page one", "Page two (a draft)"]
    page.delete()
    assert len(used_in(image, admin_user)) == 1


def test_drafts_outside_the_readers_part_of_the_site_are_not_named():
    document = make_document()
    make_page("live", LINK)
    make_page("secret", LINK, state="draft")
    snapshot = take(make_page("public", "<p>Nothing</p>"))
    snapshot["fields"]["body"] = LINK
    Version.objects.save_draft(SitePage.objects.get(slug="public"), snapshot, None)
    reader = make_person("Contributor", Document)
    assert used_in(document, reader) == [OUTSIDE, Use("Page live", "/live/")]
    client = signed_in(reader)
    for page in ("", f"{document.pk}/change/"):
        shown = client.get(f"/admin/media/document/{page}").content.decode()
        assert "2 pages" in shown or "Drafts outside your part of the site" in shown
        assert "Page secret" not in shown
        assert "Page public" not in shown
    writer = make_person("Contributor", Document, SitePage, name="lee")
    assert [use.title for use in used_in(document, writer)] == [
        "Page live",
        "Page public (a draft)",
        "Page secret (draft)",
    ]


def test_what_moved_is_found_where_its_old_address_stands(admin_user):
    document = make_document()
    make_page("old", LINK)
    document.slug = "newer"
    document.save()
    make_page("new", LINK.replace("plan", "newer") + LINK)
    uses = [Use("Page new", "/new/"), Use("Page old", "/old/")]
    assert used_in(document, admin_user) == uses
    assert all_uses(admin_user) == {"/media/documents/newer/": uses}
