"""The table of expectations: complete, filtered, and harmless in a spreadsheet."""

import csv
import io

import pytest
from openpyxl import load_workbook

from graduated_response.models import SubArea
from graduated_response.provision_tables.columns import COLUMNS
from localoffer.spreadsheets.formulas import safe

from .provision_factories import make_area, make_stage, make_statement

pytestmark = pytest.mark.django_db

ADDRESS = "/ordinarily-available-provision/expectations.csv"


def rows_of(client, query=""):
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_every_column_is_filled(client):
    area = make_area()
    part = SubArea.objects.create(area=area, name="Early signs", slug="early")
    make_statement(
        "AS1", area, sub_area=part, phases=["primary", "secondary"],
        stages=[make_stage("assess"), make_stage("plan", position=1)], title="It looks, twice.",
        for_parents="They look.", easy_read="Staff look.\nThey tell you.",
        how="One “way”.\nAnother.", law="5(d)", code_paragraphs="6.45",
    )  # fmt: skip
    assert rows_of(client) == [
        COLUMNS,
        [
            "AS1", "Assessment", "Early signs", "Everyone", "Primary; Secondary", "Assess; Plan",
            "It looks, twice.", "They look.", "Staff look.\nThey tell you.",
            "One “way”.\nAnother.", "5(d)", "6.45",
        ],
    ]  # fmt: skip


def test_it_is_a_file_that_spreadsheets_read_as_utf_8(client):
    response = client.get(ADDRESS)
    assert response.content.startswith(b"\xef\xbb\xbfcode,area,")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="expectations.csv"'


def test_the_same_for_excel(client):
    make_statement("AS1", title="=1+1", phases=["primary"])
    make_statement("AS2")
    response = client.get(ADDRESS.replace(".csv", ".xlsx") + "?phase=primary")
    assert response["Content-Disposition"] == 'attachment; filename="expectations.xlsx"'
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows())
    assert [cell.value for cell in rows[0]] == COLUMNS
    assert [(row[0].value, row[6].value, row[6].data_type) for row in rows[1:]] == [
        ("AS1", "=1+1", "s")
    ]
    page = client.get("/ordinarily-available-provision/?phase=primary").content.decode()
    assert '<a href="/ordinarily-available-provision/expectations.xlsx?phase=primary" dow' in page


def test_words_that_nobody_has_checked_against_the_sentence_are_left_out(client):
    statement = make_statement("AS1", for_parents="They look.", easy_read="Look.")
    statement.title = "It does more."
    statement.check_readings("easy_read")
    statement.save()
    assert rows_of(client)[1][6:9] == ["It does more.", "", "Look."]


def test_filters_hold_for_the_table_too(client):
    make_statement("AS1", phases=["primary"])
    make_statement("AS2", phases=["secondary"])
    make_statement("EN1", phases=["primary"])
    assert [row[0] for row in rows_of(client, "?phase=primary")] == ["code", "AS1", "EN1"]
    assert [row[0] for row in rows_of(client, "?phase=primary&need=area-EN")] == ["code", "EN1"]
    assert [row[0] for row in rows_of(client, "?phase=x")] == ["code", "AS1", "AS2", "EN1"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_a_cell_is_never_a_formula(start):
    assert safe(f"{start}cmd|' /C calc'!A1") == f"'{start}cmd|' /C calc'!A1"


def test_formulas_in_any_field_are_text(client):
    formula = '=HYPERLINK("https://evil.example")'
    area = make_area(title=formula)
    make_statement("AS1", area, title=formula, for_parents="+1", easy_read="@x", how="-1", law="-5")
    row = rows_of(client)[1]
    assert row == [
        "AS1", f"'{formula}", "", "Everyone", "", "", f"'{formula}", "'+1", "'@x", "'-1", "'-5", "",
    ]  # fmt: skip


def test_ordinary_text_is_left_alone():
    assert [safe(text) for text in ("", "5 = 5", "a-b", "AS1")] == ["", "5 = 5", "a-b", "AS1"]
