"""A review taken home and brought back, as it was or as a spreadsheet saved it again."""

import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from graduated_response.models import Edition
from localoffer.spreadsheets.formulas import FORMULA_STARTS
from tests.graduated_response.provision_factories import make_area, make_statement

from .reviews import (
    FORM,
    SAID,
    SUMMARY,
    downloaded,
    fields_of,
    rows_of_csv,
    sent,
    sheet_of,
    text_of,
    uploaded,
)  # fmt: skip

pytestmark = pytest.mark.django_db

ANSWERS = {
    "AS1": SAID,
    "AS2": {"rating": "not-relevant", "by_when": "March 2027"},
    "AS3": {},
}
CHOICE = {"setting": "Oak Lane", "need": "assessment", "level": "everyone"}


@pytest.fixture(autouse=True)
def three():
    area = make_area()
    for code in ("AS1", "AS2", "AS3"):
        make_statement(code, area)


def loaded(client, content, name="review.xlsx"):
    """What the form shows of an uploaded file."""
    return fields_of(text_of(uploaded(client, content, name)))


def check_whole(form, when="1 March 2027"):
    """The form has all that ANSWERS and CHOICE say."""
    assert {name: form[f"AS1-{name}"][0] for name in SAID} == SAID | {"by_when": when}
    assert (form["AS2-rating"], form["AS2-by_when"]) == (["not-relevant"], ["March 2027"])
    assert form["AS3-rating"] == [""]
    assert (form["setting"], form["need"], form["level"]) == (
        ["Oak Lane"], ["assessment"], ["everyone"],
    )  # fmt: skip


def test_the_csv(client, settings):
    Edition.objects.create(title="2026", slug="2026", state="live", date="2026-09-01")
    settings.SITE_URL = "https://offer.example"
    today = timezone.localdate()
    content = downloaded(client, sent(CHOICE, **ANSWERS), "csv")
    assert rows_of_csv(content) == [
        ["Self-review of Ordinarily Available Provision"],
        ["Setting: Oak Lane"],
        ["About: All ages; Everyone; Assessment"],
        ["Edition: 2026 edition, 1 September 2026"],
        ["In words for: Settings"],
        [f"Saved on: {today.day} {today:%B %Y}"],
        [f"Address: https://offer.example{FORM}?level=everyone&need=assessment&audience=setting"],
        [""],
        ["Code", "Area", "Expectation", "Rating", "Evidence", "Action", "By whom", "By when"],
        ["AS1", "Assessment", "The setting does AS1.", "Partly", SAID["evidence"],
         "Train everybody", "SENCo", "1 March 2027"],
        ["AS2", "Assessment", "The setting does AS2.", "Not relevant", "", "", "", "March 2027"],
        ["AS3", "Assessment", "The setting does AS3.", "", "", "", "", ""],
    ]  # fmt: skip


def test_the_workbook(client):
    content = downloaded(client, sent(CHOICE, **ANSWERS), "xlsx")
    review, summary, actions = load_workbook(io.BytesIO(content)).worksheets
    rows = list(review.iter_rows(values_only=True))
    head = rows.index(
        ("Code", "Area", "Expectation", "Rating", "Evidence", "Action", "By whom", "By when")
    )
    assert rows[head + 1][:7] == (
        "AS1", "Assessment", "The setting does AS1.", "Partly", SAID["evidence"],
        "Train everybody", "SENCo",
    )  # fmt: skip
    cell = review.cell(head + 2, 8)
    assert (cell.is_date, f"{cell.value:%Y-%m-%d}") == (True, "2027-03-01")
    assert review.cell(head + 3, 8).value == "March 2027"
    offered = review.data_validations.dataValidation[0]
    assert offered.formula1 == '"Met,Partly,Not yet,Not relevant"'
    assert str(offered.sqref) == f"D{head + 2}:D{head + 4}"
    assert [row for row in summary.iter_rows(values_only=True) if row[0] == "Assessment"] == [
        ("Assessment", 0, 1, 0, 1, 1, 3)
    ]
    assert list(actions.iter_rows(values_only=True))[1:] == [
        ("1 March 2027", "SENCo", "Train everybody", "AS1", "The setting does AS1."),
        ("March 2027", None, None, "AS2", "The setting does AS2."),
    ]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_answer_says_what_it_is(client, kind):
    response = client.post(
        "/ordinarily-available-provision/audit/download/", sent(AS1={}) | {"as": kind}
    )
    types = {"csv": "text/csv; charset=utf-8"}
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response["Content-Type"] == types.get(kind, sheet)
    name = f"self-review-{timezone.localdate()}.{kind}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_there_and_back(client, kind):
    content = downloaded(client, sent(CHOICE, **ANSWERS), kind)
    check_whole(loaded(client, content))


def test_a_date_that_is_none_yet_goes_home_too_and_is_told_with_its_row(client):
    content = downloaded(client, sent(AS2={"by_when": "soon"}), "csv")
    page = text_of(uploaded(client, content))
    assert "Row 11: By when for AS2: write a date like 1/3/2027" in page
    assert fields_of(page)["AS2-by_when"] == ["soon"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("start", [*FORMULA_STARTS, "'=", "''+", "'"], ids=repr)
def test_nothing_typed_becomes_a_formula_and_all_of_it_comes_back(client, kind, start):
    text = f"{start}cmd|' /C calc'!A1"
    said = {"evidence": f"x{text}", "action": text, "by_whom": text}
    data = sent({"setting": text}, AS1=said | {"wording": text})
    content = downloaded(client, data, kind)
    if kind == "csv":
        cells = [cell for row in rows_of_csv(content) for cell in row]
        assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []
    else:
        for sheet in load_workbook(io.BytesIO(content)).worksheets:
            kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
            assert kinds <= {"s", "inlineStr", "n"}
    form = loaded(client, content)
    expected = text.strip().replace("\t", " ")
    assert form["AS1-action"] == form["AS1-by_whom"] == [expected.lstrip("\0")]


def excel_again(content, change) -> bytes:
    book = load_workbook(io.BytesIO(content))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def move_columns(sheet):
    """Somebody puts two columns of their own in front, and the rating last."""
    sheet.insert_cols(1, 2)
    head = next(cell.row for cell in sheet["C"] if cell.value == "Code")
    sheet.cell(head, 1, "My notes")
    sheet.cell(head + 1, 1, "=1+1")
    for row in range(head, sheet.max_row + 1):
        sheet.cell(row, 12, sheet.cell(row, 6).value)
        sheet.cell(row, 6).value = None


def sort_rows(sheet):
    top = next(cell.row for cell in sheet["A"] if cell.value == "Code") + 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top)]
    for number, row in enumerate(reversed(rows), top):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


@pytest.mark.parametrize("change", [move_columns, sort_rows])
def test_a_workbook_that_somebody_worked_in(client, change):
    content = downloaded(client, sent(CHOICE, **ANSWERS), "xlsx")
    check_whole(loaded(client, excel_again(content, change)))


def test_a_csv_with_semicolons_in_the_old_windows_code_page(client):
    rows = rows_of_csv(downloaded(client, sent(CHOICE, **ANSWERS), "csv"))
    lines = [";".join('"{}"'.format(cell.replace('"', '""')) for cell in row) for row in rows]
    content = (
        "\r\n".join(lines).replace("1 March 2027", "01-Mar-27").replace("March 2027", "Mar-27")
    )
    form = loaded(client, content.encode("cp1252"), "review.csv")
    assert form["AS1-evidence"] == [SAID["evidence"]]
    assert (form["AS1-by_when"], form["AS2-by_when"]) == (["01-Mar-27"], ["Mar-27"])
    page = text_of(client.post(SUMMARY, form))
    assert "<td>1 March 2027</td>" in page
    assert "<td>March 2027</td>" in page


def test_ratings_and_codes_in_other_letters(client):
    content = downloaded(client, sent(AS1={"rating": "not-yet"}), "csv").decode("utf-8-sig")
    content = content.replace("AS1,", "as1,").replace("Not yet", "NOT YET")
    assert loaded(client, content.encode(), "a.csv")["AS1-rating"] == ["not-yet"]


def test_a_file_without_the_lines_above_is_about_the_areas_it_rates(client):
    make_statement("EN1", make_area("rooms", "EN"))
    content = b"Code,Rating\nAS2,Met\n"
    page = text_of(uploaded(client, content, "a.csv"))
    form = fields_of(page)
    assert form["AS2-rating"] == ["met"]
    assert form["need"] == ["assessment"]
    assert "EN1-wording" not in form
    assert "New:" not in page
    assert "Nothing: every expectation says what it said." in page


def test_the_sheet_can_be_printed(client):
    sheet = sheet_of(downloaded(client, sent(**ANSWERS), "xlsx"))
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$9:$9"
    assert sheet.freeze_panes == "D10"
