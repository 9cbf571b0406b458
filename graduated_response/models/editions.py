"""Editions: what all expectations together say at a date, under a name that people quote."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from localoffer.publishing import frame
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.json_rows import all_json_rows
from localoffer.publishing.models import Published, PublishedQuerySet, State
from localoffer.richtext.fields import RichTextField

from .other_contradictions import of_edition
from .statements import Statement
from .wordings import last_of


class EditionQuerySet(PublishedQuerySet):
    def current(self) -> "Edition | None":
        """The edition in force today."""
        return self.live().first()


class Edition(Published):
    """It has no texts of its own: what was in force when its day ended is what it says."""

    date = models.DateField(
        "released on", null=True, editable=False, help_text="The day on which it was published."
    )
    about = RichTextField(
        "what it says about itself", blank=True, help_text="Why things changed, and who was asked."
    )
    changes = models.ManyToManyField(
        Statement,
        blank=True,
        related_name="changed_in",
        verbose_name="goes out with it",
        help_text="Expectations whose drafts are published in the same act.",
    )
    withdraws = models.ManyToManyField(
        Statement,
        blank=True,
        related_name="withdrawn_in",
        verbose_name="withdrawn with it",
        help_text="Expectations that are archived in the same act. Their codes go on answering.",
    )

    objects = EditionQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = [models.F("date").desc(nulls_first=True), "-pk"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=State.LIVE) | Q(date__isnull=False),
                name="graduated_response_edition_live_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} edition"

    @property
    def name(self) -> str:
        return str(self)

    @classmethod
    def on_every_page(cls) -> models.Subquery:
        """Their names and dates: every expectation that people quote names its edition."""
        live = cls.objects.filter(state=State.LIVE)
        return all_json_rows(live, "id", "title", "slug", "date", "state", "live_from", "expires")

    @classmethod
    def known(cls, request: HttpRequest) -> list["Edition"]:
        """The live editions, newest first; no query of its own."""
        rows = [edition for edition in frame.of(request).rows[cls] if edition.is_live()]
        return sorted(rows, key=lambda edition: (edition.date, edition.pk), reverse=True)

    @property
    def moment(self) -> datetime:
        """What is in force then is this edition: the end of its day, and until that comes, now."""
        now = timezone.now()
        return min(last_of(self.date), now) if self.date else now

    def comes_before(self, other: "Edition") -> bool:
        return other.date is None or (self.date, self.pk) < (other.date, other.pk)

    def get_absolute_url(self) -> str:
        return reverse("provision:edition", args=[self.slug])

    def contradictions(self) -> Iterable[Contradiction]:
        return of_edition(self)

    def members(self) -> list[Published]:
        """Of one that is out, none: a later draft of them has nothing to do with it."""
        return [] if self.date or not self.pk else list(self.changes.out_of_bin())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The day on which it is first live is its date, for good."""
        if self.state == State.LIVE and self.date is None:
            self.date = timezone.localdate()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "date"}
        super().save(*args, **kwargs)

    def publish(self) -> None:
        """Released for the first time, it withdraws what it is to withdraw."""
        is_release = self.date is None
        super().publish()
        if is_release:
            for statement in self.withdraws.out_of_bin():
                statement.archive()
