"""The day or the year in a title."""

import datetime

import pytest

from localoffer.document_reader.dates import find_date, find_years


@pytest.mark.parametrize(
    "text",
    [
        "Webinar 9th February 2022 Q&A",
        "9 Feb 2022",
        "Wednesday 9th of February, 2022",
        "February 9, 2022",
        "on 09/02/2022",
        "9.2.22",
        "2022-02-09_questions.docx",
        "9th and 10th February 2022",
        "9 - 11 February 2022",
        "31 February 2022, no: 9 February 2022",
    ],
)
def test_dates(text):
    assert find_date(text) == datetime.date(2022, 2, 9)


@pytest.mark.parametrize(
    "text", ["February 2022", "In 2022", "Version 1.2", "9 Marchant 20", "45/45/2022", ""]
)
def test_no_dates(text):
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("You said, we did 2024", [2024]),
        ("2023/24", [2024]),
        ("2023-2024", [2024]),
        ("2022 – 2024", [2022, 2024]),
        ("report_2023.docx", [2023]),
        ("£2000 and 20245", []),
        ("You said, we did 23/24", [2024]),
        ("September 2023 to July 2024", [2024]),
        ("April 2023 - March 2024", [2024]),
        ("May 2021 to May 2024", [2021, 2024]),
        ("Ages 24-25, years 12/13, 20/24, on 3/4 and 25/26/2", []),
    ],
)
def test_years(text, years):
    assert find_years(text) == years
