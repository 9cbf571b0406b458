"""The words of every e-mail: a subject in the first line, plain text, no gap and no markup."""

import re
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from graduated_response.models import AskedQuestion, CopyRequest, Question
from localoffer.feedback.models import Comment
from localoffer.outbox.emails import rendered
from localoffer.publishing.reviews import Reminder, page_of
from localoffer.site.models import SiteSettings
from tests.publishing.factories import make_page

pytestmark = pytest.mark.django_db

FOLDER = Path(settings.BASE_DIR, "templates", "emails")
# Frames, and what stands inside others.
PARTS = {"base", "base_council", "base_person", "review_due"}
NAMES = sorted({path.stem for path in FOLDER.iterdir()} - PARTS)


def context_for(name: str) -> dict:
    """What the code gives it, with signs in it that HTML would escape."""
    kind = name.rpartition("_")[0]
    submissions = {
        "comment": lambda: Comment(key=uuid4(), pk=1, category="content"),
        "copy_request": lambda: CopyRequest(key=uuid4(), pk=1, wanted="paper"),
        "question": lambda: AskedQuestion(key=uuid4(), pk=1, question=Question(slug="sleep")),
    }
    if kind in submissions:
        site = SiteSettings(pk=1, council_name="Lark & Shire’s <Council>")
        form = "https://offer.example/admin/x/1/change/"
        return {
            "submission": submissions[kind](),
            "site": site,
            "contact": "01632 960100",
            "form": form,
        }
    if name.startswith("review"):
        page = make_page(title="Talking & <listening>", state="live", review_by=date(2027, 1, 31))
        return {"pages": [page_of(Reminder(page, late)) for late in (None, 0, 3)]}
    return {
        "person": User(username="kim", first_name="Kim & Co"),
        "link": "https://offer.example/x",
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_email_is_without_a_subject_or_with_markup(name):
    context = context_for(name)
    subject, body = rendered(name, **context)
    assert 5 < len(subject) <= 200
    assert "\n" not in subject
    assert body.startswith("Hello")
    assert re.findall(r"\{[{%]|%\}|&amp;|&lt;|&#|None|\n{3,}|[ \t]\n|\n\n\Z", body) == []
    if "submission" in context:
        assert f"Reference: {context['submission'].reference}" in body.replace(
            "reference", "Reference"
        )


def test_what_is_left_out_leaves_no_gap():
    site = SiteSettings(pk=1, council_name="Larkshire")
    _, body = rendered("comment_receipt", submission=Comment(reference="ABCDEFGH"), site=site)
    assert "Your reference: ABCDEFGH\n\nDid you not send us this?" in body


def test_every_email_is_sent_by_somebody():
    code = "".join(
        path.read_text()
        for app in ("localoffer", "graduated_response", "surveys", "events")
        for path in Path(settings.BASE_DIR, app).rglob("*.py")
    )
    assert [name for name in NAMES if f'"{name}"' not in code] == []
