"""Events: what happens, where, on which dates, and what is left of it afterwards."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from localoffer.plain_text.fields import CharField, TextField, URLField
from localoffer.publishing.content_version import ChangesContent
from localoffer.publishing.models import Published, PublishedQuerySet
from localoffer.publishing.slugs import refuse_reserved
from localoffer.richtext.fields import RichTextField


def clock(moment: datetime) -> str:
    """'2.30pm', '10am', 'midday': times as GOV.UK's style guide writes them."""
    if (moment.hour, moment.minute) in ((12, 0), (0, 0)):
        return "midday" if moment.hour else "midnight"
    minutes = f".{moment:%M}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def span(starts: datetime, ends: datetime) -> str:
    """'Tuesday 3 March 2026, 10am to 2.30pm'; an end on another day gets its date too."""
    start, end = timezone.localtime(starts), timezone.localtime(ends)
    until = (
        clock(end) if start.date() == end.date() else f"{end:%A} {end.day} {end:%B}, {clock(end)}"
    )
    return f"{start:%A} {start.day} {start:%B %Y}, {clock(start)} to {until}"


class Venue(ChangesContent):
    """A place and what a disabled visitor must know of it. An empty fact means "we do not know"."""

    name = CharField(max_length=120, unique=True)
    address = TextField()
    postcode = CharField(max_length=10)
    step_free = models.BooleanField("step-free way in", null=True, blank=True)
    accessible_toilet = models.BooleanField(null=True, blank=True)
    changing_places = models.BooleanField("Changing Places toilet", null=True, blank=True)
    hearing_loop = models.BooleanField(null=True, blank=True)
    quiet_space = models.BooleanField(null=True, blank=True)
    blue_badge_parking = models.BooleanField("Blue Badge parking", null=True, blank=True)
    access_notes = TextField("more about access", blank=True)

    class Meta:
        ordering = ["name"]

    FACTS = (
        "step_free",
        "accessible_toilet",
        "changing_places",
        "hearing_loop",
        "quiet_space",
        "blue_badge_parking",
    )

    def __str__(self) -> str:
        return self.name

    def facts(self) -> list[tuple[str, bool | None]]:
        """(name, True / False / None for unknown) of each access fact, in a fixed order."""
        return [
            (str(self._meta.get_field(name).verbose_name), getattr(self, name))
            for name in self.FACTS
        ]


class EventQuerySet(PublishedQuerySet):
    def with_next_date(self, at: datetime | None = None) -> "EventQuerySet":
        """Adds `next_start`, `next_end` (None: no date to come) and `has_dates`."""
        at = at or timezone.now()
        to_come = Q(dates__ends__gte=at, dates__cancelled=False)
        return self.annotate(
            next_start=Min("dates__starts", filter=to_come),
            next_end=Min("dates__ends", filter=to_come),
            has_dates=Exists(EventDate.objects.filter(event=OuterRef("pk"))),
        )

    def coming(self, at: datetime | None = None) -> "EventQuerySet":
        """Events with a date to come, soonest first, then those still to be announced."""
        at = at or timezone.now()
        ahead = EventDate.objects.filter(event=OuterRef("pk"), ends__gte=at)
        return (
            self.with_next_date(at)
            .filter(Q(Exists(ahead)) | Q(has_dates=False))
            .order_by(F("next_start").asc(nulls_last=True), "title")
        )

    def for_cards(self) -> "EventQuerySet":
        """With what the card of an event shows beside its own columns."""
        return self.select_related("venue").defer("body")

    def past(self, at: datetime | None = None) -> "EventQuerySet":
        """Events whose every date is over, newest first."""
        at = at or timezone.now()
        ahead = EventDate.objects.filter(event=OuterRef("pk"), ends__gte=at)
        return (
            self.with_next_date(at)
            .filter(~Exists(ahead), has_dates=True)
            .annotate(last_start=models.Max("dates__starts"))
            .order_by("-last_start", "title")
        )


class Event(Published):
    class Kind(models.TextChoices):
        WEBINAR = "webinar", "Webinar"
        DROP_IN = "drop-in", "Drop-in"
        FORUM = "forum", "Forum"
        TRAINING = "training", "Training"
        COFFEE_MORNING = "coffee-morning", "Coffee morning"
        OTHER = "other", "Event"

    class Status(models.TextChoices):
        PLANNED = "planned", "Going ahead"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"

    kind = CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    body = RichTextField("about the event")
    audience = CharField("who it is for", max_length=200)
    cost = CharField(max_length=100, default="Free")
    booking_url = URLField("booking link", max_length=500, blank=True)
    online_url = URLField("link to join online", max_length=500, blank=True)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="events")
    status = CharField(max_length=10, choices=Status, default=Status.PLANNED)
    status_note = CharField(
        "why, and what happens now",
        max_length=250,
        blank=True,
        help_text="Shown with 'cancelled' or 'postponed'.",
    )
    when_note = CharField(
        "when, in words",
        max_length=100,
        blank=True,
        help_text="For an event without a date yet, for example: early next year.",
    )

    reserved_slugs = frozenset({"past", "feed"})

    objects = EventQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["title"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=["planned", "postponed", "cancelled"]),
                name="events_event_status_known",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.slug])

    def other_addresses(self) -> list[str]:
        return [reverse("events:ics", args=[self.slug])]

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self)

    def place(self) -> str:
        """Where it is, in a few words."""
        if self.venue:
            return self.venue.name
        return "Online" if self.online_url or self.kind == self.Kind.WEBINAR else ""

    def notice(self) -> str:
        """What a reader must not miss: cancelled or postponed; empty when it goes ahead."""
        return "" if self.status == self.Status.PLANNED else self.get_status_display()

    def when(self) -> str:
        """The next date in words; needs `with_next_date()`."""
        if self.next_start:
            return span(self.next_start, self.next_end)
        return self.when_note


class EventDate(models.Model):
    """One time at which an event takes place. A recurring event has several; none means that the
    date is still to be announced."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="dates")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    cancelled = models.BooleanField("cancelled on this date", default=False)
    note = CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = "date"
        ordering = ["starts"]
        constraints = [
            models.UniqueConstraint(fields=["event", "starts"], name="events_eventdate_once"),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="events_eventdate_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.in_words()

    def clean(self) -> None:
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": "The end must be after the start."})

    def in_words(self) -> str:
        return span(self.starts, self.ends)


class Material(models.Model):
    """What is left for those who could not come: a recording, slides, notes."""

    class Kind(models.TextChoices):
        RECORDING = "recording", "Recording"
        SLIDES = "slides", "Slides"
        NOTES = "notes", "Notes"
        LINK = "link", "Link"

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    label = CharField(max_length=150)
    url = URLField("link", max_length=500)
    kind = CharField(max_length=10, choices=Kind, default=Kind.LINK)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
