"""Every page of the admin, found from the URL configuration, in a real browser."""

import csv
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Error

from tests.authorisation.addresses import all_addresses
from tests.authorisation.world import SUPERUSER, make_world
from tests.browser_page import ADMIN, EACH_OF_ADMIN, bring_axe, errors_of
from tests.test_authorisation import TABLE

from .test_editors import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["signed_in"]

# Pages that are the same for every kind but for its name: one of each is enough.
ALIKE = [
    *("<object_id>/history/", "<object_id>/delete/", "<app_label>/"),
    *("<pk>/preview/", "<pk>/compare/"),
]

# Pages that have more of their own than others, so that each width is seen in each scheme.
IN_EACH_LOOK = {
    *("/admin/", "/admin/auth/user/", "/admin/auth/user/add/", "/admin/auth/group/add/"),
    *("/admin/media/document/add/", "/admin/media/image/add/", "/admin/media/video/add/"),
}

# Almost half of each page, and the same on all pages of a kind: seen on the list of each.
MENU = "#nav-sidebar"
LIST = re.compile(r"/admin/\w+/\w+/")


def pages(world):
    """Paths of the admin that answer, one of each address: a page looks the same for a draft as
    for what is live.
    """
    with TABLE.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["method"] == "GET"]
    answer = {row["address"] for row in rows if row[SUPERUSER] == "ok"}
    seen = set()
    for address in all_addresses(world):
        plain, *_ = address.name.split(" (")
        alike = next((end for end in ALIKE if plain.endswith(end)), plain)
        if address.method == "GET" and plain.startswith("/admin/") and address.name in answer:
            if alike not in seen:
                yield f"{address.path}?{urlencode(address.data)}"
            seen.add(alike)


def is_page(page, path):
    """Go there; False for what is saved as a file, or shown as plain data."""
    try:
        answer = page.goto(path)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    assert answer.status == 200, path
    return "text/html" in answer.headers["content-type"]


@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_on_any_page_of_the_admin(signed_in, axe, half):
    """In two halves, one for each worker. None says anything to the console either."""
    page = signed_in("anna")
    bring_axe(page)
    said = errors_of(page)
    looked, menus, faults = 0, 0, {}
    for path in list(pages(make_world()))[half::2]:
        if is_page(page, path):
            looked += 1
            plain = path.split("?")[0]
            looks = EACH_OF_ADMIN if plain in IN_EACH_LOOK else ADMIN
            with_menu = plain in IN_EACH_LOOK or bool(LIST.fullmatch(plain))
            menus += with_menu and page.locator(MENU).count()
            found = [*said, *axe(page, looks, [] if with_menu else [MENU])]
            if found:
                faults[path] = found
            said.clear()
    assert faults == {}
    assert looked > 40
    assert menus > 10


def test_a_chooser_has_its_name_as_soon_as_it_is_there(signed_in):
    """A person, or axe, may meet it at any moment."""
    page = signed_in("anna")
    page.goto("/admin/graduated_response/statement/add/")
    add = page.locator(".add-row a").first
    names = add.evaluate(
        "async (link) => { link.click(); await null; return [...document.querySelectorAll("
        "'.select2-selection--single')].map(box => box.getAttribute('aria-label')) }"
    )
    assert names
    assert all(names)
