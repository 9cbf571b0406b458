"""Questions from the public in the admin: triage, one draft, the answer, and what is deleted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from graduated_response import tasks
from graduated_response.models import AskedQuestion, Question, QuestionSet
from graduated_response.today import sections
from localoffer.outbox.models import Message
from localoffer.publishing.models import Version
from tests.events.factories import make_event
from tests.people.factories import make_person, narrow, signed_in
from tests.support.admin_forms import sent

from .page_factories import make_question, make_set, make_topic

pytestmark = pytest.mark.django_db

WORDS = "My son Jack is at Oak Primary School. Who helps with reading?"
CHANGES = "/admin/graduated_response/askedquestion/"


def make_asked(words=WORDS, **fields) -> AskedQuestion:
    return AskedQuestion.objects.create(key=uuid4(), words=words, **fields)


def page_of(asked, name="change"):
    return reverse(f"admin:graduated_response_askedquestion_{name}", args=[asked.pk])


def triage(client, asked, **fields):
    asked.refresh_from_db()
    seen = f"{asked.status} {asked.question_id}"
    data = {"status": asked.status, "question": asked.question_id or "", "seen": seen}
    return client.post(page_of(asked), data | fields)


def answer(client, asked):
    response = client.post(page_of(asked, "answer"))
    asked.refresh_from_db()
    return response


def test_an_editor_makes_one_draft_however_often_they_press(client):
    one, other = make_person("Editor"), make_person("Publisher", name="pat")
    asked = make_asked(topic=make_topic(), status="held")
    assert "Write the answer" in signed_in(one).get(page_of(asked)).content.decode()
    first = answer(signed_in(one), asked)
    question = Question.objects.get()
    assert first["Location"] == f"/admin/graduated_response/question/{question.pk}/change/"
    assert answer(signed_in(other), asked)["Location"] == first["Location"]
    assert Question.objects.get() == asked.question
    assert (question.title, question.answer, question.state) == (WORDS, "", "draft")
    assert (question.topic, question.as_at) == (asked.topic, timezone.localdate())
    # The address would outlast what the editor changes, and versions keep what they hold.
    assert (question.slug, Version.objects.count()) == ("question", 0)
    assert asked.status_in_words() == "Being answered"
    assert "Go on with the answer" in signed_in(one).get(page_of(asked)).content.decode()


def test_a_long_question_stands_in_full_below_its_title(admin_client):
    words = (
        "We moved here in May.\n" + "Nothing was easy. " * 20 + "Who can help us to find a club?"
    )
    asked = make_asked(words)
    answer(admin_client, asked)
    assert asked.question.title == "Who can help us to find a club?"
    assert asked.question.asked == words


def test_a_draft_goes_into_the_set_of_its_event(admin_client):
    webinar = make_set(event=make_event("tea"))
    make_question(question_set=webinar, number=4)
    asked = make_asked(event=webinar.event)
    answer(admin_client, asked)
    assert (asked.question.question_set, asked.question.number) == (webinar, 5)
    make_set("second", event=webinar.event)
    other = make_asked(event=webinar.event)
    answer(admin_client, other)
    assert (other.question.question_set, other.question.number) == (None, None)


def test_what_was_thrown_away_is_begun_anew_and_what_is_closed_is_not(admin_client):
    asked = make_asked()
    answer(admin_client, asked)
    first = asked.question
    first.put_in_bin()
    asked.refresh_from_db()
    assert asked.status_in_words() == "Waiting for an answer"
    answer(admin_client, asked)
    assert asked.question != first
    closed = make_asked(status="personal")
    page = admin_client.post(page_of(closed, "answer"), follow=True).content.decode()
    assert "This question is closed." in page
    assert Question.objects.count() == 2


def test_the_identity_guard_reads_the_question_before_it_goes_out(admin_client):
    asked = make_asked(email="sam@example.org")
    answer(admin_client, asked)
    question = asked.question
    form = {
        "title": question.title,
        "slug": "help-with-reading",
        "is_question": "on",
        "answer": "<p>Ask Mrs Baker at the school.</p>",
        "review_by": "2099-01-01",
        "_publish": "1",
    }
    change = f"/admin/graduated_response/question/{question.pk}/change/"
    page = admin_client.post(change, sent(question, form), follow=True).content.decode()
    question.refresh_from_db()
    assert question.state == "draft"
    for name in ("My son Jack", "Mrs Baker"):
        assert name in page
    form |= {"title": "Who helps with reading?", "answer": "<p>The SENCo does.</p>"}
    admin_client.post(change, sent(question, form))
    question.refresh_from_db()
    assert question.state == "live"


def test_it_is_answered_when_families_can_read_it_and_they_are_told_once(admin_client, client):
    asked = make_asked(email="sam@example.org")
    quiet = make_asked("Another one?")
    answer(admin_client, asked)
    AskedQuestion.objects.filter(pk=quiet.pk).update(question=asked.question)
    tasks.run(timezone.now())
    asked.refresh_from_db()
    assert (asked.status, Message.objects.count()) == ("new", 0)
    asked.question.answer = "<p>The SENCo.</p>"
    asked.question.publish()
    assert tasks.run(timezone.now()) == 2
    assert tasks.run(timezone.now()) == 0
    for each in (asked, quiet):
        each.refresh_from_db()
        assert each.status == "answered"
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == (
        "sam@example.org",
        f"Your question has an answer ({asked.reference})",
    )
    assert f"{asked.question.get_absolute_url()}\n" in mail.body
    assert "Jack" not in mail.subject + mail.body
    triage(admin_client, asked, status="new")  # opened again by mistake
    tasks.run(timezone.now())
    assert Message.objects.count() == 1


def test_what_another_process_noted_is_not_noted_again(monkeypatch):
    asked = make_asked(email="sam@example.org", question=make_question())
    rows = AskedQuestion.objects.answered_by_now
    found = list(rows())

    class Late:
        def select_related(self, *names):
            return found

    tasks.run(timezone.now())
    monkeypatch.setattr(AskedQuestion.objects, "answered_by_now", Late, raising=False)
    assert tasks.run(timezone.now()) == 0
    assert Message.objects.get().key == f"asked question {asked.pk} answer"


def test_closing_says_why_and_what_is_answered_already_needs_the_answer(admin_client):
    asked = make_asked(email="sam@example.org")
    draft, live = make_question("draft", state="draft"), make_question()
    for question in ("", draft.pk):
        page = triage(admin_client, asked, status="already", question=question)
        assert "Choose a question that families can read now." in page.content.decode()
    assert triage(admin_client, asked, status="answered").status_code == 200  # by itself only
    assert triage(admin_client, asked, status="already", question=live.pk).status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.question, bool(asked.closed)) == ("already", live, True)
    assert Message.objects.get().subject.startswith("Your question has an answer")
    other = make_asked(email="kim@example.org")
    triage(admin_client, other, status="personal", words="Changed", email="x@example.org")
    other.refresh_from_db()
    assert (other.status, other.words, other.email) == ("personal", WORDS, "kim@example.org")
    mail = Message.objects.get(to="kim@example.org")
    assert mail.subject == f"About your question ({other.reference})"
    assert "http://127.0.0.1:8000/contact/\n" in mail.body
    assert WORDS not in mail.body
    triage(admin_client, make_asked(email="spam@example.org"), status="spam")
    assert not Message.objects.filter(to="spam@example.org").exists()


def test_two_editors_at_once_lose_nothing(admin_client):
    asked = make_asked()
    opened = {"status": "spam", "question": "", "seen": "new None"}
    answer(admin_client, asked)
    page = admin_client.post(page_of(asked), opened).content.decode()
    assert "Somebody else has changed this question meanwhile." in page
    asked.refresh_from_db()
    assert (asked.status, asked.question) == ("new", Question.objects.get())


@pytest.mark.parametrize(
    ("status", "days", "email", "rows"),
    [
        ("answered", 29, "sam@example.org", 1),
        ("answered", 31, "", 1),
        ("already", 364, "", 1),
        ("answered", 366, "", 0),
        ("personal", 29, "sam@example.org", 1),
        ("personal", 31, "", 0),
        ("spam", 31, "", 0),
        ("new", 729, "sam@example.org", 1),
        ("held", 731, "", 0),
    ],
)
def test_what_is_told_about_a_person_is_deleted_in_time(status, days, email, rows):
    make_asked(email="sam@example.org", status=status)
    tasks.run(timezone.now() + timedelta(days=days))
    assert list(AskedQuestion.objects.values_list("email", flat=True)) == [email] * rows


def test_only_who_answers_questions_sees_them(client):
    asked = make_asked()
    for role in ("Contributor", "Survey analyst"):
        person = signed_in(make_person(role, Question, name=role))
        assert person.get(CHANGES).status_code == 403
        assert person.get(page_of(asked)).status_code == 403
        assert person.post(page_of(asked, "answer")).status_code == 403
    editor = signed_in(make_person("Editor", QuestionSet))
    assert editor.get(page_of(asked)).status_code == 403
    assert not Question.objects.exists()


def test_a_remit_of_one_set_holds_what_was_asked_about_its_event():
    mine = make_set(event=make_event("mine"))
    other = make_set("other", event=make_event("other"))
    person = narrow(make_person("Editor", Question, QuestionSet), mine)
    browser = signed_in(person)
    about_mine, about_other = make_asked(event=mine.event), make_asked(event=other.event)
    about_none, begun = make_asked(), make_asked()
    AskedQuestion.objects.filter(pk=begun.pk).update(
        question=make_question("in-mine", question_set=mine)
    )
    page = browser.get(CHANGES).content.decode()
    assert [row.reference in page for row in (about_mine, begun)] == [True, True]
    assert [row.reference in page for row in (about_other, about_none)] == [False, False]
    for row in (about_other, about_none):
        assert browser.get(page_of(row)).status_code == 302  # "does not exist"
        assert browser.post(page_of(row, "answer")).status_code == 404
    answer(browser, about_mine)
    assert about_mine.question.question_set == mine
    hidden = make_question("hidden", question_set=other)
    page = triage(browser, about_mine, question=hidden.pk).content.decode()
    assert "Select a valid choice" in page
    assert "Question hidden?" not in page


def test_the_first_page_lists_each_question_once(rf, client):
    day = timezone.now()
    begun = make_asked("Who helps with sleep?", created=day - timedelta(days=20))
    make_asked("x" * 70, created=day - timedelta(days=1))
    make_asked("Win a phone!", status="held", created=day)
    make_asked("Old and closed?", status="personal")
    question = make_question("sleep", title="Who helps with sleep?", answer="", state="draft")
    AskedQuestion.objects.filter(pk=begun.pk).update(question=question)
    make_question("other", title="Another?", answer="", state="draft")
    request = rf.get("/")
    request.user = make_person("Editor")
    found = {
        each.title: [(item.words, item.detail) for item in each.items]
        for each in sections(request)
        if each.items
    }
    since = f"since {timezone.localdate():%d %B}"
    assert found == {
        "Questions people asked": [
            ("Who helps with sleep?", "waiting 20 days, being answered"),
            ("x" * 59 + "…", "waiting 1 day"),
        ],
        "Questions that may be spam: please look": [("Win a phone!", "asked today")],
        "Questions without an answer": [("Another?", since)],
    }
    request.user = make_person("Contributor", Question, name="con")
    assert [[item.words for item in each.items] for each in sections(request)[-3:]] == [
        [],
        [],
        ["Who helps with sleep?", "Another?"],
    ]


@pytest.mark.parametrize("items", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(admin_client, items, django_assert_num_queries):
    for n in range(items):
        make_asked(
            topic=make_topic(f"t{n}"), event=make_event(f"e{n}"), question=make_question(f"q{n}")
        )
    admin_client.get(CHANGES)
    with django_assert_num_queries(7):
        page = admin_client.get(CHANGES).content.decode()
    assert page.count("Oak Primary") == items


@pytest.mark.parametrize("status", ["begun", "new", "personal"])
def test_the_list_is_filtered_by_what_happens(admin_client, status):
    rows = {"begun": make_asked(), "new": make_asked(), "personal": make_asked(status="personal")}
    answer(admin_client, rows["begun"])
    page = admin_client.get(f"{CHANGES}?status={status}").content.decode()
    assert [name for name, row in rows.items() if row.reference in page] == [status]
