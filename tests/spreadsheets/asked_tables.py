"""What an importer would ask the sandbox for, and nothing else: the child imports this file."""

from localoffer.spreadsheets.opened import table_in
from localoffer.spreadsheets.sheets import Table

RATED = "tests.spreadsheets.asked_tables:rated"
WITH_EVIDENCE = "tests.spreadsheets.asked_tables:with_evidence"


def rated(content: bytes) -> Table:
    return table_in(content, ["Code", "Rating"])


def with_evidence(content: bytes) -> Table:
    return table_in(content, ["Code", "Rating"], ["Evidence"])
