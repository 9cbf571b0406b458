"""The dates that people type."""

from datetime import date

import pytest

from graduated_response.self_review.deadlines import When, understood


@pytest.mark.parametrize(
    "text",
    ["1/3/2027", "01/03/27", "1.3.2027", "2027-03-01", "1 March 2027", "1st March 2027",
     "01-Mar-27", "March 1, 2027", "by 1 Mar 2027", "1 March 2027 09:30", "  1  march  2027 "],
)  # fmt: skip
def test_a_day(text):
    assert understood(text) == When(date(2027, 3, 1), "1 March 2027", is_day=True)


@pytest.mark.parametrize(
    "text", ["March 2027", "mar 2027", "Mar-27", "3/2027", "2027-03", "by the end of March 2027"]
)
def test_a_month_ends_with_its_last_day(text):
    assert understood(text) == When(date(2027, 3, 31), "March 2027")


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Spring term 2027", date(2027, 3, 31), "Spring term 2027"),
        ("end of summer term 2027", date(2027, 7, 31), "Summer term 2027"),
        ("autumn 27", date(2027, 12, 31), "Autumn term 2027"),
        ("February 2028", date(2028, 2, 29), "February 2028"),
    ],
)
def test_a_term_and_a_leap_year(text, day, words):
    assert understood(text) == When(day, words)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "30/2/2027", "31-Feb-27", "13/2027", "0/2027", "1/3/1999", "autumn", "March",
     "²/3/2027", "1/3/20270", "-1", "9" * 40, "march " * 6, "x" * 40_000],
    ids=lambda text: text[:10],
)  # fmt: skip
def test_what_is_no_date(text):
    assert understood(text) is None
