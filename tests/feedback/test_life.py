"""What the database refuses, what the clock deletes, what the first page of the admin says."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction
from django.utils import timezone

from localoffer.feedback import tasks
from localoffer.feedback.models import Comment
from localoffer.feedback.today import sections
from tests.feedback.comments import make, publish, withhold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-22 10:00+00:00", tick=False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "published", "answer": "<p>Yes.</p>"},
        {"status": "published", "public_words": "Words"},
        {"status": "withheld"},
        {"status": "withheld", "reason": "dull"},
        {"reason": "personal"},
        {"status": "lost"},
    ],
)
def test_the_database_refuses_what_is_half_done(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**wrong)


@pytest.mark.parametrize("decided", [None, "now"])
def test_a_decision_has_its_day_and_nothing_else_has(decided):
    comment = publish() if decided is None else make()
    rows = Comment.objects.filter(pk=comment.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(decided=decided and timezone.now())


@pytest.mark.parametrize(
    ("days", "email", "words"),
    [(29, True, True), (31, False, True), (364, False, True), (366, False, False)],
)
@pytest.mark.parametrize("decide", [publish, withhold])
def test_what_a_person_sent_is_deleted_in_time_and_the_answer_stays(decide, days, email, words):
    public = decide().public_words
    tasks.run(timezone.now() + timedelta(days=days))
    left = Comment.objects.get()
    assert (bool(left.email), bool(left.words), bool(left.page)) == (email, words, words)
    assert left.public_words == public


@pytest.mark.parametrize(("days", "email"), [(364, True), (366, False)])
def test_what_waits_keeps_its_words_but_not_its_address(days, email):
    make()
    tasks.run(timezone.now() + timedelta(days=days))
    left = Comment.objects.get()
    assert (bool(left.email), left.words) == (email, "private words")


@pytest.mark.parametrize(("days", "left"), [(179, 1), (181, 0)])
def test_spam_is_deleted_after_180_days(days, left):
    make(status="held")
    tasks.run(timezone.now() + timedelta(days=days))
    assert Comment.objects.count() == left
    assert tasks.run(timezone.now() + timedelta(days=days)) == 0


def asked_by(rf, role):
    request = rf.get("/admin/")
    request.user, _ = User.objects.get_or_create(username=role, is_staff=True)
    request.user.groups.add(Group.objects.get(name=role))
    return [
        (each.title, [(item.words, item.detail) for item in each.items])
        for each in sections(request)
        if each.items
    ]


def test_the_first_page_says_what_waits_and_the_oldest_first(rf):
    now = timezone.now()
    make(reference="NEW22222", words="Short.", created=now - timedelta(hours=1))
    make(reference="D1D22222", words="A day.", created=now - timedelta(days=1))
    make(reference="QLD22222", words="Long words. " * 9, created=now - timedelta(days=30))
    make(reference="SPAM2222", words="Spam.", status="held", created=now - timedelta(days=2))
    publish(decided=now - timedelta(days=364))
    withhold()
    waiting = (
        "Comments without an answer",
        [
            (f"QLD22222: {'Long words. ' * 4}Long words.…", "waits for 30 days"),
            ("D1D22222: A day.", "waits for 1 day"),
            ("NEW22222: Short.", "waits since today"),
        ],
    )
    spam = (
        "Comments that may be spam: please look",
        [("SPAM2222: Spam.", "waits for 2 days")],
    )
    assert asked_by(rf, "Publisher") == [waiting, spam]
    assert asked_by(rf, "Editor") == []
    Comment.objects.filter(status="published").update(decided=now - timedelta(days=366))
    assert asked_by(rf, "Publisher")[0] == (
        "The law asks for comments to be published each year",
        [
            (
                "No comment was published in the last 12 months",
                "3 came in and wait for an answer",
            )
        ],
    )


def test_with_nothing_to_publish_nothing_is_due(rf):
    withhold()
    make(status="held", words="")
    assert [title for title, _ in asked_by(rf, "Publisher")] == [
        "Comments that may be spam: please look"
    ]
