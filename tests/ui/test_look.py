"""The gallery and the way into the admin in a real browser. tests/browser/test_admin_pages.py looks
at every page of the admin."""

import pytest
from django.contrib.auth.models import User

from tests.browser_page import EACH_OF_ADMIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(page, live_server, client, settings):
    """The browser is signed in."""
    client.force_login(User.objects.create_superuser("boss"))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )


def test_gallery(staff, visit, axe, console):
    page = visit("/admin/components/")
    assert page.locator("h1").inner_text() == "Components"
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert console == []
    assert axe(page) == []


def test_gallery_needs_no_script(staff, visit):
    assert visit("/admin/components/").locator("script, [style], style").count() == 0


def test_an_error_link_takes_the_focus_to_its_input(staff, visit):
    page = visit("/admin/components/")
    page.get_by_role("link", name="Please choose: How old is your child?").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") in ("wrong-age", "wrong-needs")
    assert page.url.endswith("#id_wrong-age")


def test_sign_in_page(visit, axe, console):
    page = visit("/admin/login/")
    assert page.locator("h1").inner_text() == "Sign in to edit the site"
    assert console == []
    assert axe(page, EACH_OF_ADMIN) == []
