"""Which events are coming and which are past. The database says here of a date what `dates.DateRow`
says of a row; a test holds the two together.
"""

from datetime import datetime, time

from django.db.models import F, Max, Min, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from localoffer.publishing.models import PublishedQuerySet

from .dates import Status


def not_over(at: datetime, dates: str = "dates__") -> Q:
    """Dates that are to come or going on; without an end, until their day ends."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(at), time()))
    return Q((f"{dates}ends__gt", at)) | Q(
        (f"{dates}ends__isnull", True), (f"{dates}starts__gte", midnight)
    )


def stands(dates: str = "dates__", event: str = "") -> Q:
    """Dates that take place."""
    return Q((f"{dates}cancelled", False)) & (
        Q((f"{event}status", Status.PLANNED))
        | Q((f"{event}status", Status.POSTPONED), (f"{dates}new_date", True))
    )


class EventQuerySet(PublishedQuerySet):
    def with_moments(self, at: datetime | None = None) -> "EventQuerySet":
        """Adds what lists are ordered by; what they say comes from `Event.schedule()`.

        `next_start`: of the next date that stands; `coming_start`: of the next one, cancelled or
        not; `last_held`: of the last one that stands; `last_start`: of the last one of all.
        """
        at = at or timezone.now()
        return self.annotate(
            next_start=Min("dates__starts", filter=not_over(at) & stands()),
            coming_start=Min("dates__starts", filter=not_over(at)),
            last_held=Max("dates__starts", filter=stands()),
            last_start=Max("dates__starts"),
        )

    _IS_COMING = (
        Q(coming_start__isnull=False)
        | Q(last_start__isnull=True)
        | Q(status=Status.POSTPONED, last_held__isnull=True)
    )

    def coming(self, at: datetime | None = None) -> "EventQuerySet":
        """What is not over, soonest first, then what waits for a date."""
        soonest = Coalesce("next_start", "coming_start")
        return (
            self.with_moments(at)
            .filter(self._IS_COMING)
            .order_by(soonest.asc(nulls_last=True), "title")
        )

    def past(self, at: datetime | None = None) -> "EventQuerySet":
        """Events whose every date is over, newest first."""
        newest = Coalesce("last_held", F("last_start"))
        return self.with_moments(at).exclude(self._IS_COMING).order_by(newest.desc(), "title")

    def with_dates(self) -> "EventQuerySet":
        """With all that `Event.schedule()` asks for, in one more query."""
        rows = self.model._meta.get_field("dates").related_model.objects.select_related("venue")
        return self.select_related("venue").prefetch_related(Prefetch("dates", rows))

    def for_cards(self) -> "EventQuerySet":
        """With what the card of an event shows beside its own columns."""
        return self.with_dates().defer("body")
