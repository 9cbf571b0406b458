import pytest
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_the_tables_can_be_taken_away_and_put_back():
    def tables() -> set[str]:
        return {
            name for name in connection.introspection.table_names() if name.startswith("media_")
        }

    before = tables()
    try:
        call_command("migrate", "media", "zero", verbosity=0)
        assert tables() == set()
    finally:
        call_command("migrate", verbosity=0)  # also what stands on it
    assert tables() == before
    assert len(before) == 7
