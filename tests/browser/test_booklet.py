"""Asking for a paper copy in a real browser: by keyboard, and without a script."""

import pytest
from playwright.sync_api import expect

from graduated_response.models import CopyRequest
from localoffer.submissions import forms
from tests.graduated_response.booklet_factories import make_booklet

pytestmark = pytest.mark.django_db(transaction=True)


def test_somebody_asks_by_keyboard_and_without_a_script(browser, live_server, monkeypatch):
    monkeypatch.setattr(forms, "QUICKEST", 0)
    make_booklet()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/graduated-response/booklet/")
    assert context.cookies() == []
    page.get_by_role("link", name="Ask us for a paper copy or another format").press("Enter")
    with page.expect_navigation():
        page.get_by_role("button", name="Send").press("Enter")
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="Tell us how to reach you").press("Enter")
    expect(page.get_by_label("E-mail")).to_be_focused()
    page.keyboard.type("sam@example.org")
    page.get_by_label("A paper copy in large print").press("Space")
    page.get_by_role("button", name="Send").press("Enter")
    page.get_by_role("heading", name="We got your request").wait_for()
    kept = CopyRequest.objects.get()
    assert f"/booklet/ask/{kept.reference}/" in page.url
    assert (kept.wanted, kept.email, kept.status) == ("large", "sam@example.org", "new")
    context.close()
