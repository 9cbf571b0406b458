"""What expectations said, and from when until when: kept for good, as people quote it by its date.

A wording is what the public could read under a code for some time. It is written down by
`Statement.save()` and `Area.save()`, in the transaction of the change itself, whichever way that
comes: publishing, the clock, an import, archiving. Expectations are never deleted once they were
public, and their wordings go with nobody (PROTECT), so they are no part of drafts and versions.
"""

from datetime import date, datetime, time

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from localoffer.plain_text.fields import CharField, TextField
from localoffer.publishing.models import State


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def last_of(day: date) -> datetime:
    """The last moment of a day, by the clock in England."""
    return timezone.make_aware(datetime.combine(day, time.max))


class WordingQuerySet(models.QuerySet):
    def public(self, now: datetime | None = None) -> "WordingQuerySet":
        """What families read or could once read. What is only planned is left out."""
        return self.filter(since__lte=now or timezone.now())

    def at(self, moment: datetime) -> "WordingQuerySet":
        """What is in force at a moment: at most one for each expectation."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=moment), since__lte=moment)

    def on(self, day: date) -> "WordingQuerySet":
        """What was in force when a day ended; until it has, what is in force now."""
        return self.at(min(last_of(day), timezone.now()))

    def moved_between(self, before: datetime | None, after: datetime) -> "WordingQuerySet":
        """What came into force from one moment to another and still was at the second, and what
        was in force at the first and no longer at the second. Each knows with `was_there`
        whether its expectation had been public before. Without a `before`, all of `after`."""
        if before is None:
            return self.at(after).annotate(was_there=Value(False))
        earlier = self.model.objects.filter(statement=OuterRef("statement"), since__lte=before)
        came = Q(since__gt=before, since__lte=after) & (Q(until__isnull=True) | Q(until__gt=after))
        went = Q(since__lte=before, until__gt=before, until__lte=after)
        return self.filter(came | went).annotate(was_there=Exists(earlier))

    def keep(self, statements: QuerySet) -> None:
        """Write down what these expectations say from now on, or that they say it no longer.

        Call it in the transaction that changes them.
        """
        now = timezone.now()
        rows = statements.order_by().select_related("area", "sub_area", "level")
        rows = list(rows.prefetch_related("phases"))
        mine = self.filter(statement__in=rows)
        mine.filter(since__gt=now).delete()  # planned, and never public
        present = {wording.statement_id: wording for wording in mine.at(now)}
        for row in rows:
            _keep(present.get(row.pk), Wording.of(row, now), now)


class Wording(models.Model):
    """The words in force for a time. A reading that nobody had checked then is left empty."""

    TEXTS = ("title", "for_parents", "easy_read", "how", "detail", "law", "code_paragraphs")

    statement = models.ForeignKey(
        "graduated_response.Statement", models.PROTECT, related_name="wordings"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    title = CharField(max_length=200)
    for_parents = TextField()
    easy_read = TextField()
    how = TextField()
    detail = TextField()
    law = CharField(max_length=60)
    code_paragraphs = CharField(max_length=200)
    # What these were called then.
    area = CharField(max_length=200)
    part = CharField(max_length=100)
    level = CharField(max_length=100)
    phases = TextField()
    # Keys of area, part, level and phases: another name for one of them is no change.
    place = CharField(max_length=250)

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["statement", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "since"], name="graduated_response_wording_since_once"
            ),
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(until__isnull=True),
                name="graduated_response_wording_one_open",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="graduated_response_wording_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def of(cls, statement: models.Model, now: datetime) -> "Wording | None":
        """What the public reads of an expectation from now on, not saved; None for nothing."""
        rows = (statement, statement.area)
        since = max([now, *(row.live_from for row in rows if row.live_from)])
        until = min((row.expires for row in rows if row.expires), default=None)
        if not all(row.state == State.LIVE for row in rows) or (until and until <= since):
            return None
        stale = statement.stale_fields()
        texts = {name: "" if name in stale else getattr(statement, name) for name in cls.TEXTS}
        phases = list(statement.phases.all())
        keys = [statement.area_id, statement.sub_area_id, statement.level_id]
        return cls(
            statement=statement,
            since=since,
            until=until,
            area=statement.area.title,
            part=statement.sub_area.name if statement.sub_area else "",
            level=statement.level.name if statement.level else "",
            phases=", ".join(phase.name for phase in phases),
            place=" ".join(map(str, [*keys, *sorted(phase.pk for phase in phases)])),
            **texts,
        )

    def says_the_same(self, other: "Wording") -> bool:
        return all(getattr(self, name) == getattr(other, name) for name in (*self.TEXTS, "place"))

    @property
    def ways(self) -> list[str]:
        return lines(self.how)

    def has_ended(self, at: datetime) -> bool:
        return self.until is not None and self.until <= at

    def end(self, at: datetime | None) -> None:
        """It is in force until then. One that would end as it began was never there."""
        if at and at <= self.since:
            self.delete()
        elif self.until != at:
            self.until = at
            self.save(update_fields=["until"])


def _keep(present: Wording | None, wanted: Wording | None, now: datetime) -> None:
    goes_on = present and wanted and wanted.since == now and present.says_the_same(wanted)
    if present:
        present.end(wanted.until if goes_on else now)
    if wanted and not goes_on:
        wanted.save()
