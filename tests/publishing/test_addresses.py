"""A page that moves is still found at its old address."""

import pytest

from graduated_response.models import Guide, Page
from localoffer.publishing.models import Version
from localoffer.publishing.slugs import offered_slug
from localoffer.publishing.snapshots import take
from localoffer.redirects.models import Redirect
from surveys.models import Cycle

from .factories import make_page

pytestmark = pytest.mark.django_db
OLD, NEW = "/graduated-response/talking/", "/graduated-response/speech/"


def redirects() -> list[tuple[str, str]]:
    return [(each.old_path, each.new_path) for each in Redirect.objects.all()]


def rename(page: Page, slug: str) -> None:
    page.slug = slug
    page.save()


def test_a_live_page_with_a_new_address_is_found_at_the_old_one(client):
    rename(make_page(state="live"), "speech")
    assert redirects() == [(OLD, NEW)]
    answer = client.get(f"{OLD}?age=3")
    assert (answer.status_code, answer.url) == (301, f"{NEW}?age=3")
    assert client.get(answer.url).status_code == 200


def test_a_version_with_a_new_address_does_the_same_when_it_is_published():
    page = make_page(state="live")
    snapshot = take(page)
    snapshot["fields"]["slug"] = "speech"
    version = Version.objects.save_draft(page, snapshot, None)
    assert redirects() == []
    version.publish(None)
    assert redirects() == [(OLD, NEW)]


def test_an_address_that_nobody_knew_leaves_none():
    page = make_page()
    rename(page, "speech")
    page.publish()
    assert redirects() == []


def test_an_archived_page_had_an_address_that_people_know(client):
    page = make_page(state="live")
    page.archive()
    rename(page, "speech")
    assert redirects() == [(OLD, NEW)]
    assert client.get(OLD).status_code == 404  # there is nothing to lead to
    page.publish()
    assert client.get(OLD).status_code == 301


def test_moving_twice_and_back():
    page = make_page(state="live")
    rename(page, "speech")
    rename(page, "words")
    words = "/graduated-response/words/"
    assert redirects() == [(NEW, words), (OLD, words)]
    rename(page, "talking")
    assert redirects() == [(NEW, OLD), (words, OLD)]


@pytest.mark.parametrize("already", ["live", "draft"])
def test_a_page_that_takes_the_old_address_wins(client, already):
    rename(make_page(state="live"), "speech")
    other = make_page(state=already)
    other.publish()
    assert redirects() == []
    assert client.get(OLD).status_code == 200
    other.archive()
    assert client.get(OLD).status_code == 404


def test_a_draft_at_the_old_address_does_not_stop_the_redirect(client):
    rename(make_page(state="live"), "speech")
    make_page()
    assert client.get(OLD).status_code == 301


def test_what_is_undone_leaves_no_redirect():
    page = make_page(state="live")
    make_page(slug="speech", title="Taken")
    with pytest.raises(Exception, match="(?i)unique"):
        rename(page, "speech")


def test_pages_below_move_along(client):
    guide = Guide.objects.create(title="Guide", slug="old", state="live")
    make_page(guide=guide, state="live")
    guide.slug = "new"
    guide.save()
    answer = client.get("/graduated-response/guides/old/print/?x=1")
    assert (answer.status_code, answer.url) == (301, "/graduated-response/guides/new/print/?x=1")
    assert client.get("/graduated-response/guides/old/other/").status_code == 404


def test_a_change_within_a_page_is_no_move():
    cycle = Cycle.objects.create(title="Round", slug="round", year=2026, state="live")
    cycle.slug = "spring"
    cycle.save()
    assert redirects() == []
    cycle.year = 2027
    cycle.save()
    assert redirects() == [("/you-said-we-did/2026/", "/you-said-we-did/2027/#spring")]


@pytest.mark.parametrize("state", ["draft", "live"])
def test_saving_costs_one_query_more(state, django_assert_num_queries):
    page = make_page(state=state)
    with django_assert_num_queries(5):  # the row, BEGIN, update, content version, COMMIT
        page.save()


@pytest.mark.parametrize(
    ("title", "slug", "offered"),
    [
        ("Talking", "talking", ""),
        ("Talking", "talking-2", ""),
        ("Speech and words", "talking", "speech-and-words"),
        ("Taken", "talking", "taken-2"),
        ("Ταξίδι", "talking", ""),
    ],
)
def test_a_changed_title_offers_another_address(title, slug, offered):
    make_page(slug="taken")
    page = make_page(slug=slug, title=title)
    assert offered_slug(page) == offered
    page.save()
    assert page.slug == slug
