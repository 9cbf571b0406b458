"""Choosing what stands in the booklet, and releasing an edition, as staff do it."""

import pytest
from django.contrib.auth.models import Group, User

from graduated_response.models import Booklet, BookletBuild, BookletEdition, Chapter
from localoffer.publishing.models import Version
from tests.support.admin_forms import sent

from .booklet_factories import make_booklet
from .page_factories import make_guide, make_journey, make_page
from .provision_factories import make_area

pytestmark = pytest.mark.django_db

ADMIN = "/admin/graduated_response"
MANAGEMENT = {"TOTAL": "0", "INITIAL": "0", "MIN_NUM": "0", "MAX_NUM": "1000"}
WORDS = {
    "title": "Our booklet", "summary": "", "edition": "", "dated": "", "intro": "", "places": [],
    "owner": "", "notes": "", "review_by": "2027-01-01", "live_from_0": "", "live_from_1": "",
    "expires_0": "", "expires_1": "",
}  # fmt: skip


def chapters(*rows, initial=0):
    data = {f"chapters-{name}_FORMS": value for name, value in MANAGEMENT.items()}
    data |= {"chapters-TOTAL_FORMS": str(len(rows)), "chapters-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(rows):
        row = {"position": number + 1, "reading": "parent"} | row
        data |= {f"chapters-{number}-{name}": str(value) for name, value in row.items()}
    return data


@pytest.fixture
def publisher(client):
    person = User.objects.create_user("publisher", is_staff=True)
    person.groups.add(Group.objects.get(name="Publisher"))
    client.force_login(person)
    return client


def test_a_booklet_is_put_together(publisher):
    page, guide = make_page(), make_guide()
    rows = chapters(
        {"kind": "part", "heading": "How it works"},
        {"kind": "guide", "guide": guide.pk, "page": page.pk, "heading": "ignored"},
        {"kind": "page", "page": page.pk},
        {"kind": "journey", "journey": make_journey().pk, "area": make_area().pk},
        {"kind": "glossary"},
    )
    response = publisher.post(f"{ADMIN}/booklet/add/", {**WORDS, **rows, "_publish": "1"})
    assert response.status_code == 302, response.context["errors"]
    booklet = Booklet.objects.get()
    assert booklet.slug == "our-booklet"
    assert booklet.is_live()
    assert [str(each) for each in booklet.chapters.all()] == [
        "How it works",
        "Guide steps",
        "Page rights",
        "Journey help",
        "Words explained",
    ]
    assert booklet.chapters.get(kind="guide").page is None
    assert booklet.chapters.get(kind="journey").area is None


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"kind": "part"}, "Write the heading."),
        ({"kind": "guide"}, "Choose the guide."),
        ({"kind": "page"}, "Choose the page."),
        ({"kind": "area"}, "Choose the area."),
    ],
)
def test_what_a_chapter_is_about_must_be_said(publisher, row, sentence):
    response = publisher.post(f"{ADMIN}/booklet/add/", {**WORDS, **chapters(row)})
    assert sentence in response.content.decode()
    assert not Booklet.objects.exists()


def test_there_is_one_booklet(publisher):
    make_booklet()
    assert publisher.get(f"{ADMIN}/booklet/add/").status_code == 403
    assert publisher.post(f"{ADMIN}/booklet/add/", {**WORDS, **chapters()}).status_code == 403


def test_a_change_of_a_live_booklet_is_a_draft_first(publisher):
    page = make_page()
    booklet = make_booklet({"page": page})
    chapter = booklet.chapters.get()
    change = f"{ADMIN}/booklet/{booklet.pk}/change/"
    rows = chapters(
        {"id": chapter.pk, "kind": "page", "page": page.pk}, {"kind": "contacts"}, initial=1
    )
    data = sent(booklet, {**WORDS, **rows})
    assert publisher.post(change, data).status_code == 302
    assert Chapter.objects.count() == 1
    Version.objects.latest_draft_of(booklet).publish(None)
    assert Chapter.objects.count() == 2


def test_the_form_says_what_is_left_out_and_why_it_failed(publisher):
    booklet = make_booklet({"page": make_page(state="draft")})
    BookletBuild.objects.create(key="current", problems=["No room."], notes=["The sign is a box."])
    html = publisher.get(f"{ADMIN}/booklet/{booklet.pk}/change/").content.decode()
    assert "No: it is not on the site now, so it is left out." in html
    html = " ".join(html.split())
    assert "Not made yet. <strong>Not all could be made:</strong> <ul> <li>No room.</li>" in html
    assert "<strong>Not quite as on the pages:</strong> <ul> <li>The sign is a box.</li>" in html


def test_an_edition_is_released_in_one_act(publisher):
    make_booklet({"page": make_page()})
    data = {"name": "2026", "slug": "2026", "dated": "2026-11-22", "note": "What is new."}
    assert publisher.post(f"{ADMIN}/bookletedition/add/", data).status_code == 302
    edition = BookletEdition.objects.get()
    assert edition.content["edition"] == "2026"
    assert edition.content["dated"] == "2026-11-22"
    assert [each["title"] for each in edition.content["sections"]] == ["Page rights"]
    assert (edition.build.key, edition.build.made) == ("edition-2026", None)
    assert edition.released_by.username == "publisher"


def test_what_is_printed_in_an_edition_cannot_change(publisher):
    make_booklet()
    data = {"name": "2026", "slug": "2026", "dated": "2026-11-22", "note": ""}
    publisher.post(f"{ADMIN}/bookletedition/add/", data)
    edition = BookletEdition.objects.get()
    change = f"{ADMIN}/bookletedition/{edition.pk}/change/"
    publisher.post(change, {"name": "Other", "slug": "other", "note": "Said later."})
    edition.refresh_from_db()
    assert (edition.name, edition.slug, edition.note) == ("2026", "2026", "Said later.")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"slug": "ask"}, "The site needs the address “ask” itself."),
        ({"slug": "2025"}, "Edition of the booklet with this Address already exists."),
        ({"dated": "30/02/2026"}, "Enter a valid date."),
    ],
)
def test_an_edition_that_cannot_be(publisher, data, sentence):
    make_booklet()
    given = {"name": "2025", "slug": "2025", "dated": "2025-01-01", "note": ""}
    publisher.post(f"{ADMIN}/bookletedition/add/", given)
    response = publisher.post(
        f"{ADMIN}/bookletedition/add/", {**given, "name": "x", "slug": "x"} | data
    )
    assert sentence in response.content.decode()
    assert BookletEdition.objects.count() == 1


def test_without_a_booklet_there_is_nothing_to_release(publisher):
    make_booklet(state="draft")
    data = {"name": "2026", "slug": "2026", "dated": "2026-11-22"}
    response = publisher.post(f"{ADMIN}/bookletedition/add/", data)
    assert "There is no booklet on the site that could be kept" in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_so_many_queries(publisher, number, django_assert_num_queries):
    make_booklet()
    for n in range(number):
        data = {"name": f"{n}", "slug": f"e{n}", "dated": "2026-11-22", "note": ""}
        publisher.post(f"{ADMIN}/bookletedition/add/", data)
    publisher.get(f"{ADMIN}/bookletedition/")
    with django_assert_num_queries(8):
        publisher.get(f"{ADMIN}/bookletedition/")
