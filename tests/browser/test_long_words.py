"""A word that is wider than a telephone pushes no page sideways (WCAG 2.2, 1.4.10)."""

import pytest

from localoffer.publishing import cache_token
from tests.authorisation.world import make_world
from tests.browser_page import SIDEWAYS
from tests.stored import spoiling

from .test_admin_pages import is_page, pages
from .test_editors import signed_in
from .test_public_pages import demo, one_of_each_kind

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["demo", "signed_in"]
WORD = "w" * 90


def write_long_words() -> None:
    spoiling.spoil(spoiling.words(), f" {WORD}")
    spoiling.spoil(spoiling.rich_texts(), f"<h2>{WORD}</h2><ul><li>{WORD}</li></ul>")
    cache_token.bump()


def widest(page) -> str:
    """How far a page goes sideways, and its widest elements."""
    over = page.evaluate(SIDEWAYS)
    if over <= 0:
        return ""
    wide = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(each => "
        "each.getBoundingClientRect().right > window.innerWidth + 1)"
        ".slice(0, 12).map(each => each.tagName + '.' + each.getAttribute('class'))"
    )
    return f"{over} px: {wide}"


def test_no_public_page_scrolls_sideways_for_a_long_word(demo, page, visit):
    addresses = one_of_each_kind()
    write_long_words()
    page.set_viewport_size({"width": 320, "height": 900})
    faults = {}
    for address in addresses:
        visit(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        if over := widest(page):
            faults[address] = over
    assert not faults, "\n".join(f"{path}: {over}" for path, over in faults.items())


def test_no_page_of_the_admin_scrolls_sideways_for_a_long_word(signed_in):
    page = signed_in("anna")
    world = make_world()
    write_long_words()
    page.set_viewport_size({"width": 320, "height": 900})
    faults = {}
    for path in pages(world):
        if is_page(page, path) and (over := widest(page)):
            faults[path] = over
    assert not faults, "\n".join(f"{path}: {over}" for path, over in faults.items())
