"""Questions that anybody may ask on the site, until they are answered there for all."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from events.models import Event
from localoffer.people.models import covers, places_of, seen_by
from localoffer.plain_text.fields import CharField, EmailField, TextField
from localoffer.submissions.models import Submission

from .questions import Question, Topic

# What people tell us about themselves is kept no longer than it is of use.
EMAIL_FOR = timedelta(days=30)
WORDS_FOR = timedelta(days=365)
AT_MOST = timedelta(days=730)


class AskedQuestionQuerySet(models.QuerySet):
    def within(self, user: Any) -> "AskedQuestionQuerySet":
        """Those that are there for a person: who answers questions of some sets only gets what was
        asked about the events of these sets."""
        if not covers(user, Question):
            return self.none()
        mine = seen_by(user, Question)
        if not mine:
            return self
        events = Event.objects.filter(question_sets__in=places_of(user, Question))
        theirs = Q(question__in=Question.objects.filter(mine))
        return self.filter(theirs | Q(question=None, event__in=events))

    def answered_by_now(self) -> "AskedQuestionQuerySet":
        """Those that wait, though families can read the answer."""
        return self.filter(status="new", question__in=Question.objects.live())

    def with_old_email(self, now: datetime) -> "AskedQuestionQuerySet":
        return self.filter(closed__lt=now - EMAIL_FOR).exclude(email="")

    def to_forget(self, now: datetime) -> "AskedQuestionQuerySet":
        """Words about one person go with their e-mail address; other words are kept a year."""
        return self.filter(
            Q(status__in=["personal", "spam"], closed__lt=now - EMAIL_FOR)
            | Q(closed__lt=now - WORDS_FOR)
            | Q(created__lt=now - AT_MOST)
        )


class AskedQuestion(Submission):
    """One question as somebody sent it. Only staff read its words: what families read is the
    `question`, which an editor writes so that it tells of nobody."""

    class Status(models.TextChoices):
        NEW = "new", "Waiting for an answer"
        HELD = Submission.HELD, "Held back: perhaps sent by a program"
        ANSWERED = "answered", "Answered"
        ALREADY = "already", "Closed: it was answered already"
        PERSONAL = "personal", "Closed: it is about one person"
        SPAM = "spam", "Closed: vexatious or spam"

    told_as = "asked question"
    OPEN = (Status.NEW, Status.HELD)

    words = TextField("what they asked", max_length=1000)
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="+")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="+")
    email = EmailField("e-mail", blank=True)
    status = CharField("what happens with it", max_length=10, choices=Status, default=Status.NEW)
    question = models.ForeignKey(
        Question,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="asked_by_public",
        verbose_name="the answer",
        help_text="The question of the site that answers it: one that is there already, or one "
        "that is being written. They are told as soon as families can read it.",
    )
    created = models.DateTimeField("asked", default=timezone.now, editable=False)
    closed = models.DateTimeField(null=True, editable=False)

    objects = AskedQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question from the public"
        verbose_name_plural = "questions from the public"
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["new", "held", "answered", "already", "personal", "spam"]),
                name="graduated_response_askedquestion_status_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["answered", "already", "personal", "spam"], closed__isnull=False
                )
                | Q(status__in=["new", "held"], closed=None),
                name="graduated_response_askedquestion_closed_when_done",
            ),
        ]

    def __str__(self) -> str:
        """Without its words: the log of the admin keeps this for good."""
        return self.reference

    def save(self, *args: object, **kwargs: object) -> None:
        """The day from which its deletion is counted follows its status."""
        if self.is_open():
            self.closed = None
        else:
            self.closed = self.closed or timezone.now()
        super().save(*args, **kwargs)

    def is_open(self) -> bool:
        return self.status in self.OPEN

    def is_held(self) -> bool:
        return self.status == self.Status.HELD

    def start(self) -> str:
        """For lists of staff."""
        return Truncator(" ".join(self.words.split())).chars(60)

    def being_answered(self) -> bool:
        """Whether somebody has begun to write the answer, and not thrown it away."""
        is_there = self.question is not None and self.question.binned is None
        return is_there and self.status == self.Status.NEW

    def status_in_words(self) -> str:
        return "Being answered" if self.being_answered() else self.get_status_display()
