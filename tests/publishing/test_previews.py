"""Previews show what the public will see, to whom they should, and leave nothing behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from graduated_response.models import Guide, Page
from localoffer.publishing.models import PreviewLink, Version
from localoffer.publishing.snapshots import take
from tests.events.factories import make_event
from tests.graduated_response.provision_factories import make_area, make_statement

pytestmark = pytest.mark.django_db


def make_guide(**fields):
    guide = Guide.objects.create(title="Guide", slug="guide", state="draft", **fields)
    for number, state in enumerate(["draft", "live", "archived"]):
        Page.objects.create(
            title=f"Page {state}", slug=f"page-{state}", state=state, guide=guide, position=number,
            body=f"<p>Text of {state}.</p>",
        )  # fmt: skip
    return guide


def draft_of(row, user, **fields):
    snapshot = take(row)
    snapshot["fields"] |= fields
    return Version.objects.save_draft(row, snapshot, user)


def link_to(row, user):
    return PreviewLink.objects.create(row=row, made_by=user).get_absolute_url()


def test_a_link_shows_a_draft_to_a_colleague_without_an_account(client, admin_user):
    event = make_event("tea", state="draft", title="Tea to come")
    response = client.get(link_to(event, admin_user))
    assert "Tea to come" in response.content.decode()
    assert "Only staff see this page until it is live." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert client.get("/events/tea/").status_code == 404


def test_a_link_shows_the_draft_over_a_live_page(client, admin_user):
    event = make_event("tea", title="Tea")
    draft_of(event, admin_user, title="Tea and cake")
    assert "Tea and cake" in client.get(link_to(event, admin_user)).content.decode()
    assert "Tea and cake" not in client.get("/events/tea/").content.decode()
    event.refresh_from_db()
    assert event.title == "Tea"


def test_a_link_covers_the_other_drafts_of_the_guide_and_nothing_else(client, admin_user):
    guide = make_guide()
    make_event("secret", state="draft")
    link = link_to(guide.pages.get(slug="page-draft"), admin_user)
    other = f"{link}?path=/graduated-response/page-live/"
    assert "Text of live." in client.get(other).content.decode()
    start = client.get(f"{link}?path=/graduated-response/guides/guide/").content.decode()
    assert "Page draft" in start
    assert f'href="{link}?path=/graduated-response/page-draft/"' in start
    for path in [
        "/graduated-response/page-archived/",
        "/events/secret/",
        "/admin/",
        "//evil.example",
    ]:
        assert client.get(link, {"path": path}).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"revoked": True},
        {"expires": timezone.now() - timedelta(seconds=1)},
    ],
    ids=["revoked", "expired"],
)
def test_a_link_ends(client, admin_user, change):
    event = make_event("tea", state="draft")
    link = link_to(event, admin_user)
    PreviewLink.objects.update(**change)
    assert client.get(link).status_code == 404


def test_a_link_outlives_neither_its_page_nor_guessing(client, admin_user):
    event = make_event("tea", state="draft")
    link = link_to(event, admin_user)
    assert client.get(link[:-2] + "/").status_code == 404
    event.delete()
    assert client.get(link).status_code == 404


def test_links_are_made_and_stopped_in_the_admin(client, admin_client):
    event = make_event("tea", state="draft")
    address = f"/admin/events/event/{event.pk}/links/"
    page = admin_client.post(address, follow=True).content.decode()
    link = PreviewLink.objects.get().get_absolute_url()
    assert f"http://127.0.0.1:8000{link}" in page
    assert client.get(link).status_code == 200
    admin_client.post(address, {"revoke": "1"})
    assert client.get(link).status_code == 404
    assert admin_client.get(address).status_code == 405


def test_a_link_lasts_a_week(admin_user):
    link = PreviewLink.objects.create(row=make_event("tea"), made_by=admin_user)
    assert link.expires - timezone.now() < timedelta(days=7, seconds=1)
    assert link.expires - timezone.now() > timedelta(days=6, hours=23)


def test_a_guide_is_published_with_all_its_parts_in_one_act(client, admin_client, admin_user):
    guide = make_guide()
    draft_of(guide.pages.get(slug="page-live"), admin_user, title="New title")
    version = draft_of(guide, admin_user)
    path = f"/admin/graduated_response/guide/{guide.pk}/version/{version.number}/publish-all/"
    admin_client.post(path)
    states = dict(Page.objects.values_list("slug", "state"))
    assert states == {"page-draft": "live", "page-live": "live", "page-archived": "archived"}
    assert Page.objects.get(slug="page-live").title == "New title"
    assert client.get("/graduated-response/guides/guide/").status_code == 200


def test_an_expectation_is_previewed_at_its_place(client, admin_user):
    """Its address leads to its area's page, which families may not see yet."""
    statement = make_statement("AS1", area=make_area(state="draft"), state="draft")
    draft_of(statement, admin_user, title="The setting listens.")
    html = client.get(link_to(statement, admin_user)).content.decode()
    assert "The setting listens." in html
    assert "Only staff see this page until it is live." in html
