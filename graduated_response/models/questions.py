"""Questions and answers, alone or in sets that belong to an event."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from events.models import Event
from localoffer.plain_text.fields import JSONField, TextField
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.models import Published, live_needs
from localoffer.publishing.slugs import refuse_reserved
from localoffer.richtext.fields import RichTextField
from localoffer.richtext.html import plain

from .provision import NamedValue
from .question_contradictions import of_question, of_set

# After so many days an answer says by itself that things may have changed since.
AGES_AFTER_DAYS = 365
# Where an item of a list shows the start of the answer. It ends with a sentence, if that leaves
# enough to know what the answer is.
LEAD_WORDS = 25
FEWEST_LEAD_WORDS = 8
_SENTENCES = re.compile(r".*[.!?](?= [A-Z0-9“‘(]|$)")
_CUT_IN_A_LIST = re.compile(r"[;,:]…$")
# A line that ends without a stop and goes on with the next line, not with a new paragraph.
_END_OF_ITEM = re.compile(r"(?<![.:;,?!\n])\n(?!\n)")


class Topic(NamedValue):
    """What a question is about."""


def has_aged(day: date | None) -> bool:
    """Whether what was said on that day is old enough to need a word of warning."""
    return day is not None and (timezone.localdate() - day).days > AGES_AFTER_DAYS


class QuestionSet(Published):
    """Questions that were asked on one occasion, in their order."""

    intro = RichTextField(blank=True)
    as_at = models.DateField(
        "answers as at", null=True, blank=True, help_text="The day on which the answers were given."
    )
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="question_sets"
    )
    # What imports wrote (localoffer/importing/memory.py): a trace of the set, and one a question.
    imported = JSONField(default=dict, editable=False)

    class Meta(Published.Meta):
        verbose_name = "set of questions"
        verbose_name_plural = "sets of questions"
        ordering = [F("as_at").desc(nulls_last=True), "title"]

    def get_absolute_url(self) -> str:
        return reverse("questions:set", args=[self.slug])

    def members(self) -> list[Published]:
        return list(self.questions.out_of_bin())

    def contradictions(self) -> Iterable[Contradiction]:
        return of_set(self)

    def has_aged(self) -> bool:
        return has_aged(self.as_at)

    def live_event(self) -> Event | None:
        """The event at which the questions were asked, where families can see it."""
        return self.event if self.event and self.event.is_live() else None


class Question(Published):
    """`title` is the question in short; `asked` holds it in full where that is longer."""

    asked = TextField(
        "as it was asked", blank=True, help_text="Only when it is longer than the title."
    )
    answer = RichTextField(
        blank=True, help_text="Empty while nobody has answered yet; it is not published before."
    )
    is_question = models.BooleanField(
        "this is a question",
        default=True,
        help_text="Untick for a statement that was made among the questions.",
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
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name="replaced by",
    )

    part_of = "question_set"
    reserved_slugs = frozenset({"set", "ask"})

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
            live_needs("answer", name="graduated_response_question_live_is_complete"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("questions:question", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self)
        if self.pk and any(newer.pk == self.pk for newer in self.newer_answers()):
            raise ValidationError(
                {"superseded_by": "That question was itself replaced by this one. Choose another."}
            )

    def contradictions(self) -> Iterable[Contradiction]:
        return of_question(self)

    def lacks(self) -> dict[str, str]:
        return {} if self.answer else {"answer": "the answer"}

    @property
    def text(self) -> str:
        """The question in full."""
        return self.asked or self.title

    def lead(self) -> str:
        """Words for lists: the summary, else the start of the answer, with items of a list run
        together by semicolons."""
        answer = Truncator(_END_OF_ITEM.sub("; ", plain(self.answer)))
        start, cut = answer.words(LEAD_WORDS, truncate=""), answer.words(LEAD_WORDS)
        sentences = _SENTENCES.match(start)
        if start != cut and sentences and len(sentences[0].split()) >= FEWEST_LEAD_WORDS:
            cut = sentences[0]
        return self.summary or _CUT_IN_A_LIST.sub("…", cut)

    def newer_answers(self) -> Iterator["Question"]:
        """What replaced this question, what replaced that, and so on; each one once."""
        seen, newer = set(), self.superseded_by
        while newer and newer.pk not in seen:
            seen.add(newer.pk)
            yield newer
            newer = newer.superseded_by

    def newest_live(self) -> "Question | None":
        """The last of its replacements that families can see, or None."""
        live = [row for row in self.newer_answers() if row.is_live() and row.pk != self.pk]
        return live[-1] if live else None

    def live_set(self) -> QuestionSet | None:
        """The set the question stands in, where families can see it."""
        return self.question_set if self.question_set and self.question_set.is_live() else None

    def answered_on(self) -> date | None:
        """The day the answer speaks of: its own, else that of its set."""
        return self.as_at or (self.question_set.as_at if self.question_set else None)

    def has_aged(self) -> bool:
        return has_aged(self.answered_on())
