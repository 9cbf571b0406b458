"""The marker `no_database`: a test that asks no database need not run on each of them."""

import pytest

# By these pytest-django lets a test at the database; any other test that asks it fails.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if not item.get_closest_marker("django_db") and DATABASE_FIXTURES.isdisjoint(
            item.fixturenames
        ):
            item.add_marker("no_database")
