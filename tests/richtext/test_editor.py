"""The editor in a real browser under the admin's policy: typing, names, tables, added rows."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from localoffer.glossary.models import Term
from tests.browser_page import EACH_OF_ADMIN, follow

ROW = """() => {
    const row = document.createElement("div");
    row.innerHTML = '<label for="id_rows-0-text">Answer</label>' +
        '<textarea id="id_rows-0-text"></textarea>' +
        '<textarea id="id_rows-__prefix__-text"></textarea>';
    for (const area of row.querySelectorAll("textarea"))
        area.dataset.richtext = document.getElementById("id_body").dataset.richtext;
    document.querySelector("form#term_form").append(row);
    row.dispatchEvent(new CustomEvent("formset:added", {bubbles: true}));
}"""


@pytest.fixture
def editing(page, live_server, console, admin_client):
    """The admin's page of a term that holds this HTML."""

    def go(body=""):
        term = Term.objects.create(title="SENCo", slug="senco", short="the teacher", body=body)
        session = admin_client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(live_server.url + reverse("admin:glossary_term_change", args=[term.pk]))
        return page

    return go


def saved(page):
    follow(page.get_by_role("button", name="Save draft", exact=True))
    return Term.objects.get().body


@pytest.mark.django_db(transaction=True)
def test_typing_and_buttons_are_saved_and_break_no_policy(editing, console):
    page = editing()
    box = page.get_by_role("textbox", name="More about it")
    box.click()
    page.get_by_role("button", name="heading 2").click()
    page.keyboard.type("Who helps")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="unordered list").click()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="bold").click()
    page.keyboard.type("Two")
    assert saved(page) == ("<h2>Who helps</h2><ul><li>One</li><li><strong>Two</strong></li></ul>")
    assert console == []


@pytest.mark.django_db(transaction=True)
def test_what_is_allowed_survives_the_editor(editing):
    html = (
        '<h2>Help</h2><p>A <strong>bold</strong> <em>word</em><br>and <a href="/x/">a link</a></p>'
        '<ol start="3"><li>Three</li></ol><blockquote><p>Said</p></blockquote><hr><table>'
        "<caption>Hours</caption><tbody><tr><th>Day</th></tr><tr><td>Monday</td></tr></tbody></table>"
        "<p>End</p>"
    )
    page = editing(html)
    page.get_by_role("textbox", name="More about it").get_by_text("End").click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    assert saved(page) == html.replace("End", "End!")


@pytest.mark.django_db(transaction=True)
def test_the_box_is_named_described_and_its_buttons_tell_their_state(editing):
    page = editing("<p><strong>x</strong></p>")
    box = page.get_by_role("textbox", name="More about it")
    described_by = box.get_attribute("aria-describedby")
    assert "glossary page only" in page.locator(f"#{described_by}").text_content()
    page.locator("label", has_text="More about it").click()
    expect(box).to_be_focused()
    group = page.get_by_role("group", name="Formatting of More about it")
    expect(group.get_by_role("button", name="bold", pressed=True)).to_have_count(1)
    expect(group.get_by_role("button", name="italic", pressed=False)).to_have_count(1)


@pytest.mark.django_db(transaction=True)
def test_a_table_gets_a_caption_and_header_cells(editing):
    page = editing()
    page.get_by_role("textbox", name="More about it").click()
    page.get_by_role("button", name="Insert table").click()
    page.get_by_label("Caption: what the table shows").fill("Opening hours")
    page.get_by_label("Rows").fill("2")
    page.get_by_role("dialog").get_by_role("button", name="Insert table").click()
    page.keyboard.type("Day")
    body = saved(page)
    assert body.startswith(
        "<table><caption>Opening hours</caption><tbody><tr><th>Day</th><th></th>"
    )
    assert body.count("<tr>") == 2


@pytest.mark.django_db(transaction=True)
def test_a_link_asks_for_its_address_alone(editing):
    page = editing("<p>word</p>")
    page.get_by_role("textbox", name="More about it").click()
    page.keyboard.press("Control+A")
    page.get_by_role("button", name="insert link").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("textbox")).to_have_count(1)
    dialog.get_by_role("textbox").fill("https://example.org/")
    dialog.get_by_role("button", name="Save link").click()
    assert saved(page) == '<p><a href="https://example.org/">word</a></p>'


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_added_gets_its_editor(editing):
    page = editing()
    page.evaluate(ROW)
    page.get_by_role("textbox", name="Answer").wait_for()
    expect(page.locator(".prose-editor")).to_have_count(2)


@pytest.mark.django_db(transaction=True)
def test_without_javascript_the_textarea_works(browser, live_server, admin_client):
    term = Term.objects.create(title="SENCo", slug="senco", short="x", body="<p>a</p>")
    context = browser.new_context(java_script_enabled=False)
    session = admin_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("admin:glossary_term_change", args=[term.pk]))
    page.get_by_label("More about it").fill("One\n\nTwo")
    assert saved(page) == "<p>One</p>\n\n<p>Two</p>"
    context.close()


@pytest.mark.django_db(transaction=True)
def test_the_editor_has_no_accessibility_faults(editing, axe):
    page = editing("<h2>Help</h2><table><tbody><tr><th>Day</th></tr></tbody></table>")
    page.get_by_role("textbox", name="More about it").click()
    assert axe(page, EACH_OF_ADMIN) == []
