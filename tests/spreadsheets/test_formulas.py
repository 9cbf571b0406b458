"""Nothing that people typed is run, and all of it comes back."""

import pytest

from localoffer.spreadsheets.formulas import FORMULA_STARTS, safe, typed


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_start_that_is_run_gets_an_apostrophe(start):
    assert safe(f"{start}cmd|' /C calc'!A1") == f"'{start}cmd|' /C calc'!A1"


@pytest.mark.parametrize(
    "text", ["", "5 = 5", "-1", "=1", "'=1", "''=1", "'tis", "it's", "'", "''", "＝1"]
)
def test_every_text_comes_back(text):
    assert typed(safe(text)) == text


def test_ordinary_text_stays_as_it_is():
    assert [safe(text) for text in ("5 = 5", "a-b", "AS1", "'tis")] == [
        "5 = 5", "a-b", "AS1", "'tis",
    ]  # fmt: skip
