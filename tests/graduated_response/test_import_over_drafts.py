"""Importing where staff have drafts: nothing they wrote is lost, and no draft brings old words
back unseen.
"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from graduated_response.models import Question, QuestionSet
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from tests.support.admin_forms import sent

from .import_documents import ANXIOUS, VISIT, document, run

pytestmark = pytest.mark.django_db

OLD = document((VISIT, "Yes."), (ANXIOUS, "The teacher."))
NEW = document((VISIT, "Yes, on Fridays."), (ANXIOUS, "The teacher."))
FRIDAYS = "<p>Yes, on Fridays.</p>"


@pytest.fixture
def load(tmp_path):
    def load(text, *options):
        path = tmp_path / "evening.md"
        path.write_text(text)
        return run("import_questions", path, *options)

    return load


def the_question():
    return Question.objects.get(number=1)


def draft(words="<p>Draft of staff.</p>"):
    snapshot = take(the_question())
    snapshot["fields"]["answer"] = words
    return Version.objects.save_draft(the_question(), snapshot, None)


def history():
    """(state, answer) of the question's versions, oldest first."""
    versions = reversed(Version.objects.history_of(the_question()))
    return [(one.state, one.snapshot["fields"]["answer"]) for one in versions]


def test_a_draft_over_a_live_question_is_overtaken_and_kept(load):
    load(OLD, "--publish")
    draft()
    report = load(NEW, "--publish")
    assert the_question().answer == FRIDAYS
    assert history() == [
        ("superseded", "<p>Yes.</p>"),
        ("superseded", "<p>Draft of staff.</p>"),
        ("published", FRIDAYS),
    ]
    assert (
        "1 had a draft, which is no longer current. It is kept among the versions.\n"
        f"    - {VISIT}" in report
    )


def test_without_publish_neither_the_question_nor_the_draft_changes(load):
    load(OLD, "--publish")
    draft()
    report = load(NEW)
    assert history() == [("published", "<p>Yes.</p>"), ("draft", "<p>Draft of staff.</p>")]
    assert "had a draft" not in report


def test_a_scheduled_version_is_named(load):
    load(OLD, "--publish")
    draft().schedule(timezone.now() + timedelta(days=1), None)
    assert (
        "1 has an older version that is scheduled: it will replace the new words.\n"
        f"    - {VISIT}" in load(NEW, "--publish")
    )
    assert [state for state, _ in history()] == ["superseded", "scheduled", "published"]


def test_publishing_the_set_after_an_import_shows_the_new_words(load):
    """A first draft is as old as the form that made it."""
    load(OLD)
    Version.objects.save_draft(the_question(), take(the_question()), None)
    load(NEW)
    Version.objects.published_set([QuestionSet.objects.get(), the_question()], None)
    assert (the_question().answer, the_question().state) == (FRIDAYS, "live")


def test_a_trial_leaves_drafts_alone(load):
    load(OLD, "--publish")
    draft()
    assert "1 had a draft" in load(NEW, "--publish", "--dry-run")
    assert [state for state, _ in history()] == ["published", "draft"]


def test_the_set_itself_keeps_its_versions_too(load):
    load(OLD, "--publish")
    load(OLD, "--publish", "--date", "2024-06-01")
    versions = Version.objects.history_of(QuestionSet.objects.get())
    dates = [one.snapshot["fields"]["as_at"] for one in versions]
    assert dates == ["2024-06-01", "2023-05-03"]


def test_who_uploads_is_the_author(load, admin_client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    load(OLD, "--publish")
    path = "/admin/graduated_response/questionset/import/"
    file = SimpleUploadedFile("evening.md", NEW.encode())
    preview = admin_client.post(path, {"file": file})
    packet = preview.context_data["packet"]
    admin_client.post(path, {"packet": packet, "publish": "1"})
    newest = Version.objects.history_of(the_question()).first()
    assert (newest.state, newest.author) == ("published", User.objects.get())


def test_a_form_that_was_open_during_the_import_is_not_saved(load, admin_client):
    """Who has the page open sees both, as with any other colleague."""
    load(OLD, "--publish")
    question = the_question()
    data = {"title": question.title, "slug": question.slug, "answer": "<p>Mine.</p>",
            "question_set": question.question_set_id, "number": 1, "is_question": "on",
            "review_by": question.review_by}  # fmt: skip
    form = sent(question, data)
    load(NEW, "--publish")
    page = admin_client.post(f"/admin/graduated_response/question/{question.pk}/change/", form)
    assert "Somebody else saved this page while you were editing." in page.content.decode()
    assert the_question().answer == FRIDAYS
    assert "Mine." in page.content.decode()
