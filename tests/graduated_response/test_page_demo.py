"""The demonstration is rich enough, and whole."""

import re

import pytest

from graduated_response.demo import load_journeys, load_pages, load_questions
from graduated_response.models import (
    AgeBand,
    Contact,
    Guide,
    Journey,
    Page,
    Part,
    Question,
    QuestionSet,
)
from localoffer.editorial.checks.reading import TARGET_AGE, reading_age
from localoffer.editorial.texts import texts_in, texts_of
from localoffer.media import demo as media

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
    hidden = Page.objects.exclude(state="live").values_list("title", flat=True)
    assert len(hidden) == 3
    for path in ["", "assess/", "worried-about-learning/primary/", "guides/step-by-step/print/"]:
        html = text_of(client, f"/graduated-response/{path}")
        assert [title for title in hidden if title in html] == []


def test_parents_can_read_every_page_at_eleven():
    """By the meter that editors see beside the form."""
    media.load()
    load_pages.load()
    load_journeys.load()
    ages = {
        str(row): reading_age(texts_of(row))
        for model in (Page, Guide, Journey)
        for row in model.objects.all()
    }
    for model in (AgeBand, Contact):
        ages |= {str(row): reading_age(list(texts_in(row))) for row in model.objects.all()}
    assert len(ages) > 40
    assert {name: age for name, age in ages.items() if age and age > TARGET_AGE} == {}


def test_what_should_happen_next_says_by_when():
    load_pages.load()
    by_when = ("Within", "The same", "Every", "Each", "By the", "At once", "Before", "One term",
               "Two terms", "After", "First week", "In the", "While you", "If ")  # fmt: skip
    nexts = Part.objects.filter(role=Part.Role.NEXT, page__state="live")
    points = [
        (part.page.slug, point)
        for part in nexts
        for point in re.findall(r"<li>(.*?)</li>", part.text, re.DOTALL)
    ]
    assert len(points) >= 4 * nexts.count()
    assert [one for one in points if not one[1].removeprefix("<strong>").startswith(by_when)] == []


def test_questions_stand_in_sets_and_old_ones_lead_to_newer_ones(client):
    load_questions.load()
    live = Question.objects.live()
    assert QuestionSet.objects.live().count() >= 3
    assert live.count() >= 40
    assert live.filter(is_question=False).exists()
    assert all(question.newest_live() for question in live.filter(superseded_by__isnull=False))
    hidden = Question.objects.exclude(state="live").values_list("title", flat=True)
    html = text_of(client, "/questions/")
    assert hidden
    assert [title for title in hidden if title in html] == []
