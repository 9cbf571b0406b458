"""Questions in the words of who asked, answers of days to come, and other contradictions."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from graduated_response.models import AskedQuestion, Booklet, Edition
from localoffer.editorial.remarks import may_publish, remarks_of
from localoffer.glossary.models import Term
from tests.events.factories import make_event

from .page_factories import make_question, make_set
from .provision_factories import make_statement

pytestmark = pytest.mark.django_db
TOMORROW = localdate() + timedelta(days=1)
WORDS = "Why does the bus not come to our road any more?"


def said(row, level="block"):
    found = [each for each in remarks_of(row) if each.code.startswith("contradiction")]
    return [(each.label, each.sentence) for each in found if each.level == level]


def asked_and_answered(**fields):
    question = make_question(**{"slug": "bus", "title": "Why has the bus stopped?"} | fields)
    AskedQuestion.objects.create(key=uuid4(), words=WORDS, question=question)
    return question


def test_a_question_from_the_public_has_an_address_of_words():
    question = asked_and_answered(slug="question-3")
    assert said(question) == [
        ("Address", "This address says nothing. Write a few words of the question.")
    ]
    question.slug = "bus"
    assert said(question) == []


@pytest.mark.parametrize("fields", [{"title": WORDS}, {"asked": f"  {WORDS.upper()} "}])
def test_a_question_word_for_word_as_it_came_asks_for_a_tick(admin_client, fields):
    question = asked_and_answered(state="draft", **fields)
    [remark] = may_publish(question)
    assert remark.can_be_confirmed
    assert remark.sentence.startswith("This is word for word what somebody asked.")
    path = f"/admin/graduated_response/question/{question.pk}/change/"
    page = admin_client.get(path).content.decode()
    assert f'name="confirm_remark" value="{remark.key}"' in page
    action = {"action": "make_live", "_selected_action": question.pk}
    admin_client.post("/admin/graduated_response/question/", action)
    question.refresh_from_db()
    assert question.state == "draft"
    admin_client.post("/admin/graduated_response/question/",
                      action | {"confirm_remark": remark.key})  # fmt: skip
    question.refresh_from_db()
    assert question.state == "live"


def test_words_of_an_editor_and_of_a_document_bring_no_question():
    assert said(asked_and_answered()) == []
    assert said(make_question(title=WORDS, slug="question-3")) == []


def test_no_answer_is_of_a_day_to_come():
    late = ("Answer as at", "This day is still to come.")
    assert said(make_question(as_at=TOMORROW)) == [late]
    assert said(make_set(as_at=TOMORROW)) == [("Answers as at", "This day is still to come.")]


def test_doubts_about_a_question():
    gone = make_question("gone", state="archived")
    question = make_question(
        superseded_by=gone,
        as_at=date(2026, 3, 1),
        review_by=date(2026, 2, 1),
        is_question=False,
    )
    assert [label for label, _ in said(question, "warn")] == [
        "Review by", "This is a question", "Replaced by",
    ]  # fmt: skip
    assert said(question) == []


def test_answers_that_are_older_than_their_event_are_doubtful():
    in_set = make_set(event=make_event(dates=[-3]), as_at=localdate() - timedelta(days=9))
    assert [label for label, _ in said(in_set, "warn")] == ["Answers as at"]


def test_an_edition_does_not_bring_and_withdraw_the_same():
    edition = Edition.objects.create(title="2026", slug="2026")
    one, other = make_statement("AS1"), make_statement("AS2")
    edition.changes.set([one, other])
    edition.withdraws.set([other])
    assert said(edition) == [
        ("Withdrawn with it",
         "AS2 goes out with this edition and is withdrawn with it. Choose one.")
    ]  # fmt: skip


def test_a_cover_bears_one_year_and_no_day_to_come():
    booklet = Booklet.objects.create(
        title="Booklet", edition="Autumn 2025", dated=date(2026, 3, 1), state="live"
    )
    assert said(booklet) == [("Date", "The cover would say both Autumn 2025 and 2026.")]
    booklet.dated = TOMORROW
    assert [label for label, _ in said(booklet, "warn")] == ["Date"]


def test_an_expectation_in_force_is_not_replaced():
    one, other = make_statement("AS1"), make_statement("AS2")
    one.replaced_by = other
    assert [label for label, _ in said(one, "warn")] == ["Replaced by"]
    one.replaced_by = one
    assert said(one) == [("Replaced by", "It cannot be replaced by itself.")]


def test_a_term_means_more_than_its_word():
    term = Term.objects.create(title="EHC plan", slug="ehc", variants="EHCP", short="An EHCP.")
    assert said(term) == []
    term.short = "EHCP."
    assert said(term) == [("Short meaning", "This only says the word again. Say what it means.")]


def test_an_age_group_is_named_by_its_ages(admin_client):
    data = {
        "name": "Primary school, 4 to 11", "slug": "primary", "from_age": 5, "to_age": 11,
        "speak_to": "", "position": 0,
    }  # fmt: skip
    path = "/admin/graduated_response/ageband/add/"
    page = admin_client.post(path, data).content.decode()
    assert "The name says 4 to 11, the ages are 5 to 11." in page
    assert admin_client.post(path, data | {"from_age": 4}).status_code == 302
