"""People who edit."""

import pytest

from .factories import make_user


@pytest.fixture
def ann():
    return make_user("ann", first_name="Ann", last_name="Lee")
