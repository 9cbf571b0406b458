"""The pages on which accounts and roles are kept, in a real browser."""

import base64

import pytest
from django_otp.oath import totp

from graduated_response.models import Topic
from localoffer.accounts.signing_in import CODE_NEEDED
from tests.browser_page import ADMIN, follow

from .test_editors import PASSWORD, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["signed_in"]


def test_axe_finds_nothing_on_the_pages_for_who_is_not_signed_in(axe, visit, console):
    faults = {}
    for path in ["password/", "password/sent/", "password/MQ/wrong/", "password/done/"]:
        page = visit(f"/admin/{path}")
        assert console == []
        if found := axe(page, ADMIN):
            faults[path] = found
        console.clear()
    assert faults == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_second_step_is_set_up_and_used(signed_in, axe, scripts):
    page = signed_in("anna", java_script_enabled=scripts)
    follow(page.get_by_role("link", name="Second step of signing in"))
    secret = page.locator(".lo-secret").inner_text().replace(" ", "")
    key = base64.b32decode(secret)
    page.get_by_label("Code from your app").fill(f"{totp(key, drift=-1):06d}")
    page.keyboard.press("Enter")
    page.locator(".lo-codes").wait_for()
    codes = page.locator(".lo-codes code").all_inner_texts()
    assert len(codes) == 10
    if scripts:
        assert axe(page, ADMIN) == []
    follow(page.get_by_role("button", name="Log out"))
    page.goto("/admin/login/")
    for code, answer in (("", CODE_NEEDED), (codes[0], None)):
        page.get_by_label("Username").fill("anna")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Code from your app").fill(code)
        page.keyboard.press("Enter")
        if answer:
            page.get_by_text(answer).wait_for()
    page.wait_for_url("**/admin/")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_was_typed_survives_a_session_that_ends(signed_in, axe, scripts):
    page = signed_in("anna", java_script_enabled=scripts)
    page.goto("/admin/graduated_response/topic/add/")
    page.get_by_label("Name").fill("Getting help early")
    page.get_by_label("Slug").fill("early")
    page.context.clear_cookies(name="sessionid")
    follow(page.get_by_role("button", name="Save", exact=True))
    page.get_by_text("What you typed is kept").wait_for()
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    again = page.get_by_role("button", name="Send it again")
    again.wait_for()
    if scripts:
        assert axe(page, ADMIN) == []
    follow(again)
    page.get_by_text("was added successfully").wait_for()
    assert Topic.objects.get().name == "Getting help early"
