"""A council editor cannot lose a word by clicking, in a real browser."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import expect

from localoffer.publishing.models import Version, published_models
from tests.browser_page import errors_of, follow
from tests.events.factories import make_event
from tests.publishing.bare import bare

from .test_editors import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["signed_in"]

TYPED = "Typed just now"


def address_of(row, name="change"):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[row.pk])


def asked(page):
    """A list that grows with each question of the page before it is left; the answer is: stay."""
    questions = []

    def stay(dialog):
        questions.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return questions


def click_away(page, questions, selector="#site-name a"):
    """Click something that leads away; how many questions that brought."""
    before, place = len(questions), page.url
    page.locator(selector).first.click(no_wait_after=True)
    if len(questions) == before:
        page.wait_for_timeout(300)
    if len(questions) > before:
        assert page.url == place
    return len(questions) - before


@pytest.mark.parametrize("kind", published_models(), ids=lambda kind: kind.__name__)
def test_no_form_of_content_is_left_or_saved_by_looking(signed_in, kind):
    row = bare(kind, slug="bare", title="Saved")
    page = signed_in("anna")
    questions, said = asked(page), errors_of(page)
    page.goto(address_of(row))
    follow(page.locator("#site-name a"))
    assert questions == []
    page.goto(address_of(row))
    page.fill("#id_title", TYPED)
    assert click_away(page, questions) == 1
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview of what stands in the form").click()
    opened.value.wait_for_load_state()
    shown = opened.value.locator("body").inner_text()
    assert "It is not saved." in shown or "There is no page to show yet." in shown
    opened.value.close()
    assert page.input_value("#id_title") == TYPED
    assert kind.objects.get(pk=row.pk).title == "Saved"
    assert not Version.objects.exists()
    assert click_away(page, questions) == 1
    assert len(questions) == 2
    assert [each for each in said if "404" not in each] == []


def test_a_first_form_is_previewed_before_it_is_saved(signed_in):
    page = signed_in("anna")
    page.goto("/admin/site/sitepage/add/")
    page.fill("#id_title", TYPED)
    page.locator(".ProseMirror").fill("These words too")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview without saving").click()
    expect(opened.value.locator("h1")).to_have_text(TYPED)
    expect(opened.value.get_by_text("These words too")).to_be_visible()
    expect(opened.value.get_by_text("It is not saved.")).to_be_visible()
    assert page.input_value("#id_title") == TYPED


# Those that lead to another page in this tab, numbered.
LINKS = """all => all.filter(a => a.checkVisibility() && !a.target
    && !a.getAttribute('href').startsWith('#')
    && !a.matches('.related-widget-wrapper-link, .datetimeshortcuts a'))
    .map((a, n) => { a.dataset.number = n; return n })"""


@pytest.fixture
def event_page(signed_in):
    """The form of a live event with a draft, so that every button is there."""
    event = make_event("tea", [5], title="Tea")
    page = signed_in("anna")
    page.goto(address_of(event))
    page.fill("#id_summary", "First draft")
    follow(page.get_by_role("button", name="Save draft"))
    return page


BUTTONS = [
    "Publish version",
    "Put this draft aside",
    "Reviewed, still right",
    "Make a preview link",
]


def test_no_button_or_link_of_the_form_drops_what_is_typed(event_page):
    page, questions = event_page, asked(event_page)
    before = list(Version.objects.values())
    page.fill("#id_title", TYPED)
    steps = [f"input[value='{words}']" for words in BUTTONS]
    everywhere = page.locator("#content a[href], .breadcrumbs a, #header a, #nav-sidebar a")
    links = everywhere.evaluate_all(LINKS)
    assert len(links) > 20
    silent = [
        selector
        for selector in [*steps, *(f"a[data-number='{number}']" for number in links)]
        if not click_away(page, questions, selector)
    ]
    assert silent == []
    assert page.input_value("#id_title") == TYPED
    assert list(Version.objects.values()) == before


def test_saving_asks_nothing_and_what_comes_back_with_errors_is_not_dropped(event_page):
    page, questions = event_page, asked(event_page)
    page.fill("#id_title", "")
    page.fill("#id_slug", "no address!")
    follow(page.get_by_role("button", name="Save draft"))
    assert questions == []
    expect(page.locator(".errornote")).to_be_visible()
    assert click_away(page, questions) == 1
    page.fill("#id_title", TYPED)
    page.fill("#id_slug", "tea")
    follow(page.get_by_role("button", name="Save draft"))
    follow(page.locator("#site-name a"))
    assert len(questions) == 1


def test_enter_in_a_box_saves_and_opens_no_preview(event_page):
    page = event_page
    page.fill("#id_title", TYPED)
    with page.expect_navigation():
        page.press("#id_title", "Enter")
    assert len(page.context.pages) == 1
    assert Version.objects.first().snapshot["fields"]["title"] == TYPED


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.locator(".ProseMirror").first.press_sequentially("x"),
        lambda page: page.locator("#materials-group .add-row a").click(),
        lambda page: page.locator("#id_dates-0-DELETE").check(),
        lambda page: page.select_option("#id_kind", index=2),
        lambda page: page.fill("#version_comment", "why"),
    ],
    ids=["rich text", "a row added", "a row taken out", "a choice", "why"],
)
def test_no_change_is_overlooked(event_page, change):
    questions = asked(event_page)
    change(event_page)
    assert click_away(event_page, questions) == 1


def test_what_was_changed_back_is_no_change(event_page):
    questions = asked(event_page)
    for words in ("Other", "Tea"):
        event_page.fill("#id_title", words)
    assert click_away(event_page, questions) == 0


def test_back_and_forward_keep_or_ask(event_page):
    """Back asks; who leaves all the same and comes back may find the words, and is asked again."""
    page = event_page
    answers = []
    page.on("dialog", lambda dialog: (answers.append("asked"), dialog.accept()))
    page.fill("#id_title", TYPED)
    page.go_back()
    page.wait_for_load_state()
    assert answers == ["asked"]
    page.go_forward()
    page.wait_for_load_state()
    is_there = page.input_value("#id_title") == TYPED
    page.locator("#id_summary").click()  # a browser asks only where somebody did something
    follow(page.locator("#site-name a"))
    assert answers == ["asked"] * (2 if is_there else 1)


def test_a_chosen_file_is_not_dropped(signed_in, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("x")
    page = signed_in("anna")
    questions = asked(page)
    for address in ("/admin/media/document/add/", "/admin/surveys/cycle/import/"):
        page.goto(address)
        assert click_away(page, questions) == 0
        page.goto(address)
        page.locator("input[type=file]").first.set_input_files(file)
        page.locator("#content h1").click()
        assert click_away(page, questions) == 1
        page.locator("input[type=file]").first.set_input_files([])


@pytest.mark.parametrize(
    ("address", "box"),
    [
        ("/admin/auth/user/add/", "#id_username"),
        ("/admin/auth/group/add/", "#id_name"),
        ("/admin/site/sitepage/add/", "#id_title"),
        ("/admin/surveys/wave/add/", "input[type=text]"),
        ("/admin/events/venue/add/", "#id_name"),
        ("/admin/events/venue/add/?_popup=1", "#id_name"),
        ("/admin/redirects/redirect/add/", "#id_old_path"),
    ],
)
def test_no_other_form_of_staff_is_left_without_a_question(signed_in, address, box):
    page = signed_in("anna")
    questions = asked(page)
    page.goto(address)
    page.goto("/admin/")
    assert questions == []
    page.goto(address)
    page.locator(f"#content {box}").first.fill("typed")
    page.evaluate("location.href = '/admin/'")
    page.wait_for_timeout(300)
    assert questions == ["beforeunload"]


def test_a_role_that_was_ticked_is_not_dropped(signed_in, django_user_model):
    Group.objects.create(name="Editors")
    page = signed_in("anna")
    questions = asked(page)
    address = f"/admin/auth/user/{django_user_model.objects.get().pk}/change/"
    page.goto(address)
    assert click_away(page, questions) == 0
    page.goto(address)
    page.get_by_label("Editors").check()
    assert click_away(page, questions) == 1


def test_searches_filters_and_actions_ask_nothing(signed_in):
    make_event("tea")
    page = signed_in("anna")
    questions = asked(page)
    page.goto("/admin/events/event/")
    page.fill("#searchbar", "tea")
    page.locator(".action-select").first.check()
    page.select_option("select[name=action]", index=1)
    assert click_away(page, questions) == 0


def test_a_popup_gives_back_what_it_saved_and_asks_before_it_is_left(signed_in):
    page = signed_in("anna")
    page.goto("/admin/events/event/add/")
    with page.expect_popup() as opened:
        page.locator("#add_id_venue").click()
    popup = opened.value
    questions = asked(popup)
    popup.fill("#id_name", "Hall")
    popup.evaluate("location.reload()")
    popup.wait_for_timeout(300)
    assert questions == ["beforeunload"]
    popup.fill("#id_address", "1 Road")
    popup.fill("#id_postcode", "ZZ1 1ZZ")
    with popup.expect_event("close"):
        popup.locator("[name=_save]").click()
    expect(page.locator("#id_venue option:checked")).to_have_text("Hall")
    mine = asked(page)
    assert click_away(page, mine) == 1


def test_what_was_typed_when_the_session_ended_is_previewed_after_signing_in(event_page):
    page = event_page
    page.fill("#id_title", TYPED)
    page.context.clear_cookies(name="sessionid")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview without saving").click()
    tab = opened.value
    tab.fill("#id_username", "anna")
    tab.fill("#id_password", "correct horse battery staple")
    tab.press("#id_password", "Enter")
    tab.get_by_role("button", name="Send it again").click()
    expect(tab.locator("h1")).to_have_text(TYPED)
    assert page.input_value("#id_title") == TYPED
    follow(page.get_by_role("button", name="Save draft"))  # with a token of before
    assert len(asked(page)) == 0
    follow(page.get_by_role("button", name="Send it again"))
    assert Version.objects.first().snapshot["fields"]["title"] == TYPED
