"""The gallery and the admin in a real browser: no fault in either colour scheme, at any width."""

import pytest
from django.contrib.auth.models import Group, User

pytestmark = pytest.mark.django_db
ADMIN = ["/admin/", "/admin/auth/user/", "/admin/auth/user/add/", "/admin/auth/group/add/"]


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


@pytest.mark.parametrize("address", ADMIN)
def test_admin(staff, visit, axe, console, address):
    Group.objects.create(name="Editors")
    page = visit(address)
    assert console == []
    assert axe(page, widths=(320, 1280), schemes=("light", "dark")) == []


def test_sign_in_page(visit, axe, console):
    page = visit("/admin/login/")
    assert page.locator("h1").inner_text() == "Sign in to edit the site"
    assert console == []
    assert axe(page, widths=(320, 1280), schemes=("light", "dark")) == []
