"""Putting one of the site's images into a text, in a real browser."""

import pytest
from playwright.sync_api import expect

from localoffer.media.models import Image
from localoffer.site.models import SitePage
from tests.browser_page import EACH_OF_ADMIN, follow
from tests.media.factories import make_image

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editing(page, live_server, console, admin_client):
    """The admin's form of a draft page with this text."""

    def go(body="<p>Before</p>"):
        row = SitePage.objects.create(title="A page", slug="a-page", body=body)
        session = admin_client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}/admin/site/sitepage/{row.pk}/change/")
        page.set_default_timeout(10_000)
        return page

    return go


def dialog_of(page):
    page.get_by_role("group", name="Formatting of Text").get_by_role("button", name="Image").click()
    return page.get_by_role("dialog", name="Choose an image")


def type_on(page, text):
    """The cursor comes back into the text a moment after the dialog has closed."""
    page.wait_for_function("document.activeElement.matches('.ProseMirror')")
    page.keyboard.type(text)


def save(page):
    follow(page.get_by_role("button", name="Save draft", exact=True))


def test_an_image_is_chosen_with_the_keyboard_alone(editing, console):
    make_image("hills", title="Hills")
    make_image("coast", title="Coast", alt="A grey sea.")
    page = editing()
    page.get_by_role("textbox", name="Text:", exact=True).click()
    page.keyboard.press("End")
    page.get_by_role("button", name="Image", exact=True).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Choose an image")
    dialog.get_by_text("2 images.").wait_for()
    page.keyboard.type("hill")
    page.keyboard.press("Enter")
    dialog.get_by_text("1 image.").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("img", name="Image: hills").wait_for()
    type_on(page, "After")
    save(page)
    assert SitePage.objects.get().body == (
        '<p>Before</p><p><img src="/media/images/hills/"></p><p>After</p>'
    )
    assert console == []


def test_escape_leaves_the_text_as_it_is_and_the_cursor_in_it(editing):
    page = editing()
    page.get_by_role("textbox", name="Text:", exact=True).click()
    page.keyboard.press("End")
    dialog = dialog_of(page)
    dialog.get_by_text("No image fits.").wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    type_on(page, "!")
    save(page)
    assert SitePage.objects.get().body == "<p>Before!</p>"


def test_what_is_in_a_text_survives_the_editor_and_can_be_exchanged(editing):
    make_image("hills", title="Hills")
    make_image("coast", title="Coast")
    page = editing('<p>One <img src="/media/images/hills/"> two</p>')
    page.get_by_role("img", name="Image: hills").click()
    dialog_of(page).get_by_role("button", name="Coast").click()
    page.get_by_role("img", name="Image: coast").wait_for()
    save(page)
    assert SitePage.objects.get().body == '<p>One <img src="/media/images/coast/"> two</p>'


def test_foreign_images_are_not_pasted(editing):
    make_image()
    page = editing()
    page.get_by_role("textbox", name="Text:", exact=True).click()
    page.keyboard.press("Control+A")
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            const own = new URL("/media/images/hills/960/", location.href);
            data.setData("text/html", `<p>New <img src="https://evil.example/a.png" alt="x">
                <img src="data:image/png;base64,AA"><img src="${own}" onerror="alert(1)"></p>`);
            const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true });
            document.querySelector(".ProseMirror").dispatchEvent(paste);
        }"""
    )
    page.get_by_role("img", name="Image: hills").wait_for()
    save(page)
    assert "evil" not in SitePage.objects.get().body
    assert SitePage.objects.get().body.count("<img") == 1
    assert '<img src="/media/images/hills/">' in SitePage.objects.get().body


def test_add_a_new_image_is_one_click_away(editing):
    page = editing()
    page.get_by_role("textbox", name="Text:", exact=True).click()
    dialog = dialog_of(page)
    with page.context.expect_page() as opened:
        dialog.get_by_role("link", name="Add a new image").click()
    assert opened.value.url.endswith("/admin/media/image/add/")


def test_the_dialog_has_no_accessibility_faults(editing, axe):
    make_image("hills", title="Hills above the sea with a very long title that goes on and on")
    make_image("draft", title="Draft", state="draft")
    page = editing()
    page.get_by_role("textbox", name="Text:", exact=True).click()
    dialog_of(page).get_by_text("2 images.").wait_for()
    assert axe(page, EACH_OF_ADMIN) == []


def test_without_javascript_a_reference_is_typed_and_a_wrong_one_is_named(
    browser, live_server, admin_client
):
    row = SitePage.objects.create(title="A page", slug="a-page", body="<p>x</p>")
    image = make_image()
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    session = admin_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/admin/media/image/{image.pk}/change/")
    reference = page.locator("code", has_text="<img").inner_text()
    page.goto(f"/admin/site/sitepage/{row.pk}/change/")
    page.get_by_label("Text:", exact=True).fill('<img src="https://evil.example/a.png">')
    save(page)
    expect(page.get_by_text("https://evil.example/a.png is not one of this site.")).to_be_visible()
    page.get_by_label("Text:", exact=True).fill('One\n\n<img src="/media/images/nowhere/">')
    save(page)
    page.goto(f"/admin/site/sitepage/{row.pk}/change/")
    expect(
        page.get_by_text("Families cannot see the image /media/images/nowhere/.")
    ).to_be_visible()
    page.get_by_label("Text:", exact=True).fill(f"One\n\n{reference}")
    save(page)
    row.refresh_from_db()
    assert row.body == '<p>One</p><p><img src="/media/images/hills/"></p>'
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_families_get_an_image_that_fits_and_does_not_jump(visit, axe, console, width):
    make_image()
    SitePage.objects.create(
        title="A page", slug="a-page", state="live", body='<p><img src="/media/images/hills/"></p>'
    )
    page = visit("/a-page/")
    page.set_viewport_size({"width": width, "height": 900})
    image = page.get_by_role("img", name="Green hills.")
    assert image.evaluate("img => img.decode().then(() => img.naturalWidth > 0)")
    box = image.bounding_box()
    assert box["width"] <= width - 15
    assert abs(box["height"] / box["width"] - 2) < 0.02
    assert console == []
    assert axe(page) == []
    assert Image.objects.count() == 1
