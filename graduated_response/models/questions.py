"""Questions and answers, alone or in sets that belong to an event."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from localoffer.publishing.models import Published
from localoffer.richtext.fields import RichTextField

from .provision import NamedValue

# After so many days an answer says by itself that things may have changed since.
AGES_AFTER_DAYS = 365


class Topic(NamedValue):
    """What a question is about."""


class QuestionSet(Published):
    """Questions that were asked on one occasion, in their order."""

    intro = RichTextField(blank=True)
    as_at = models.DateField(
        "answers as at", null=True, blank=True, help_text="The day on which the answers were given."
    )
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="question_sets"
    )

    class Meta(Published.Meta):
        verbose_name = "set of questions"
        verbose_name_plural = "sets of questions"
        ordering = [F("as_at").desc(nulls_last=True), "title"]

    def get_absolute_url(self) -> str:
        return reverse("questions:set", args=[self.slug])


class Question(Published):
    """`title` is the question in short; `asked` holds it in full where that is longer."""

    asked = models.TextField(
        "as it was asked", blank=True, help_text="Only when it is longer than the title."
    )
    answer = RichTextField()
    is_question = models.BooleanField(
        default=True, help_text="Untick for a statement that was made among the questions."
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    question_set = models.ForeignKey(
        QuestionSet, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    number = models.PositiveSmallIntegerField("number in its set", null=True, blank=True)
    as_at = models.DateField(
        "answer as at", null=True, blank=True, help_text="Leave empty to use the date of the set."
    )
    superseded_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="supersedes",
        verbose_name="replaced by",
    )

    class Meta(Published.Meta):
        ordering = ["question_set", "number", "title"]
        constraints = [
            *Published.Meta.constraints,
            models.UniqueConstraint(
                fields=["question_set", "number"],
                condition=Q(number__isnull=False),
                name="graduated_response_question_number_once",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
                name="graduated_response_question_not_replaced_by_itself",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("questions:question", args=[self.slug])

    @property
    def text(self) -> str:
        """The question in full."""
        return self.asked or self.title

    def answered_on(self) -> date | None:
        """The day the answer speaks of: its own, else that of its set."""
        return self.as_at or (self.question_set.as_at if self.question_set else None)

    def has_aged(self) -> bool:
        day = self.answered_on()
        return day is not None and (timezone.localdate() - day).days > AGES_AFTER_DAYS
