"""The demonstration is rich enough, and whole."""

import pytest

from graduated_response.demo import load_pages, load_questions
from graduated_response.models import Page, Part, Question, QuestionSet

from .page_factories import text_of

pytestmark = pytest.mark.django_db


def test_every_kind_of_page_is_there_with_drafts_and_archived_ones_beside(client):
    load_pages.load()
    live = Page.objects.live()
    assert live.filter(kind=Page.Kind.STAGE).count() == 4
    assert live.filter(kind=Page.Kind.WORRY).count() >= 4
    assert set(Page.objects.values_list("state", flat=True)) == {"draft", "live", "archived"}
    for page in live.prefetch_related("parts"):
        roles = {part.role for part in page.parts.all()}
        assert roles == set(Part.ROLES[page.kind]), page
    for path in ["", "assess/", "worried-about-learning/primary/", "guides/step-by-step/print/"]:
        assert "Zebra" not in text_of(client, f"/graduated-response/{path}")


def test_questions_stand_in_sets_and_old_ones_lead_to_newer_ones(client):
    load_questions.load()
    live = Question.objects.live()
    assert QuestionSet.objects.live().count() >= 3
    assert live.count() >= 40
    assert live.filter(is_question=False).exists()
    assert all(question.newest_live() for question in live.filter(superseded_by__isnull=False))
    assert "Zebra" not in text_of(client, "/questions/")
