"""The pages that families see, and pictures in pages."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.template import Context, Template

from localoffer.media import receiving
from localoffer.media.models import Image, Video
from localoffer.publishing.models import NotAllowed
from localoffer.site.models import SiteSettings
from tests.public_site import costs

from . import files
from .factories import make_document, make_image, make_place, make_video, received

pytestmark = pytest.mark.django_db


def html(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_document_says_what_it_is_and_how_to_get_it_in_another_way(client):
    SiteSettings.objects.create(pk=1, email="send@larkshire.example", phone="01632 960100")
    document = make_document(file=received(pages=12, size=1_258_291, language="cy-GB"))
    document.places.add(make_place())
    page = html(client, "/media/documents/plan/")
    assert '<h1 class="govuk-heading-xl">The plan</h1>' in page
    assert "PDF, 1.2\xa0MB, 12 pages" in page
    assert 'href="/media/documents/plan/file/" hreflang="cy-GB"' in page
    assert "This document is in Welsh." in page
    assert "mailto:send@larkshire.example?subject=Another%20format%3A%20The%20plan" in page
    assert '<a href="tel:01632960100">01632 960100</a>' in page
    assert "<strong>Library</strong><br>1 High Street<br>Larkminster<br>9 to 5" in page


def test_without_an_address_of_the_council_the_contact_page_is_named(client):
    make_document()
    page = html(client, "/media/documents/plan/")
    assert '<a href="/contact/">Contact us</a>' in page
    assert "This document is in" not in page
    assert "Get it on paper" not in page


def test_no_name_of_the_sender_is_shown(client):
    make_document(file=received(original_name="Final FINAL Jane Smith.pdf"))
    for address in ["/media/documents/plan/", "/media/documents/"]:
        assert "Jane" not in html(client, address)
    assert "Jane" not in str(client.get("/media/documents/plan/file/").headers)


@pytest.mark.parametrize(
    ("kind", "size", "pages", "words"),
    [
        ("pdf", 100, 1, "PDF, 100\xa0bytes, 1 page"),
        ("pptx", 2048, 9, "PowerPoint, 2.0\xa0KB, 9 slides"),
        ("csv", 2048, None, "CSV, 2.0\xa0KB"),
    ],
)
def test_facts_in_words(kind, size, pages, words):
    document = make_document(file=received(kind=kind, size=size, pages=pages))
    assert document.current().facts() == words


@pytest.mark.parametrize(
    ("code", "name"),
    [("", ""), ("en", ""), ("en-GB", ""), ("cy", "Welsh"), ("pl-PL", "Polish"), ("xx", "")],
)
def test_only_other_languages_are_named(code, name):
    assert make_document(file=received(language=code)).current().other_language() == name


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(client, count):
    for number in range(count):
        make_document(f"d{number}")
    make_document("draft", state="draft")
    assert costs(client, "/media/documents/") == (4, 3)
    page = html(client, "/media/documents/")
    assert page.count("PDF, 13\xa0bytes, 12 pages") == count
    assert "The draft" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_document_asks_a_fixed_number_of_queries(client, count):
    document = make_document()
    for number in range(count):
        document.take_file(received(), by=None)
        document.places.add(make_place(name=f"Place {number}"))
    assert costs(client, "/media/documents/plan/") == (5, 4)
    page = html(client, "/media/documents/plan/")
    assert page.count("<strong>Place") == count


@pytest.mark.parametrize("path", ["documents/", "documents/?page=x", "documents/?page=9"])
def test_lists_without_content_and_bad_pages(client, path):
    assert client.get(f"/media/{path}").status_code == (404 if "?" in path else 200)


def test_a_draft_is_nowhere_and_staff_see_it_marked(client, admin_client):
    make_document(state="draft")
    make_video(state="draft")
    for path in ["documents/plan/", "videos/film/"]:
        assert client.get(f"/media/{path}").status_code == 404
        preview = admin_client.get(f"/media/{path}")
        assert "Only staff see this page" in preview.content.decode()
        assert "no-store" in preview.headers["Cache-Control"]
    assert b"/media/documents/plan/" not in client.get("/sitemap.xml").content


def test_a_video_of_ours_loads_nothing_before_a_press(client):
    make_video()
    response = client.get("/media/videos/film/")
    page = response.content.decode()
    assert '<video class="lo-video" controls preload="none" aria-label="A film">' in page
    assert '<track kind="captions" src="/media/videos/film/captions/" srclang="en"' in page
    assert "<p>Speaker: hello.</p>" in page
    assert "media-src 'self'" in response.headers["Content-Security-Policy"]
    again = client.get(response.request["PATH_INFO"], headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert again["Content-Security-Policy"] == response["Content-Security-Policy"]


def test_a_video_elsewhere_is_a_link_with_a_warning(client):
    make_video(link="https://videos.example.org/watch?v=1", captions="", captioned=True)
    page = html(client, "/media/videos/film/")
    assert 'href="https://videos.example.org/watch?v=1" rel="noreferrer"' in page
    assert "Watch the video on videos.example.org" in page
    assert "This takes you to another website." in page
    assert "<video" not in page
    assert "<iframe" not in page
    assert client.get("/media/videos/film/file/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"transcript": ""}, "a transcript"),
        ({"captions": ""}, "captions"),
        ({"link": "https://a.example/", "captioned": False}, "a tick that it has captions"),
    ],
)
def test_a_video_is_not_live_without_words(fields, missing):
    video = make_video(state="draft", **fields)
    assert list(video.lacks().values()) == [missing]
    with pytest.raises(NotAllowed, match=f"“A film” still needs: .*{missing}"):
        video.publish()
    with pytest.raises(IntegrityError), transaction.atomic():
        Video.objects.update(state="live")


def test_a_video_is_a_file_or_a_link():
    video = make_video(state="draft")
    with pytest.raises(IntegrityError), transaction.atomic():
        Video.objects.update(link="https://a.example/")
    video.link = "https://a.example/"
    with pytest.raises(ValidationError, match="not both"):
        video.clean()


def test_a_live_picture_has_words_or_is_decoration():
    image = make_image(state="draft", alt="")
    assert list(image.lacks()) == ["alt"]
    with pytest.raises(IntegrityError), transaction.atomic():
        image.publish()
    image.decorative = True
    image.publish()
    image.alt = "Hills"
    with pytest.raises(ValidationError):
        image.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        image.save()


def shown(image) -> str:
    return Template("{% load media %}{% picture image %}").render(Context({"image": image}))


def test_a_picture_in_a_page_knows_its_size_and_its_words(django_assert_num_queries):
    image = make_image(alt='Hills & a "sun"')
    with django_assert_num_queries(1):
        tag = shown(image)
    assert tag == (
        '<img class="lo-picture" src="/media/images/hills/600/" '
        'srcset="/media/images/hills/480/ 480w, /media/images/hills/600/ 600w" '
        'sizes="(min-width: 40rem) 40rem, 100vw" width="600" height="1200" '
        'alt="Hills &amp; a &quot;sun&quot;" decoding="async">'
    )


def test_a_picture_that_is_not_live_is_not_shown():
    assert shown(make_image(state="draft")) == ""
    assert shown(None) == ""
    assert 'alt=""' in shown(make_image("lines", alt="", decorative=True))


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_in_a_list_ask_two_queries(django_assert_num_queries, count):
    for number in range(count):
        make_image(f"i{number}")
    with django_assert_num_queries(2):
        tags = [shown(image) for image in Image.objects.prefetch_related("renditions")]
    assert len(list(filter(None, tags))) == count


def test_a_new_picture_replaces_the_copies_and_keeps_the_bodies():
    image = make_image()
    before = [image.original.name, *(copy.file.name for copy in image.renditions.all())]
    image.take_file(receiving.picture(files.upload(files.picture(500, 100), "new.png")), by=None)
    assert [copy.width for copy in image.renditions.all()] == [480, 500]
    assert image.original.name not in before
    assert all(default_storage.exists(name) for name in before)


@pytest.mark.parametrize("path", ["/media/documents/", "/media/documents/plan/",
                                  "/media/videos/film/", "/media/videos/there/"])  # fmt: skip
def test_pages_are_accessible_at_all_widths(visit, axe, console, transactional_db, path):
    document = make_document(summary="What to do, step by step.")
    document.places.add(make_place())
    make_video()
    make_video("there", link="https://v.example/", captions="", captioned=True)
    page = visit(path)
    assert console == []
    assert axe(page) == []


def test_pages_are_valid_html(client, html_errors):
    make_document().places.add(make_place())
    make_video()
    make_video("there", link="https://v.example/", captions="", captioned=True)
    pages = ["documents/", "documents/plan/", "videos/film/", "videos/there/"]
    assert html_errors((path, html(client, f"/media/{path}")) for path in pages) == []
