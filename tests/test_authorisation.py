"""Who may do what, at every address: tests/authorisation.csv says it, and the site is held to it.

An address without a row fails. After a wanted change write the table anew, and read its diff:

    WRITE_AUTHORISATION=1 .venv/bin/pytest tests/test_authorisation.py
"""

import csv
import logging
import os
from pathlib import Path

import pytest
from django.db import transaction

from localoffer.publishing.models import published_models
from tests.authorisation.addresses import all_addresses
from tests.authorisation.asking import CHANGES, Asking
from tests.authorisation.world import ANONYMOUS, COLUMNS, FOREIGN, NOBODY, make_world

# Also makes pytest-django create the test database that the fixture below fills.
pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("authorisation.csv")
HEAD = ["method", "address", *COLUMNS]


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker):
    """(rows of the table as the site answers, what was told to people who may not know it)."""
    logging.disable()  # thousands of refusals
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        asking = Asking(world)
        addresses = sorted(all_addresses(world), key=lambda each: str(each.kind))
        rows, kind = [], None
        for address in addresses:
            if kind is not (wanted := address.kind or published_models()[0]) or not rows:
                kind = wanted
                asking.start(kind)
            cells = asking.row(address)
            rows.append([address.method, address.name, *(cells[name] for name in COLUMNS)])
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
    return sorted(rows, key=lambda row: (row[1], row[0])), asking.leaks


def test_every_address_answers_as_the_table_says(asked):
    rows, _ = asked
    if os.environ.get("WRITE_AUTHORISATION"):
        with TABLE.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEAD, *rows])
    with TABLE.open(newline="") as file:
        head, *expected = csv.reader(file)
    assert head == HEAD
    assert rows == expected


def test_nobody_reads_what_they_may_not(asked):
    assert asked[1] == []


def test_nothing_fails(asked):
    assert [row for row in asked[0] if any("fault" in cell for cell in row[2:])] == []


def test_names_in_the_table_are_unique(asked):
    names = [tuple(row[:2]) for row in asked[0]]
    assert sorted(set(names)) == sorted(names)


def test_only_staff_with_rights_change_anything(asked):
    """Without a role or outside their kinds nobody changes a thing, whatever they send."""
    outsiders = [COLUMNS.index(name) + 2 for name in (ANONYMOUS, NOBODY)]
    assert [row for row in asked[0] if any(CHANGES in row[place] for place in outsiders)] == []
    foreign = COLUMNS.index(FOREIGN) + 2
    assert [row[:2] for row in asked[0] if CHANGES in row[foreign]] == []
