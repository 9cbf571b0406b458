"""Editors at work in real browsers."""

import pytest

from localoffer.publishing.models import Version
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
    assert ben.get_by_text("anna opened this page").is_visible()
    anna.fill("#id_title", "Tea with Anna")
    anna.click("text=Save draft")
    anna.wait_for_load_state()
    ben.fill("#id_summary", "Written by Ben")
    ben.click("text=Save draft")
    ben.wait_for_load_state()
    assert ben.get_by_text("What was saved while you were editing").is_visible()
    assert "Anna" in ben.locator("#their-changes ~ *").inner_text()
    assert ben.input_value("#id_summary") == "Written by Ben"
    ben.fill("#id_title", "Tea with Anna")
    ben.click("text=Save draft")
    ben.wait_for_load_state()
    fields = Version.objects.latest_draft_of(event).snapshot["fields"]
    assert (fields["title"], fields["summary"]) == ("Tea with Anna", "Written by Ben")
    event.refresh_from_db()
    assert event.title == "Tea"


def test_an_editor_without_script_saves_safe_html(signed_in):
    event = make_event("tea", state="draft")
    page = signed_in("anna", java_script_enabled=False)
    page.goto(f"/admin/events/event/{event.pk}/change/")
    page.fill("#id_body", "<h2>Cake</h2><p>Yes.</p><script>alert(1)</script>")
    page.click("text=Save draft")
    event.refresh_from_db()
    assert event.body == "<h2>Cake</h2><p>Yes.</p>"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_versions(signed_in, axe, scheme):
    event = make_event("tea", [5], title="Tea")
    page = signed_in("anna")
    address = f"/admin/events/event/{event.pk}"
    page.goto(f"{address}/change/")
    page.fill("#id_title", "Tea and cake")
    page.click("text=Save draft")
    page.wait_for_load_state()
    faults = {}
    for path in ["/change/", "/history/", "/compare/?one=1", "/delete/"]:
        page.goto(address + path)
        if found := axe(page, widths=(320, 768, 1280), schemes=(scheme,)):
            faults[path] = found
    assert faults == {}


def test_the_way_of_a_change_from_draft_to_the_public(signed_in, browser, live_server):
    event = make_event("tea", title="Tea")
    page = signed_in("anna")
    page.goto(f"/admin/events/event/{event.pk}/change/")
    page.fill("#id_title", "Tea and cake")
    page.fill("#version_comment", "Cake was missing")
    page.click("text=Save draft")
    page.click("text=Make a preview link")
    link = page.locator(".messagelist").inner_text().split()[-1]
    phone = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    phone.goto(link)
    assert phone.locator("h1").inner_text() == "Tea and cake"
    phone.goto(f"{live_server.url}/events/tea/")
    assert phone.locator("h1").inner_text() == "Tea"
    page.click("input[value='Publish version']")
    page.wait_for_load_state()
    phone.reload()
    assert phone.locator("h1").inner_text() == "Tea and cake"
    page.click("text=History")
    assert page.get_by_text("Cake was missing").is_visible()
    page.click("input[aria-label='Use version 1 again as a draft']")
    page.wait_for_load_state()
    assert page.input_value("#id_title") == "Tea"
    phone.context.close()
