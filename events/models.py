"""Events: what happens, where, on which dates, and what is left of it afterwards."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from localoffer.plain_text.fields import CharField, TextField, URLField
from localoffer.publishing.cache_token import ChangesContent
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.models import Published, live_needs
from localoffer.publishing.slugs import refuse_reserved
from localoffer.richtext.fields import RichTextField

from .contradictions import of_event, of_venue
from .dates import DateRow, Schedule, Status
from .querysets import EventQuerySet


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

    own_names = ("name", "address")

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

    def contradictions(self) -> Iterable[Contradiction]:
        return of_venue(self)

    def facts(self) -> list[tuple[str, bool | None]]:
        """(name, True / False / None for unknown) of each access fact, in a fixed order."""
        return [
            (str(self._meta.get_field(name).verbose_name), getattr(self, name))
            for name in self.FACTS
        ]


class Event(Published):
    class Kind(models.TextChoices):
        WEBINAR = "webinar", "Webinar"
        DROP_IN = "drop-in", "Drop-in"
        FORUM = "forum", "Forum"
        TRAINING = "training", "Training"
        COFFEE_MORNING = "coffee-morning", "Coffee morning"
        OTHER = "other", "Event"

    Status = Status

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
        help_text="Shown with 'cancelled' or 'postponed'. Of a postponed event only those dates "
        "still stand that say “new date” below.",
    )
    when_note = CharField(
        "when, in words",
        max_length=100,
        blank=True,
        help_text="For an event without a date yet, for example: early next year.",
    )

    reserved_slugs = frozenset({"past", "feed"})
    may_be_open = frozenset({"when_note", "status_note"})

    objects = EventQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["title"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=["planned", "postponed", "cancelled"]),
                name="events_event_status_known",
            ),
            live_needs("body", "audience", "cost", name="events_event_live_is_complete"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.slug])

    def other_addresses(self) -> list[str]:
        return [reverse("events:ics", args=[self.slug])]

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self)

    def contradictions(self) -> Iterable[Contradiction]:
        return of_event(self)

    def place(self) -> str:
        """Where it is, in a few words."""
        if self.venue:
            return self.venue.name
        return "Online" if self.online_url or self.kind == self.Kind.WEBINAR else ""

    def notice(self) -> str:
        """'cancelled' or 'postponed', beside a link to it; empty where it goes ahead."""
        return "" if self.status == Status.PLANNED else self.get_status_display().lower()

    def schedule(self, at: datetime | None = None) -> Schedule:
        """What is said of its dates at a moment (default: now). Lists fetch them with
        `with_dates()`."""
        return Schedule(self, self.dates.all(), at or timezone.now())

    def begins_on(self) -> date | None:
        """The day of its first date that takes place."""
        days = [timezone.localdate(row.starts) for row in self.schedule().rows if row.stands]
        return days[0] if days else None

    def poster_note(self) -> str:
        return self.schedule().headline


class EventDate(DateRow, models.Model):
    """One time at which an event takes place. A recurring event has several; none means that the
    date is still to be announced. A date may be somewhere else than the event usually is."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="dates")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True, help_text="Leave empty if it is not known.")
    all_day = models.BooleanField("all day", default=False, help_text="Then leave out the times.")
    cancelled = models.BooleanField("cancelled on this date", default=False)
    new_date = models.BooleanField("new date after it was postponed", default=False)
    note = CharField(max_length=150, blank=True)
    venue = models.ForeignKey(
        Venue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dates",
        help_text="Only if it is somewhere else on this date.",
    )
    online_url = URLField(
        "link to join online on this date",
        max_length=500,
        blank=True,
        help_text="Only if it is another one on this date.",
    )

    # As time passes, pages say something else of it.
    shows_between = ("starts", "ends")

    may_be_open = frozenset({"note"})

    class Meta:
        verbose_name = "date"
        ordering = ["starts"]
        constraints = [
            models.UniqueConstraint(fields=["event", "starts"], name="events_eventdate_once"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="events_eventdate_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.in_words_with_state()

    def clean(self) -> None:
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": "The end must be after the start."})


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
