"""Settings of every test, and fixtures that all slices share; tests/browser_page.py has those
of the browser.
"""

import gc
import json
import os

import pytest
from django.conf import settings

from devtools.setup import collect_static_files, only_one_at_a_time
from devtools.shell import ROOT

LONGEST = {
    *("test_site.py", "test_authorisation.py"),
    *("test_admin_pages.py", "test_public_pages.py"),  # in the browser
}

pytest_plugins = [
    *(
        "tests.browser_page",
        "tests.support.verdict_cache",
        "tests.html_checker",
        "tests.no_database",
    ),
    *("tests.support.skip_guard", "tests.support.chromium_limits"),
]

# Playwright keeps an event loop running in the process, and Django refuses the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure(config):
    """Make tests fast, and keep them away from the developer's own files."""
    empty = config.rootpath / "var" / "tests" / "static"
    empty.mkdir(parents=True, exist_ok=True)
    settings.STATIC_ROOT = empty
    # Files without hashed names need no collecting first.
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # No server runs its clock here: /readyz would miss it when the tests are five minutes old.
    settings.RUN_DUE = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put last what empties the database behind it: migrations also fill it, with the groups of
    staff. pytest-django does so too, but pytest then sorts by the browser's parameter.

    What takes a minute comes first, of both: so no worker waits for it at the end, and one worker
    alone walks through the site. What is last takes almost half of the time, in few tests, and a
    worker is given several neighbours at once: they are dealt out, so that both work until the end.
    """
    items.sort(key=lambda item: item.path.name not in LONGEST)
    first = [item for item in items if not empties_the_database(item)]
    last = [item for item in items if empties_the_database(item)]
    items[:] = [*first, *last[::2], *last[1::2]]


def pytest_collection_finish():
    """Thousands of tests stay until the end: looking through them for garbage again and again
    takes a tenth of the time."""
    gc.collect()
    gc.freeze()


def empties_the_database(item):
    mark = item.get_closest_marker("django_db")
    by_mark = mark is not None and mark.kwargs.get("transaction", False)
    return by_mark or bool({"transactional_db", "live_server"} & set(item.fixturenames))


@pytest.fixture(scope="session")
def production_static():
    """`production_static("site.css")` -> the path of that static file as production has it, under
    its hashed name and compressed beside it. The set-up collects them, if something changed."""
    with only_one_at_a_time():
        collect_static_files()
    folder = ROOT / "var" / "static"
    names = json.loads((folder / "staticfiles.json").read_text())["paths"]
    return lambda name: folder / names[name]
