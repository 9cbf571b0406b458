"""Uploading, replacing and deleting as an editor does."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.contrib.messages import get_messages
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from localoffer.media import quota
from localoffer.media.models import Document, DocumentFile, Image, Video
from localoffer.publishing.models import Version
from localoffer.publishing.models.version_queryset import VersionQuerySet
from localoffer.site.models import SitePage
from tests.support.admin_forms import sent

from . import files
from .factories import make_document, make_image, make_video

pytestmark = pytest.mark.django_db
ADD = "/admin/media/document/add/"


def form(**fields) -> dict:
    return {
        "title": "The plan", "slug": "plan", "summary": "A booklet.", "review_by": "2027-01-01",
    } | fields  # fmt: skip


def link_to_plan() -> SitePage:
    body = '<p><a href="/media/documents/plan/">the plan</a></p>'
    return SitePage.objects.create(title="Where to start", slug="start", body=body, state="live")


def text(response) -> str:
    return response.content.decode()


def test_an_editor_adds_a_document(admin_client, admin_user):
    data = form(upload=files.upload(files.pdf(2), "Plan FINAL.pdf"))
    admin_client.post(ADD, data)
    file = Document.objects.get().current()
    assert (file.number, file.kind, file.pages, file.language) == (1, "pdf", 2, "cy-GB")
    assert (file.original_name, file.by) == ("Plan FINAL.pdf", admin_user)


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        ((b"<svg onload=alert(1)>", "a.pdf"), "The file is a web page, a drawing or other code"),
        ((b"MZ", "a.pdf"), "The file is a program."),
        ((b"", "a.pdf"), "The submitted file is empty."),
    ],
)
def test_a_refused_file_says_why_and_what_was_typed_stays(admin_client, upload, sentence):
    data = form(title="My long title", summary="Typed with care")
    if upload:
        data["upload"] = files.upload(*upload)
    page = text(admin_client.post(ADD, data))
    assert sentence in page
    assert 'value="My long title"' in page
    assert "Typed with care" in page
    assert not Document.objects.exists()


def test_hostile_names_are_shown_as_text(admin_client):
    data = form(upload=files.upload(files.pdf(), "<img src=x onerror=alert(1)>.pdf"))
    admin_client.post(ADD, data)
    page = text(admin_client.get(change_address(Document.objects.get())))
    assert "&lt;img src=x onerror=alert(1)&gt;.pdf" in page
    assert "<img src=x" not in page


def change_address(row) -> str:
    return f"/admin/media/{row._meta.model_name}/{row.pk}/change/"


def test_a_file_is_replaced_in_a_draft_and_every_page_that_uses_it_is_named(admin_client, client):
    document = make_document()
    link_to_plan()
    page = text(admin_client.get(change_address(document)))
    assert '<li><a href="/start/">Where to start</a></li>' in page
    assert "Replace the file" in page
    data = sent(document, form(upload=files.upload(files.pdf(5), "v2.pdf")))
    response = admin_client.post(change_address(document), data)
    said = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert '<a href="/start/">Where to start</a>' in said
    # The public still gets the old file, until the draft is published.
    assert document.current().pages == 12
    Version.objects.latest_draft_of(document).publish(None)
    assert (document.current().number, document.current().pages) == (2, 5)
    assert client.get("/media/documents/plan/file/").getvalue() == files.pdf(5)
    assert DocumentFile.objects.count() == 2


def test_saving_without_a_file_keeps_the_one_there(admin_client):
    document = make_document(state="draft")
    admin_client.post(change_address(document), sent(document, form(title="New name")))
    document.refresh_from_db()
    assert (document.title, document.files.count()) == ("New name", 1)


def test_an_earlier_version_brings_its_file_back(admin_client):
    document = make_document()
    first = document.current().sha256
    data = sent(document, form(upload=files.upload(files.pdf(5), "v2.pdf")))
    admin_client.post(change_address(document), data)
    Version.objects.latest_draft_of(document).publish(None)
    assert document.current().sha256 != first
    Version.objects.history_of(document).last().restore(None).publish(None)
    assert document.current().sha256 == first


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_a_fixed_number_of_queries(admin_client, count):
    link_to_plan()
    make_document("plan")
    for number in range(count):
        make_document(f"d{number}")
        make_image(f"i{number}")
        make_video(f"v{number}")
    numbers = []
    admin_client.get("/admin/media/")  # what a session notes at its first page
    for kind in ("document", "image", "video"):
        with CaptureQueriesContext(connection) as queries:
            page = text(admin_client.get(f"/admin/media/{kind}/"))
        numbers.append(len(queries))
        assert page.count("nowhere") >= count
    assert numbers == [9, 9, 9]


def test_an_action_does_not_look_for_uses(admin_client):
    """Its answer leads back to the list, which then says them."""
    document = make_document(state="draft")
    data = {"action": "make_live", "_selected_action": document.pk}
    with CaptureQueriesContext(connection) as queries:
        assert admin_client.post("/admin/media/document/", data).status_code == 302
    assert not [query for query in queries.captured_queries if "UNION ALL" in query["sql"]]
    with CaptureQueriesContext(connection) as queries:
        admin_client.get("/admin/media/document/")
    assert [query for query in queries.captured_queries if "UNION ALL" in query["sql"]]


def test_the_list_of_documents_says_what_they_are(admin_client):
    link_to_plan()
    make_document()
    page = text(admin_client.get("/admin/media/document/"))
    assert "PDF, 13\xa0bytes, 12 pages" in page
    assert "1 page<" in page


@pytest.mark.parametrize("way", ["page", "action"])
def test_deleting_asks_first_and_names_the_pages(admin_client, way):
    document = make_document()
    link_to_plan()
    if way == "page":
        address, data = change_address(document).replace("change", "delete"), {}
        page = text(admin_client.get(address))
    else:
        address = "/admin/media/document/"
        data = {"action": "delete_selected", "_selected_action": document.pk}
        page = text(admin_client.post(address, data))
    assert "These pages will point to nothing" in page
    assert '<a href="/start/">Where to start</a>' in page
    assert Document.objects.live().exists()
    admin_client.post(address, {**data, "post": "yes"})
    assert not Document.objects.live().exists()
    assert DocumentFile.objects.exists()  # it can be brought back from the bin


def test_a_picture_needs_words(admin_client):
    upload = files.upload(files.picture(), "a.jpg")
    page = text(
        admin_client.post("/admin/media/image/add/", form(upload=upload, _publish="1"), follow=True)
    )
    assert "“The plan” still needs: alternative text, or a tick" in page
    image = Image.objects.get()
    assert image.state == "draft"
    admin_client.post(change_address(image), sent(image, form(alt="A square.", _publish="1")))
    image.refresh_from_db()
    assert image.state == "live"
    assert (image.width, image.renditions.count(), image.kind) == (1200, 3, "jpg")
    page = text(admin_client.get(change_address(image)))
    assert '<img src="/media/images/plan/480/" width="480" height="240" alt="A square.">' in page


def test_a_video_with_captions_is_added_and_a_link_takes_its_place(admin_client):
    data = form(
        upload=files.upload(files.mp4(), "film.mp4"),
        upload_captions=files.upload(files.VTT, "film.vtt"),
        transcript="<p>Hello.</p>",
    )
    admin_client.post("/admin/media/video/add/", data)
    video = Video.objects.get()
    assert video.captions == files.VTT.decode()
    assert video.file.name.startswith("media/")
    assert video.lacks() == {}
    data = form(link="https://v.example/1", transcript="<p>Hello.</p>", captions=video.captions)
    admin_client.post(change_address(video), sent(video, data))
    video.refresh_from_db()
    assert (video.link, video.file.name) == ("https://v.example/1", "")
    assert list(video.lacks()) == ["captioned"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"upload": (files.pdf(), "film.mp4")}, "The file is not an MP4 video."),
        ({"upload_captions": (b"1\n00:01,0", "film.vtt")}, "The captions are not a .vtt file."),
        ({"captions": "WEBVTT\n\n00:01 --> 2"}, "In line 3 of the captions a time is wrong."),
        ({"link": "http://v.example/1"}, "Enter a valid URL."),
    ],
)  # fmt: skip
def test_a_wrong_video_is_refused_with_a_sentence(admin_client, fields, sentence):
    sent_fields = {k: files.upload(*v) if isinstance(v, tuple) else v for k, v in fields.items()}
    page = text(admin_client.post("/admin/media/video/add/", form(**sent_fields)))
    assert sentence in page
    assert not Video.objects.exists()


def test_publishing_an_unfinished_video_from_the_list_is_refused_with_a_sentence(admin_client):
    video = make_video(state="draft", transcript="")
    data = {"action": "make_live", "_selected_action": video.pk}
    page = text(admin_client.post("/admin/media/video/", data, follow=True))
    assert "“A film” still needs: a transcript." in page
    video.refresh_from_db()
    assert video.state == "draft"


@pytest.mark.parametrize(
    "path",
    ["document/", "document/add/", "image/", "image/add/", "video/", "video/add/",
     "hardcopyplace/", "hardcopyplace/add/", "document/?q=plan", "image/?decorative__exact=1"],
)  # fmt: skip
def test_admin_pages_open(admin_client, path):
    assert admin_client.get(f"/admin/media/{path}").status_code == 200


@pytest.mark.parametrize("make", [make_document, make_image, make_video])
def test_a_file_that_waits_in_a_draft_takes_room_once(admin_client, make):
    row = make("plan")
    before = quota.used()
    fields = {"title": "Other words", "alt": "Hills.", "captions": files.VTT.decode()}
    fields["transcript"] = "<p>Hello.</p>"
    admin_client.post(change_address(row), sent(row, form(**fields)))
    assert (Version.objects.latest_draft_of(row) is not None, quota.used()) == (True, before)
    content = {"Document": files.pdf(3), "Image": files.picture(480, 300), "Video": files.mp4() * 2}
    new = files.upload(content[type(row).__name__], "new")
    admin_client.post(change_address(row), sent(row, form(upload=new, **fields)))
    taken = quota.used() - before
    assert taken >= new.size > 0
    Version.objects.latest_draft_of(row).publish(None)
    if make is make_document:
        assert quota.used() == before + taken


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", ["live", "draft"])
def test_of_two_files_that_come_at_once_one_is_refused(admin_user, settings, monkeypatch, state):
    """Each is checked before the other one's row, or the draft that names it, is stored."""
    rows = [make_document(slug, state=state) for slug in ("one", "two")]
    save_draft = VersionQuerySet.save_draft
    monkeypatch.setattr(
        VersionQuerySet, "save_draft", lambda *args, **kw: sleep(0.3) or save_draft(*args, **kw)
    )
    settings.MEDIA_QUOTA = quota.used() + 900
    at_once = 2 if connection.vendor == "postgresql" else 1  # SQLite in memory has one connection

    def replace(row: Document) -> str:
        client = Client()
        client.force_login(admin_user)
        upload = files.upload(b"x" * 600, "new.txt")
        data = sent(row, form(title=row.title, slug=row.slug, upload=upload))
        try:
            return "refused" if "no room" in text(client.post(change_address(row), data)) else "ok"
        finally:
            if at_once > 1:
                connections.close_all()

    if at_once > 1:
        with ThreadPoolExecutor(at_once) as threads:
            done = list(threads.map(replace, rows))
    else:
        done = [replace(row) for row in rows]
    assert sorted(done) == ["ok", "refused"]
    assert quota.used() == settings.MEDIA_QUOTA - 300


def test_who_waited_too_long_is_told_and_loses_nothing(admin_client, monkeypatch):
    row = make_document("plan")
    monkeypatch.setattr(quota, "alone", lambda: False)
    data = form(title="My long title", upload=files.upload(b"words", "new.txt"))
    page = text(admin_client.post(change_address(row), sent(row, data)))
    assert quota.BUSY in page
    assert 'value="My long title"' in page
    assert row.files.count() == 1
