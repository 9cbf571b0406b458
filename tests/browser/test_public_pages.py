"""Every kind of public page in a real browser: axe, narrow screens, keyboard, no script."""

from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from events.models import Event
from graduated_response.models import Area, Page, Question, QuestionSet
from surveys.models import Cycle, Survey
from tests.browser_page import bring_axe, follow
from tests.events.factories import make_event
from tests.graduated_response.page_factories import make_band, make_question, make_worry
from tests.graduated_response.provision_factories import make_stage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demo(transactional_db):
    call_command("load_demo", stdout=StringIO())


@pytest.fixture
def pages(transactional_db):
    """What a test of the way through needs; the demonstration takes longer to load."""
    band = make_band()
    make_worry(parts=[("today", "<p>Talk to the teacher.</p>", band)])
    make_stage()
    make_question()


def one_of_each_kind() -> list[str]:
    worry = Page.objects.live().filter(kind="worry").first().get_absolute_url()
    return [
        "/",
        "/graduated-response/",
        "/graduated-response/guides/step-by-step/",
        "/graduated-response/guides/step-by-step/print/",
        "/graduated-response/assess/",
        worry,
        f"{worry}primary/",
        "/graduated-response/booklet/",
        "/graduated-response/booklet/2025/",
        "/graduated-response/booklet/ask/",
        "/ordinarily-available-provision/",
        "/ordinarily-available-provision/?level=everyone&phase=primary",
        "/ordinarily-available-provision/print/?need=assessment&audience=easy-read",
        Area.objects.live().filter(kind="need").first().get_absolute_url(),
        "/questions/",
        "/questions/ask/?event=parent-webinar-graduated-response",
        Question.objects.live().first().get_absolute_url(),
        QuestionSet.objects.live().first().get_absolute_url(),
        "/you-said-we-did/",
        Cycle.objects.live().first().get_absolute_url().split("#")[0],
        "/surveys/",
        Survey.objects.live().first().get_absolute_url(),
        "/events/",
        "/events/past/",
        Event.objects.live().filter(venue__isnull=False).first().get_absolute_url(),
        "/feedback/",
        "/feedback/comments/2026/",
        "/glossary/",
        "/accessibility/",
        "/no-such-page/",
    ]


def test_axe_finds_nothing_on_any_kind_of_page_at_any_width(demo, page, visit, axe, console):
    bring_axe(page)
    faults = {}
    for address in one_of_each_kind():
        visit(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        # A page that is not there is reported to the console by the browser itself.
        said = [] if address == "/no-such-page/" else list(console)
        found = said + axe(page)
        if found:
            faults[address] = found
        console.clear()
    assert faults == {}


def test_the_keyboard_alone_leads_from_home_to_help(pages, visit):
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert first.startswith("/graduated-response/")
    outline = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement);"
        " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; })()"
    )
    assert outline
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first}")
    expect(page.locator("h1")).to_have_count(1)


def test_pages_need_no_script(pages, browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/graduated-response/")
    follow(page.locator("main .lo-card a >> nth=0"))
    follow(page.locator("main a[href*='/primary/'] >> nth=0"))
    expect(page.get_by_role("heading", name="What to do today")).to_be_visible()
    context.close()


def test_pages_leave_nothing_in_the_browser_and_ask_nobody_else(pages, browser, live_server):
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ["/", "/graduated-response/assess/", "/questions/"]:
        page.goto(live_server.url + address)
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert [url for url in asked if url.endswith((".js", ".woff2"))] == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_print_leaves_out_what_paper_does_not_need(pages, visit):
    page = visit("/graduated-response/assess/")
    page.emulate_media(media="print")
    expect(page.locator(".lo-nav")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_a_remark_never_runs_on_behind_its_date(visit, page):
    event = make_event("coffee", [30])
    event.dates.update(note="Bring a coat.")
    visit("/events/coffee/")
    date, remark = (page.locator(f".lo-dates {each}").bounding_box() for each in ("time", "span"))
    assert remark["y"] >= date["y"] + date["height"]
