"""The page of the booklet and its files, as visitors get them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from graduated_response.models import BookletBuild, BookletEdition, BookletFile
from localoffer.site.models import SiteSettings
from tests.media.factories import make_place

from .booklet_factories import make_booklet
from .page_factories import make_page, text_of

pytestmark = pytest.mark.django_db

PAGE = "/graduated-response/booklet/"


def make_file(name="standard", body=b"%PDF body", key=BookletBuild.CURRENT, **fields):
    build, _ = BookletBuild.objects.get_or_create(key=key, defaults={"made": timezone.now()})
    ending = {"epub": "epub", "web": "html"}.get(name, "pdf")
    return BookletFile.objects.create(
        build=build,
        format=name,
        file=default_storage.save(f"booklet/{name}.{ending}", ContentFile(body)),
        **{"size": len(body), "sha256": "ab" * 32} | fields,
    )


def make_edition(slug="2025", **fields):
    edition = BookletEdition.objects.create(
        **{"name": slug, "slug": slug, "content": {}, "dated": "2025-01-31"} | fields
    )
    key = f"edition-{slug}"
    BookletBuild.objects.create(key=key, edition=edition, made=timezone.now())
    make_file(key=key)
    return edition


def test_without_a_booklet_there_is_no_page(client):
    make_booklet(state="draft")
    make_file()
    for address in (PAGE, f"{PAGE}booklet.pdf"):
        assert client.get(address).status_code == 404


def test_until_it_is_made_the_page_says_so(client):
    make_booklet()
    assert "We are making the files now" in text_of(client, PAGE)
    response = client.get(f"{PAGE}booklet.pdf")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert (
        '<h1 class="govuk-heading-xl">The booklet is being made</h1>' in response.content.decode()
    )


def test_the_page_names_each_format_with_its_size(client):
    make_booklet({"page": make_page(title="Your rights")}, summary="All of it.")
    make_file(pages=60, size=300_000)
    make_file("large", pages=90, size=400_000)
    make_file("epub", size=50_000)
    html = text_of(client, PAGE)
    assert f'<a href="{PAGE}booklet.pdf">Standard PDF</a>' in html
    assert "PDF, 60 pages, 293.0\xa0KB" in html
    assert f'<a href="{PAGE}booklet.pdf?size=large">Large print PDF</a>' in html
    assert f'<a href="{PAGE}booklet.epub">E-book</a>' in html
    assert "EPUB, 48.8\xa0KB" in html
    assert "colour=cream" not in html
    assert "<li>Your rights</li>" in html


def test_the_page_says_where_it_lies_on_paper(client):
    make_booklet().places.add(make_place())
    html = text_of(client, PAGE)
    assert "<strong>Library</strong><br>1 High Street<br>Larkminster<br>9 to 5" in html
    assert f'<a href="{PAGE}ask/">Ask us for a paper copy or another format</a>' in html


def test_what_families_cannot_see_is_not_named(client):
    make_booklet({"page": make_page(title="Zebra", state="draft")})
    assert "Zebra" not in text_of(client, PAGE)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_so_many_queries(client, number, django_assert_num_queries):
    chapters = [{"page": make_page(f"page-{n}")} for n in range(number)]
    booklet = make_booklet(*chapters)
    for n in range(number):
        booklet.places.add(make_place(name=f"Place {n}"))
        make_edition(f"20{n:02}")
        make_file(["standard", "large", "epub"][n])
    client.get(PAGE)
    # The content version, the booklet, its files and editions, its places and chapters.
    with django_assert_num_queries(5):
        client.get(PAGE)


def test_editions_stand_in_pages(client):
    make_booklet()
    for n in range(12):
        make_edition(f"edition-{n}", name=f"Name {n:02}", dated=f"2025-01-{n + 1:02}")
    assert "Name 11" in text_of(client, PAGE)
    assert "Name 01" not in text_of(client, PAGE)
    assert "Name 01" in text_of(client, f"{PAGE}?page=2")
    assert "Name 11" in text_of(client, f"{PAGE}?page=nonsense")


def test_a_file_is_sent_whole_with_its_headers(client):
    make_booklet()
    make_file("large", b"%PDF large")
    response = client.get(f"{PAGE}booklet.pdf?size=large")
    assert response.getvalue() == b"%PDF large"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == "10"
    assert response["Content-Disposition"] == 'inline; filename="booklet-large.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "no-cache"
    again = client.get(f"{PAGE}booklet.pdf?size=large", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(f"{PAGE}booklet.pdf?size=large")
    assert (head.status_code, head.content, head["Content-Length"]) == (200, b"", "10")
    part = client.get(f"{PAGE}booklet.pdf?size=large", headers={"Range": "bytes=5-"})
    assert (part.status_code, part.getvalue()) == (206, b"large")


def test_the_other_formats(client):
    make_booklet()
    make_file("epub", b"PK")
    make_file("web", b"<!doctype html>", sheet="HASH")
    book = client.get(f"{PAGE}booklet.epub")
    assert book["Content-Type"] == "application/epub+zip"
    assert book["Content-Disposition"] == 'attachment; filename="booklet.epub"'
    page = client.get(f"{PAGE}booklet.html")
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert page["Content-Disposition"] == 'inline; filename="booklet.html"'
    assert page["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'sha256-HASH'; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize(
    "address", ["booklet.docx", "booklet.", "booklet.pdf/", "1999/", "a/b.pdf"]
)
def test_what_is_not_there(client, address):
    make_booklet()
    assert client.get(PAGE + address).status_code == 404


def test_a_replaced_file_is_not_sent(client):
    make_booklet()
    make_file(replaced=timezone.now())
    assert client.get(f"{PAGE}booklet.pdf").status_code == 503


def test_an_edition_has_a_page_and_files_that_outlive_the_booklet(client):
    make_booklet(state="archived")
    edition = make_edition(note="The first one.")
    BookletFile.objects.update(replaced=timezone.now())
    make_file("standard", b"%PDF old", key="edition-2025", pages=35)
    html = text_of(client, f"{PAGE}2025/")
    assert '<h1 class="govuk-heading-xl">Booklet, edition 2025</h1>' in html
    assert "The first one." in html
    assert f'<a href="{PAGE}2025/booklet.pdf">Standard PDF</a>' in html
    response = client.get(f"{PAGE}2025/booklet.pdf?x=y")
    assert response.getvalue() == b"%PDF old"
    assert response["Content-Disposition"] == 'inline; filename="booklet-2025.pdf"'
    assert edition.get_absolute_url() == f"{PAGE}2025/"


def test_the_pages_are_valid_html(client, html_errors):
    SiteSettings.objects.create(pk=1, phone="01632 960100")
    make_booklet({"page": make_page()}, intro="<p>Hello.</p>").places.add(make_place())
    make_edition()
    make_file()
    pages = [PAGE, f"{PAGE}2025/", f"{PAGE}ask/"]
    found = [(address, text_of(client, address)) for address in pages]
    found.append(("503", client.get(f"{PAGE}booklet.epub").content.decode()))
    assert html_errors(found) == []


def test_the_start_links_to_it(client):
    start = reverse("graduated_response:start")
    assert PAGE not in text_of(client, start)
    make_booklet()
    assert f'<a href="{PAGE}">' in text_of(client, start)


def test_staff_see_a_draft_of_it(client, admin_client):
    make_booklet(state="draft", title="Not yet")
    assert client.get(PAGE).status_code == 404
    response = admin_client.get(PAGE)
    assert "Not yet" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    make_file()
    file = admin_client.get(f"{PAGE}booklet.pdf")
    assert "no-store" in file["Cache-Control"]
