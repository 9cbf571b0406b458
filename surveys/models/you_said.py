""" "You said, we did": what families told the council, and what came of it.

SEND Regulations 2014, reg 56: comments and the response, with the action intended, are published
at least once a year in a form that identifies nobody.
"""

import re
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from graduated_response.models.provision import NamedValue
from localoffer.plain_text.fields import CharField, JSONField
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.models import Published, PublishedQuerySet
from localoffer.richtext.fields import RichTextField
from localoffer.richtext.html import plain
from surveys.status import LONGEST_REASON, Status

from .evidence import Evidence
from .round_contradictions import of_round


class Theme(NamedValue):
    """What several comments are about, for example 'Training of staff'."""


class CycleQuerySet(PublishedQuerySet):
    def about(self, path: str) -> "CycleQuerySet":
        """Rounds whose evidence names an address of this site, or a place on that page."""
        named = Evidence.objects.filter(Q(path=path) | Q(path__startswith=f"{path}#"))
        return self.filter(pk__in=named.of_cycle().values("cycle"))

    def with_counts(self, theme: Theme | None = None) -> "CycleQuerySet":
        """Adds how many actions are `done`, `under_way`, `planned` and `not_possible`."""
        wanted = Q(did__said__theme=theme) if theme else Q()
        return self.annotate(
            **{
                status.replace("-", "_"): Count(
                    "did", filter=wanted & Q(did__status=status), distinct=True
                )
                for status in WeDid.Status.values
            }
        ).order_by(*self.model._meta.ordering)  # counting drops the usual order


def this_year() -> int:
    return timezone.localdate().year


class Cycle(Published):
    """One round of listening and acting, published under its year."""

    year = models.PositiveSmallIntegerField(db_index=True, default=this_year)
    scope = CharField("what it covers", max_length=200, blank=True)
    intro = RichTextField(blank=True)
    sources = RichTextField("who was heard, and when", blank=True)
    # What imports wrote (localoffer/importing/memory.py): a trace of the round, and one a row.
    imported = JSONField(default=dict, editable=False)

    objects = CycleQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = "round of You said, we did"
        verbose_name_plural = "rounds of You said, we did"
        ordering = ["-year", "title"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="surveys_cycle_year"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.year is not None and not 2000 <= self.year <= 2100:
            raise ValidationError({"year": "Enter a year from 2000 to 2100."})

    def get_absolute_url(self) -> str:
        return f"{reverse('you_said:year', args=[self.year])}#{self.slug}"

    def contradictions(self) -> Iterable[Contradiction]:
        return of_round(self)


class YouSaid(models.Model):
    class Category(models.TextChoices):
        """Reg 56(1): what a comment is about."""

        CONTENT = "content", "What the local offer says"
        MISSING = "missing", "What is missing"
        ACCESSIBILITY = "accessibility", "How easy it is to find and use"
        DEVELOPMENT = "development", "How it was made and reviewed"
        SERVICE = "service", "A service in general"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="said")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="said")
    category = CharField(max_length=15, choices=Category, default=Category.SERVICE)
    text = RichTextField("you said")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "you said"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return plain(self.text)[:100]


class WeDid(models.Model):
    """What was done about one or more things said, and how far it has come."""

    Status = Status

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="did")
    said = models.ManyToManyField(YouSaid, blank=True, related_name="did")
    text = RichTextField("we did")
    status = CharField(max_length=15, choices=Status, default=Status.DONE)
    due = models.DateField("planned for", null=True, blank=True)
    reason = CharField("why it is not possible", max_length=LONGEST_REASON, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "we did"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["done", "under-way", "planned", "not-possible"]),
                name="surveys_wedid_status_known",
            ),
            # Honest status: a plan has a date, a refusal has a reason.
            models.CheckConstraint(
                condition=~Q(status="planned") | Q(due__isnull=False),
                name="surveys_wedid_planned_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status="not-possible") | ~Q(reason=""),
                name="surveys_wedid_refusal_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return plain(self.text)[:100]

    def clean(self) -> None:
        if self.status == self.Status.PLANNED and not self.due:
            raise ValidationError({"due": "Say when it is planned for."})
        if self.status == self.Status.NOT_POSSIBLE and not self.reason:
            raise ValidationError({"reason": "Say why it is not possible."})

    @property
    def standing(self) -> tuple[str, date | None, str]:
        """How far it has come, with the day of a plan and the reason of a refusal: imports change
        all of it or nothing."""
        return str(self.status), self.due, self.reason

    @standing.setter
    def standing(self, standing: tuple[str, date | None, str]) -> None:
        self.status, self.due, self.reason = standing

    def says_reason(self) -> bool:
        """Whether the text holds the reason already, whatever its marks and links."""
        words, reason = (re.findall(r"\w+", one) for one in (plain(self.text), self.reason))
        return " ".join(reason) in " ".join(words)

    def is_late(self) -> bool:
        open_still = self.status in (self.Status.PLANNED, self.Status.UNDER_WAY)
        return open_still and self.due is not None and self.due < timezone.localdate()


class Progress(models.Model):
    """A dated word on how things go; the date is empty where a source gave none."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="progress")
    date = models.DateField(null=True, blank=True)
    text = RichTextField()

    class Meta:
        verbose_name_plural = "progress"
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"Progress {self.date or ''}".strip()


class PromiseQuerySet(models.QuerySet):
    def open(self) -> "PromiseQuerySet":
        """Promises of live rounds that wait to be kept, those due first on top."""
        waiting = self.filter(cycle__in=Cycle.objects.live(), kept_on__isnull=True)
        return waiting.select_related("cycle").order_by(
            models.F("due").asc(nulls_last=True), "cycle__year", "position", "pk"
        )


class Promise(models.Model):
    """Something the council said it would do; it stays open until it is kept."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="promises")
    text = RichTextField()
    due = models.DateField("promised for", null=True, blank=True)
    kept_on = models.DateField(null=True, blank=True)
    outcome = RichTextField("what came of it", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return plain(self.text)[:100]

    def clean(self) -> None:
        if self.kept_on and self.kept_on > timezone.localdate():
            raise ValidationError(
                {"kept_on": "This day is still to come. Enter the day when the promise was kept."}
            )

    def state(self) -> str:
        """'kept', 'overdue' or 'open'."""
        if self.kept_on:
            return "kept"
        return "overdue" if self.due and self.due < timezone.localdate() else "open"
