"""Every page of the admin, found from the URL configuration, in a real browser."""

import pytest

from tests.authorisation.addresses import all_addresses
from tests.authorisation.world import make_world

from .test_editors import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["signed_in"]

# Django's own pages, the same for every kind but for its name: one of each is enough.
ALIKE = ["<object_id>/history/", "<object_id>/delete/", "<app_label>/", "<pk>/preview/"]
# A telephone by day and a desk at night: together they show every rule of the sheets.
LOOKS = [(320, "light"), (1280, "dark")]


def pages(world):
    """Paths of the admin, one of each address: a page looks the same for a draft as for what is
    live.
    """
    seen = set()
    for address in all_addresses(world):
        plain, *_ = address.name.split(" (")
        alike = next((end for end in ALIKE if plain.endswith(end)), plain)
        if address.method == "GET" and plain.startswith("/admin/") and alike not in seen:
            seen.add(alike)
            yield address.path


@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_on_any_page_of_the_admin(signed_in, axe, half):
    """In two halves, one for each worker."""
    page = signed_in("anna")
    looked, faults = 0, {}
    for path in list(pages(make_world()))[half::2]:
        answer = page.request.get(path, max_redirects=0)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            page.goto(path)
            looked += 1
            found = [axe(page, widths=[width], schemes=[scheme]) for width, scheme in LOOKS]
            if any(found):
                faults[path] = found
    assert faults == {}
    assert looked > 40
