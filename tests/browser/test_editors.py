"""Editors at work in real browsers."""

import pytest
from playwright.sync_api import expect

from localoffer.publishing.models import Version
from tests.browser_page import EACH_OF_ADMIN, follow
from tests.events.factories import make_event

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse battery staple"


@pytest.fixture
def signed_in(browser, live_server, django_user_model):
    """`signed_in("anna")` gives a page of a browser of its own in which Anna has signed in."""
    contexts = []

    def go(name, **context):
        django_user_model.objects.create_superuser(name, password=PASSWORD)
        contexts.append(browser.new_context(base_url=live_server.url, **context))
        page = contexts[-1].new_page()
        page.goto("/admin/login/")
        page.fill("#id_username", name)
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/admin/")
        return page

    yield go
    for context in contexts:
        context.close()


def test_two_editors_of_one_page_lose_nothing(signed_in):
    event = make_event("tea", title="Tea")
    address = f"/admin/events/event/{event.pk}/change/"
    anna, ben = signed_in("anna"), signed_in("ben")
    anna.goto(address)
    ben.goto(address)
    expect(ben.get_by_text("anna opened this page")).to_be_visible()
    anna.fill("#id_title", "Tea with Anna")
    follow(anna.locator("text=Save draft"))
    ben.fill("#id_summary", "Written by Ben")
    follow(ben.locator("text=Save draft"))
    expect(ben.get_by_text("What was saved while you were editing")).to_be_visible()
    assert "Anna" in ben.locator("#their-changes ~ *").inner_text()
    assert ben.input_value("#id_summary") == "Written by Ben"
    ben.fill("#id_title", "Tea with Anna")
    follow(ben.locator("text=Save draft"))
    fields = Version.objects.latest_draft_of(event).snapshot["fields"]
    assert (fields["title"], fields["summary"]) == ("Tea with Anna", "Written by Ben")
    event.refresh_from_db()
    assert event.title == "Tea"


def test_an_editor_without_script_saves_safe_html(signed_in):
    event = make_event("tea", state="draft")
    page = signed_in("anna", java_script_enabled=False)
    page.goto(f"/admin/events/event/{event.pk}/change/")
    page.fill("#id_body", "<h2>Cake</h2><p>Yes.</p><script>alert(1)</script>")
    follow(page.locator("text=Save draft"))
    event.refresh_from_db()
    assert event.body == "<h2>Cake</h2><p>Yes.</p>"


def test_axe_finds_nothing_on_the_pages_of_versions(signed_in, axe):
    event = make_event("tea", [5], title="Tea")
    page = signed_in("anna")
    address = f"/admin/events/event/{event.pk}"
    page.goto(f"{address}/change/")
    page.fill("#id_title", "Tea and cake")
    follow(page.locator("text=Save draft"))
    faults = {}
    looks = [*EACH_OF_ADMIN, (768, "light"), (768, "dark")]
    for path in ["/change/", "/history/", "/compare/?one=1", "/delete/"]:
        page.goto(address + path)
        if found := axe(page, looks):
            faults[path] = found
    assert faults == {}


def test_the_way_of_a_change_from_draft_to_the_public(signed_in, browser, live_server, settings):
    settings.SITE_URL = live_server.url
    event = make_event("tea", title="Tea")
    page = signed_in("anna")
    page.goto(f"/admin/events/event/{event.pk}/change/")
    page.fill("#id_title", "Tea and cake")
    page.fill("#version_comment", "Cake was missing")
    follow(page.locator("text=Save draft"))
    follow(page.locator("text=Make a preview link"))
    link = page.locator(".messagelist").inner_text().split()[-1]
    phone = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    phone.goto(link)
    assert phone.locator("h1").inner_text() == "Tea and cake"
    phone.goto(f"{live_server.url}/events/tea/")
    assert phone.locator("h1").inner_text() == "Tea"
    follow(page.locator("input[value='Publish version']"))
    phone.reload()
    assert phone.locator("h1").inner_text() == "Tea and cake"
    follow(page.get_by_role("link", name="History", exact=True))
    expect(page.get_by_text("Cake was missing")).to_be_visible()
    follow(page.locator("input[aria-label='Use version 1 again as a draft']"))
    assert page.input_value("#id_title") == "Tea"
    phone.context.close()
