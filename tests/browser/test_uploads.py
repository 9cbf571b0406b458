"""The pages on which staff send files, in a real browser: for everybody, at every width."""

import pytest
from playwright.sync_api import expect

from graduated_response.models import QuestionSet
from localoffer.media.models import Document, Image, Video
from localoffer.site.models import SitePage
from tests.browser_page import EACH_OF_ADMIN
from tests.media import files
from tests.media.factories import make_document, make_image, make_video

pytestmark = pytest.mark.django_db(transaction=True)
IMPORTS = [
    "graduated_response/questionset/import/",
    "graduated_response/statement/import/",
    "surveys/cycle/import/",
    "redirects/redirect/import/",
]
QUESTIONS = b"# Questions\n\n## 1. Who can help us?\n\nAsk the SENCo at school.\n"
IN_FOCUS = "selector => document.activeElement.matches(selector)"


@pytest.fixture
def staff(page, live_server, console, admin_client):
    """`staff("media/document/add/")` opens a page of the admin."""

    def go(path):
        session = admin_client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}/admin/{path}")
        page.set_default_timeout(10_000)
        return page

    return go


def tab_to(page, selector: str) -> None:
    for _ in range(120):
        if page.evaluate(IN_FOCUS, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached with the Tab key")


def type_into(page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(text)


def send(page, selector: str) -> None:
    """Press a button with the keyboard."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def give(page, selector: str, name: str, content: bytes) -> None:
    """What a person does in the window of the system for choosing a file."""
    tab_to(page, selector)
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator(selector).set_input_files(file)


@pytest.mark.parametrize("make", [make_document, make_image, make_video])
def test_pages_for_replacing_files_are_accessible(staff, axe, console, make):
    row = make("plan")
    body = f'<p><a href="{row.get_absolute_url()}">A link with words</a></p>'
    SitePage.objects.create(title="A page that uses it", slug="a-page", body=body, state="live")
    page = staff(f"media/{row._meta.model_name}/{row.pk}/change/")
    page.get_by_role("link", name="A page that uses it").wait_for()
    assert console == []
    assert axe(page, EACH_OF_ADMIN) == []


@pytest.mark.parametrize("path", IMPORTS)
def test_pages_of_imports_are_accessible_with_an_error(staff, axe, console, path):
    page = staff(path)
    give(page, "input[type=file]", "a.exe", b"MZ\x00\x01")
    send(page, "#content-main [type=submit]")
    page.locator(".errorlist, .errornote").first.wait_for()
    assert console == []
    assert axe(page, EACH_OF_ADMIN) == []


def test_a_document_is_sent_with_the_keyboard_alone(staff):
    page = staff("media/document/add/")
    type_into(page, "#id_title", "The plan")
    send(page, "[name=_continue]")
    expect(page.get_by_text("“The plan” still needs: a file.")).to_be_visible()
    assert page.input_value("#id_title") == "The plan"
    give(page, "#id_upload", "Plan.pdf", files.pdf(2))
    send(page, "[name=_continue]")
    document = Document.objects.get()
    assert (document.slug, document.current().pages) == ("the-plan", 2)


def test_an_image_is_sent_with_the_keyboard_alone(staff):
    page = staff("media/image/add/")
    type_into(page, "#id_title", "Hills")
    give(page, "#id_upload", "hills.png", files.picture(600, 300))
    send(page, "[name=_continue]")
    expect(page.get_by_text("“Hills” still needs:")).to_be_visible()
    type_into(page, "#id_alt", "Green hills.")
    send(page, "[name=_continue]")
    image = Image.objects.get()
    assert (image.alt, image.width, image.renditions.count()) == ("Green hills.", 600, 2)


def test_a_video_is_sent_with_the_keyboard_alone(staff):
    page = staff("media/video/add/")
    type_into(page, "#id_title", "A film")
    give(page, "#id_upload", "film.mp4", files.mp4())
    give(page, "#id_upload_captions", "film.vtt", files.VTT)
    send(page, "[name=_continue]")
    video = Video.objects.get()
    assert (video.original_name, [*video.lacks()]) == ("film.mp4", ["transcript"])
    assert video.captions.startswith("WEBVTT")


def test_questions_are_imported_with_the_keyboard_alone(staff, axe):
    page = staff("graduated_response/questionset/import/")
    give(page, "input[type=file]", "questions.md", QUESTIONS)
    send(page, "#content-main [type=submit]")
    page.get_by_text("Who can help us?").first.wait_for()
    assert not QuestionSet.objects.exists()
    assert axe(page, EACH_OF_ADMIN) == []
    send(page, "#content-main [type=submit]")
    assert QuestionSet.objects.get().questions.count() == 1
