"""A SENCo's whole review in a real browser: by keyboard, without script, on a phone, on paper."""

from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser_page import follow
from tests.graduated_response.provision_factories import make_area, make_statement

pytestmark = pytest.mark.django_db(transaction=True)
AUDIT = "/ordinarily-available-provision/audit/"


@pytest.fixture
def demo(transactional_db):
    call_command("load_demo", stdout=StringIO())


@pytest.fixture
def areas(transactional_db):
    """What a test of the way through needs; the demonstration takes longer to load."""
    for title, code in (("Assessment", "AS"), ("Transition", "TR")):
        area = make_area(title.lower(), code, title=title)
        for number in (1, 2, 3):
            make_statement(f"{code}{number}", area, phases=["primary"])


@pytest.fixture
def without_script(browser, live_server):
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    yield page
    context.close()


def focused(page, get="id"):
    return page.evaluate(f"document.activeElement.getAttribute('{get}')")


def tab_to(page, wanted, get="id", most=60):
    """Press Tab until the focus is on the element whose attribute is `wanted`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page, get) == wanted:
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def choose(page, live_server, *areas):
    page.goto(live_server.url + AUDIT)
    for area in areas:
        page.get_by_label(area).check()
    follow(page.get_by_role("button", name="Start"))


def test_the_keyboard_alone_makes_a_review(areas, visit):
    page = visit(AUDIT)
    tab_to(page, "need-assessment")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/audit/form/**")
    tab_to(page, "AS1-r5")  # "Not rated yet" is chosen, so Tab stops there
    page.keyboard.press("ArrowRight")
    expect(page.locator("#AS1-r1")).to_be_checked()
    tab_to(page, "AS1-evidence")
    page.keyboard.type("Minutes")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # opens the plan
    page.keyboard.press("Tab")
    page.keyboard.type("Train staff")
    page.keyboard.press("Tab")
    page.keyboard.type("SENCo")
    page.keyboard.press("Tab")
    page.keyboard.type("soon")
    page.keyboard.press("Enter")
    page.wait_for_url("**/audit/summary/")
    assert page.title().startswith("Error: ")
    tab_to(page, "#AS1-by_when", "href")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id == 'AS1-by_when'")
    page.keyboard.press("Control+A")
    page.keyboard.type("March 2027")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Summary of your review").wait_for()
    assert "1 action is planned, the first by March 2027." in page.inner_text("main")


def test_without_script_nothing_is_lost_between_the_steps_and_the_files(
    areas, without_script, live_server, tmp_path
):
    page = without_script
    choose(page, live_server, "Assessment", "Transition")
    first = page.get_by_role("group", name="AS1")
    first.get_by_label("Partly").check()
    first.get_by_label("Evidence for AS1").fill("=1+1\nSecond line")
    first.get_by_text("Plan an action").click()
    first.get_by_label("By when for AS1").fill("1/3/2027")
    page.get_by_label("Name of your setting").fill("Oak Lane")
    follow(page.get_by_role("button", name="See the summary"))
    follow(page.get_by_role("button", name="Change your answers"))
    expect(page.get_by_label("Evidence for AS1")).to_have_value("=1+1\nSecond line")
    for kind in (".xlsx", ".csv"):
        with page.expect_download() as download:
            page.get_by_role("button", name=kind).click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        page.goto(f"{live_server.url}{AUDIT}continue/")
        page.get_by_label("Your file").set_input_files(file)
        follow(page.get_by_role("button", name="Go on with this review"))
        expect(page.get_by_label("Name of your setting")).to_have_value("Oak Lane")
        first = page.get_by_role("group", name="AS1")
        expect(first.get_by_label("Partly")).to_be_checked()
        expect(first.get_by_label("Evidence for AS1")).to_have_value("=1+1\nSecond line")
        expect(first.get_by_label("By when for AS1")).to_have_value("1 March 2027")
    page.go_back()
    expect(page.locator("h1")).to_have_count(1)


def test_axe_finds_nothing_on_any_step_at_any_width(demo, visit, axe, console, live_server):
    page = visit(f"{AUDIT}form/?need=assessment&need=nothing")
    page.locator("#AS1-r2").check()
    page.locator("#AS2-r1").check()
    page.locator("#AS1 summary", has_text="Plan an action").click()
    page.fill("#AS1-by_when", "soon")
    follow(page.get_by_role("button", name="See the summary"))
    faults = console + axe(page)
    page.fill("#AS1-by_when", "1/3/2020")
    follow(page.get_by_role("button", name="See the summary"))
    faults += axe(page)
    for address in (AUDIT, f"{AUDIT}form/?need=nothing", f"{AUDIT}continue/"):
        faults += axe(visit(address))
    follow(page.get_by_role("button", name="Go on with this review"))
    assert faults + axe(page) == []


def test_a_changed_file_passes_axe_too(areas, visit, axe, tmp_path):
    file = tmp_path / "old.csv"
    file.write_text("Code,Expectation,Rating\nAS1,It said something else.,Met\nAS2,,Partly\n")
    page = visit(f"{AUDIT}continue/")
    page.get_by_label("Your file").set_input_files(file)
    follow(page.get_by_role("button", name="Go on with this review"))
    expect(page.get_by_label("I have looked at AS1 again")).to_be_visible()
    assert axe(page) == []


def test_on_paper_the_buttons_are_gone_and_the_picture_stays(areas, visit):
    page = visit(f"{AUDIT}form/?need=assessment")
    follow(page.get_by_role("button", name="See the summary"))
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Change your answers")).to_be_hidden()
    expect(page.get_by_role("img", name="Ratings in each area")).to_be_visible()
    expect(page.get_by_role("heading", name="All that you wrote")).to_be_visible()
