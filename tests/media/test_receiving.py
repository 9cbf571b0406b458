"""Limits before anything is opened, names, room, and the child process itself."""

import hashlib
import json

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from localoffer.media import quota, receiving
from localoffer.media.inspecting import asking, captions, document, movie, picture
from localoffer.media.inspecting.refused import DAMAGED, TOO_HARD, Refused
from localoffer.sandbox import running
from localoffer.sandbox.outcomes import Broken, Refusal, TooHard

from . import files
from .factories import make_document, received

pytestmark = pytest.mark.django_db


def refusal(act, *args) -> str:
    with pytest.raises(Refused) as reason:
        act(*args)
    return str(reason.value)


def test_a_document_is_taken_with_its_facts():
    content = files.pdf(3)
    got = receiving.document(files.upload(content, "Our plan.PDF"))
    assert (got.kind, got.pages, got.language, got.size) == ("pdf", 3, "cy-GB", len(content))
    assert (got.original_name, got.sha256) == ("Our plan.PDF", hashlib.sha256(content).hexdigest())
    name = got.stored()
    assert name.startswith("media/")
    assert name.endswith(".pdf")
    assert "plan" not in name.lower()
    assert default_storage.open(name).read() == content


def test_the_same_file_twice_is_stored_under_two_names():
    first, second = received().stored(), received().stored()
    assert first != second


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\x00b.pdf", "ab.pdf"),
        ("x" * 400 + ".pdf", "x" * 200),
        ("ann\u202efdp.exe", "annfdp.exe"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("bad\udcff.pdf", "bad.pdf"),
        ("\u200b\n", "file"),
    ],
)
def test_names_become_text_that_can_be_shown_anywhere(name, shown):
    assert receiving.plain_name(name) == shown


def test_a_path_in_a_name_is_dropped():
    got = receiving.document(SimpleUploadedFile("../../etc/pass<b>wd.txt", b"words"))
    assert got.original_name == "pass<b>wd.txt"
    assert ".." not in got.stored()


def test_size_is_looked_at_first(settings, monkeypatch):
    monkeypatch.setattr(receiving, "ask", None)  # must not be asked
    settings.MEDIA_LARGEST_DOCUMENT = 10
    assert refusal(receiving.document, files.upload(b"")) == "The file is empty."
    assert refusal(receiving.document, files.upload(b"x" * 11)).startswith(
        "The file has 11\xa0bytes, and the most is 10\xa0bytes."
    )
    settings.MEDIA_LARGEST_VIDEO = 10
    assert "the most is 10\xa0bytes" in refusal(receiving.video, files.upload(files.mp4()))


def test_all_files_together_keep_within_their_room(settings):
    make_document(file=received(b"x" * 600))
    settings.MEDIA_QUOTA = 1000
    assert quota.used() == 600
    quota.check(400)
    assert refusal(quota.check, 401).startswith("There is no room for more files: 1000\xa0bytes")
    assert refusal(receiving.picture, files.upload(files.picture())).startswith("There is no room")


def test_the_disk_is_never_filled(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(quota, "storages", {"default": FileSystemStorage(tmp_path / "new")})
    quota.check(1)
    monkeypatch.setattr(quota, "ALWAYS_FREE", 10**18)
    assert refusal(quota.check, 1).startswith("The disk of the site is nearly full")


def test_a_picture_that_the_child_refuses_is_refused_with_its_sentence():
    assert refusal(receiving.picture, files.upload(files.empty_png(13_000, 13_000))).startswith(
        "The picture is 13,000 by 13,000 pixels."
    )


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [(TooHard, TOO_HARD), (Broken, DAMAGED), (Refusal("So it is."), "So it is.")],
)
def test_what_the_sandbox_says_is_a_refusal(outcome, sentence, monkeypatch):
    def ends(*args, **options):
        raise outcome

    monkeypatch.setattr(asking, "run_limited", ends)
    assert refusal(asking.ask, "document", b"x") == sentence


def test_room_is_counted_with_the_copies_of_a_picture():
    got = receiving.picture(files.upload(files.picture(600, 300)))
    assert got.room() == got.size + sum(copy.size for copy in got.copies) > got.size


def test_nothing_of_an_upload_is_looked_into_by_the_web_process(monkeypatch):
    """The child imports the modules anew, so what is broken here works there."""
    for module, name in [
        *((document, "inspect"), (picture, "derive")),
        *((movie, "check_mp4"), (captions, "checked")),
    ]:
        monkeypatch.setattr(module, name, None)
    assert receiving.document(files.upload(files.pdf())).kind == "pdf"
    assert receiving.picture(files.upload(files.picture(60, 30))).kind == "jpg"
    assert receiving.video(files.upload(files.mp4())).kind == "mp4"
    assert receiving.caption_text(files.upload(files.VTT)).startswith("WEBVTT")


def test_a_film_that_lies_on_the_disk_is_taken_from_there():
    content = files.mp4(more=files.box(b"free", bytes(3_000_000)))
    upload = TemporaryUploadedFile("a.mp4", "video/mp4", len(content), None)
    upload.write(content)
    assert receiving.video(upload).sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    "found",
    [
        {"kind": "html", "pages": None, "language": ""},
        {"kind": "../../site/pdf", "pages": None, "language": ""},
        {"kind": "pdf", "pages": "5", "language": ""},
        {"kind": "pdf", "pages": 5, "language": "", "size": 0},
    ],
)
def test_what_no_work_of_ours_would_say_of_a_file_is_not_believed(found, monkeypatch):
    monkeypatch.setattr(
        running, "child", lambda *asked: (0, json.dumps({"answer": found}).encode())
    )
    assert refusal(asking.ask, "document", b"x", "pdf") == DAMAGED
