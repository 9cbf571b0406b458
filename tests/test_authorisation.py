"""Who may do what, at every address: tests/authorisation.csv says it, and the site is held to it.

An address without a row fails. After a wanted change write the table anew, and read its diff:

    WRITE_AUTHORISATION=1 .venv/bin/pytest tests/test_authorisation.py
"""

import csv
import logging
import os
from pathlib import Path

import pytest

from localoffer.publishing.models import published_models
from tests.authorisation.addresses import all_addresses
from tests.authorisation.asking import CHANGES, Asking
from tests.authorisation.world import (
    ANONYMOUS,
    COLUMNS,
    FOREIGN,
    NOBODY,
    OTHER_PART,
    PART,
    make_world,
)

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("authorisation.csv")
HEAD = ["method", "address", *COLUMNS]


def ask_all(monkeypatch) -> tuple[list[list[str]], list[str]]:
    """(rows of the table as the site answers, what was told to people who may not know it)."""
    world = make_world()
    asking = Asking(world)
    asking.spare(monkeypatch)
    rows, kind = [], None
    for address in sorted(all_addresses(world), key=lambda each: str(each.kind)):
        wanted = address.kind or published_models()[0]
        if kind is not wanted:
            kind = wanted
            asking.start(kind)
        cells = asking.row(address)
        rows.append([address.method, address.name, *(cells[name] for name in COLUMNS)])
    return sorted(rows, key=lambda row: (row[1], row[0])), asking.leaks


def is_of_one_row(address: str) -> bool:
    """Whether it is about the draft that one person with a part of the site may edit, the other
    not."""
    return "<" in address and "(live)" not in address


def test_every_address_answers_as_the_table_says(monkeypatch, settings):
    """One test, so that two workers do not both ask for everything."""
    # Thousands of requests need not each look for the session in the database.
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    logging.disable()  # thousands of refusals
    try:
        rows, leaks = ask_all(monkeypatch)
    finally:
        logging.disable(logging.NOTSET)
    if os.environ.get("WRITE_AUTHORISATION"):
        with TABLE.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEAD, *rows])
    with TABLE.open(newline="") as file:
        head, *expected = csv.reader(file)
    assert head == HEAD
    assert rows == expected
    assert leaks == []
    names = [tuple(row[:2]) for row in rows]
    assert sorted(set(names)) == sorted(names)
    # Whatever the table says, these never may be in it.
    assert [row for row in rows if any("fault" in cell for cell in row)] == []
    for outsider in (ANONYMOUS, NOBODY, FOREIGN):
        place = HEAD.index(outsider)
        assert [row[:2] for row in rows if CHANGES in row[place]] == []
    own, other = HEAD.index(PART), HEAD.index(OTHER_PART)
    drafts = [row for row in rows if row[1].startswith("/admin/") and is_of_one_row(row[1])]
    assert [row[:2] for row in drafts if CHANGES in row[other]] == []
    assert len([row for row in drafts if CHANGES in row[own]]) > 30
