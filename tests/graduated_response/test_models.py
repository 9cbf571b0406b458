"""Rules of pages, parts and questions."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from graduated_response.models import Page, Part, Question

from .page_factories import make_band, make_page, make_question, make_set, make_worry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "slug"),
    [(make_page, "guides"), (make_page, "booklet"), (make_question, "set"), (make_question, "ask")],
)
def test_the_sites_own_addresses_are_refused(make, slug):
    with pytest.raises(ValidationError) as refused:
        make(slug).clean()
    assert refused.value.message_dict == {
        "slug": [f"The site needs the address “{slug}” itself. You can use “{slug}-2”."]
    }


def test_an_age_band_ends_where_the_local_offer_ends():
    band = make_band()
    band.to_age = 26
    with pytest.raises(ValidationError, match="Enter an age from the first age up to 25"):
        band.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        band.save()


def test_a_heading_stands_once_for_an_age():
    band = make_band()
    worry = make_worry(parts=(("today", "<p>Now.</p>"), ("speak", "<p>To them.</p>", band)))
    for role, same in [("today", None), ("speak", band)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Part.objects.create(page=worry, role=role, age_band=same, text="<p>Again.</p>")


def test_every_kind_of_page_has_its_headings():
    assert set(Part.ROLES) == set(Page.Kind)
    assert {role for roles in Part.ROLES.values() for role in roles} == set(Part.Role)


@pytest.mark.parametrize(("days", "aged"), [(365, False), (366, True)])
def test_an_answer_ages_after_a_year(days, aged):
    day = timezone.localdate() - timedelta(days=days)
    in_set = make_set(as_at=day)
    assert in_set.has_aged() is aged
    assert make_question("of-set", question_set=in_set).has_aged() is aged
    assert make_question("alone", as_at=day).has_aged() is aged
    assert not make_question("undated").has_aged()


def test_an_answers_own_day_comes_before_that_of_its_set():
    today = timezone.localdate()
    question = make_question(question_set=make_set(as_at=today - timedelta(days=900)), as_at=today)
    assert question.answered_on() == today
    assert not question.has_aged()


def test_questions_do_not_replace_each_other_in_a_circle():
    first = make_question("first")
    second = make_question("second", superseded_by=first)
    first.superseded_by = second
    with pytest.raises(ValidationError, match="itself replaced by this one"):
        first.clean()
    first.save()  # by a script: reading must still end
    again = Question.objects.get(pk=first.pk)
    assert again.newest_live() == second
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=first.pk).update(superseded_by=first)


def test_the_lead_is_the_summary_or_the_start_of_the_answer():
    answer = "<p>One two.</p><ul><li>three</li><li>four</li></ul>" + "<p>more</p>" * 40
    question = make_question(answer=answer)
    assert question.lead().startswith("One two. three; four more more")
    assert question.lead().endswith("more…")
    question.summary = "In short."
    assert question.lead() == "In short."


@pytest.mark.parametrize(
    ("answer", "lead"),
    [
        ("Yes. It is so.", "Yes. It is so."),
        ("No. You need no EHC plan for it. More" + " m" * 30, "No. You need no EHC plan for it."),
        ("Ask e.g. the school. Or" + " me" * 30, "Ask e.g. the school. Or" + " me" * 20 + "…"),
        ("Is it so? It is, on most days. And" + " so" * 30, "Is it so? It is, on most days."),
        ("word " * 24 + "end. More.", "word " * 24 + "end."),
        ("word, " * 30, "word, " * 24 + "word…"),
    ],
)  # fmt: skip
def test_the_start_of_an_answer_ends_with_a_sentence(answer, lead):
    assert make_question(answer=f"<p>{answer.strip()}</p>").lead() == lead


def test_a_number_stands_once_in_a_set_and_no_number_often():
    in_set = make_set()
    make_question("a", question_set=in_set, number=1)
    make_question("b", question_set=in_set)
    make_question("c", question_set=in_set)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_question("d", question_set=in_set, number=1)
