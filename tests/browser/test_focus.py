"""Where the focus really is after an error and after a success."""

import pytest
from playwright.sync_api import expect

from tests.browser_page import follow
from tests.events.factories import make_event

from .test_editors import PASSWORD, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["signed_in"]


def waits_for_focus(page, selector: str) -> None:
    expect(page.locator(selector).first).to_be_focused()
    assert page.locator("[autofocus]").count() <= 1


@pytest.fixture
def scriptless(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "path", ["/feedback/", "/questions/ask/", "/graduated-response/booklet/ask/"]
)
def test_who_sent_an_empty_form_starts_at_the_errors(scriptless, path):
    scriptless.goto(path)
    follow(scriptless.locator("main form button[type=submit]"))
    waits_for_focus(scriptless, ".govuk-error-summary")
    scriptless.keyboard.press("Tab")
    waits_for_focus(scriptless, ".govuk-error-summary__list a")


def test_who_could_not_sign_in_starts_at_the_reason(scriptless):
    scriptless.goto("/admin/login/")
    waits_for_focus(scriptless, "#id_username")
    scriptless.fill("#id_username", "anna")
    scriptless.fill("#id_password", PASSWORD)
    follow(scriptless.locator("[type=submit]"))
    waits_for_focus(scriptless, ".errornote")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_editor_starts_at_what_was_saved(signed_in, scripts):
    event = make_event("tea", state="draft")
    page = signed_in("anna", java_script_enabled=scripts)
    page.goto(f"/admin/events/event/{event.pk}/change/")
    page.fill("#id_summary", "Talk and tea.")
    follow(page.locator("input[name=_continue]"))
    waits_for_focus(page, ".messagelist")


@pytest.mark.parametrize("add", [True, False], ids=["new", "known"])
def test_an_editor_starts_at_what_is_wrong(signed_in, add):
    """Django's own script puts the focus into the first box of a new page."""
    event = make_event("tea", state="draft")
    page = signed_in("anna")
    page.goto(f"/admin/events/event/{'add' if add else f'{event.pk}/change'}/")
    page.fill("#id_title", "Tea")
    page.fill("#id_slug", "not an address")
    page.locator("form [name=_continue]").evaluate("button => button.form.noValidate = true")
    follow(page.locator("input[name=_continue]"))
    waits_for_focus(page, ".errornote")
