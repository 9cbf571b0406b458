"""Fixtures of the browser tests: a real Chromium on the running site.

    def test_home(visit, axe):
        page = visit("/")
        assert axe(page) == []

A test that uses the browser carries the marker `browser` by itself: `pytest -m browser` runs
these alone, `-m "not browser"` the others.

After a click nothing has happened yet: go on with `follow`, or look with Playwright's `expect`,
which waits. `assert link.is_visible()` does not, and passes on a fast machine only.
"""

import os
import shutil
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from unittest import mock

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from playwright.sync_api import Locator, Page, expect

AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# With all fonts there: until then an icon is the word that its font draws as a picture, and axe
# takes it for a label. The shortest report: the faults alone.
RUN_AXE = (
    "async ([tags, apart]) => { await document.fonts.ready;"
    " return axe.run({exclude: apart}, {runOnly: tags, reporter: 'no-passes'}) }"
)
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"

# (width, colour scheme) of each look at a page. The public pages have one scheme.
PUBLIC = [(320, "light"), (768, "light"), (1280, "light")]
# A telephone by day and a desk at night: together they show every rule of the admin's sheets.
ADMIN = [(320, "light"), (1280, "dark")]
# For what has colours of its own: the editor, dialogs, messages.
EACH_OF_ADMIN = [*ADMIN, (320, "dark"), (1280, "light")]

# A busy machine takes its time: `expect` looks again until then.
expect.set_options(timeout=15_000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Chromium as `dev.py test` names it, else the machine's, else Playwright's own.

    The flags let it start as root and in a container, and keep it from asking the network.
    """
    named = os.environ.get("CHROMIUM")
    chosen = named or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    flags = [
        *("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic"),
        *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
        "--disable-sync",
        # Each page lives for a second: compiling its scripts well, on further threads, takes a
        # fifth of the time and is never paid back.
        "--js-flags=--single-threaded --no-opt --no-maglev",
    ]
    return (
        browser_type_launch_args | {"args": flags} | ({"executable_path": chosen} if chosen else {})
    )


@pytest.fixture(autouse=True, scope="session")
def kept_files():
    """The browser keeps static files, as in production; else it asks for each again on each page,
    and compiles each script again."""
    serve = StaticFilesHandler.serve

    def and_keep(handler, request):
        response = serve(handler, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with mock.patch.object(StaticFilesHandler, "serve", and_keep):
        yield


@pytest.fixture
def visit(page: Page, live_server, console) -> Callable[[str], Page]:
    """`visit("/events/")` opens an address of the running site and gives the page."""

    def go(path: str) -> Page:
        page.goto(live_server.url + path)
        return page

    return go


@pytest.fixture
def console(page: Page) -> list[str]:
    """Errors and breaches of the content security policy that the page told the console.

    Compare it with [] before `axe`, whose own styles breach a strict policy.
    """
    return errors_of(page)


def errors_of(page: Page) -> list[str]:
    """A list that grows with each error that the page tells the console."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else 0)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """`axe(page)` -> faults of accessibility and sideways scrolling, one line each."""
    return find_faults


def follow(target: Locator) -> None:
    """Click what leads to another page, and wait for that: a click alone does not."""
    with target.page.expect_navigation():
        target.click()


@cache
def axe_source() -> str:
    return AXE.read_text()


def bring_axe(page: Page) -> None:
    """Have axe on every page that this one goes to: quicker for many pages than one by one."""
    page.add_init_script(path=AXE)


def find_faults(page: Page, looks=PUBLIC, without: Collection[str] = ()) -> list[str]:
    """Look at the page in each width and colour scheme, but not at what is `without` (selectors):
    what other pages have as well need not be looked at on each.

    axe comes in by evaluation, so the page's content security policy stays in force.
    """
    faults = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source())
    for width, scheme in looks:
        # Without transitions: axe must not look at a colour half-way between two schemes.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        for violation in page.evaluate(RUN_AXE, [TAGS, list(without)])["violations"]:
            faults += [
                f"{violation['id']} at {width} px, {scheme}: {node['html'][:160]}"
                for node in violation["nodes"]
            ]
        if (over := page.evaluate(SIDEWAYS)) > 0:
            faults.append(f"scrolls {over} px sideways at {width} px, {scheme}")
    return faults
