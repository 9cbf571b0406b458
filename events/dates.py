"""What is said of the dates of an event: the one place that puts them into words.

`DateRow` is for one row, `Schedule` for all rows of one event. Lists, pages, calendars, feeds,
posters and the admin ask them, so that nowhere two things are said of one event. Times are those
of the clock in England, written as in GOV.UK's style guide.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import models
from django.utils import timezone

NIGHT_ENDS = time(8)  # "8pm to 2am the next day"; an end after breakfast is said with its day


class Status(models.TextChoices):
    """Of an event as a whole."""

    PLANNED = "planned", "Going ahead"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"


class State(models.TextChoices):
    """What there is to say of an event at a moment; the label stands as a tag above its title."""

    UNANNOUNCED = "unannounced", ""
    NEXT = "next", ""
    NOW = "now", "Happening now"
    NEW_DATE = "new-date", "New date"
    POSTPONED = "postponed", "Postponed"
    DATES_CANCELLED = "dates-cancelled", "Cancelled"
    CANCELLED = "cancelled", "Cancelled"
    OVER = "over", ""
    NOT_HELD = "not-held", "Cancelled"


COLOURS = {State.NOW: "green", State.NEW_DATE: "yellow", State.POSTPONED: "yellow"}


class Day(NamedTuple):
    """A day as it stands beside the title in a list; `iso` is for machines."""

    iso: str
    weekday: str
    number: int
    month: str
    year: int


def clock(moment: datetime | time) -> str:
    """'2.30pm', '10am', 'midday': times as GOV.UK's style guide writes them."""
    if (moment.hour, moment.minute) in ((12, 0), (0, 0)):
        return "midday" if moment.hour else "midnight"
    minutes = f".{moment:%M}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def day(moment: datetime | date) -> str:
    """'Tuesday 3 March 2026'."""
    local = _local_day(moment)
    return f"{local:%A} {local.day} {local:%B %Y}"


def _local_day(moment: datetime | date) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def until_day(last: date, first: date) -> str:
    """The last day of several: its year is said where it is another one."""
    return day(last) if last.year != first.year else day(last).removesuffix(f" {last.year}")


def hours(starts: datetime, ends: datetime | None) -> str:
    """The times of one day, 'from 10am' or '10am to midday'; empty where it ends another day."""
    start = timezone.localtime(starts)
    if ends is None:
        return f"from {clock(start)}"
    end = timezone.localtime(ends)
    nights = (end.date() - start.date()).days
    if nights == 0 or (nights == 1 and end.time() == time()):
        return f"{clock(start)} to {clock(end)}"
    if nights == 1 and end.time() < min(start.time(), NIGHT_ENDS):
        return f"{clock(start)} to {clock(end)} the next day"
    return ""


def span(starts: datetime, ends: datetime | None, *, all_day: bool = False) -> str:
    """'Tuesday 3 March 2026, 10am to 2.30pm', and so on for all lengths."""
    if all_day:
        first, last = timezone.localdate(starts), timezone.localdate(ends or starts)
        days = day(first) if first == last else _days(first, last)
        return f"{days}, all day"
    if times := hours(starts, ends):
        return f"{day(starts)}, {times}"
    end = timezone.localtime(ends)
    # Midnight belongs to the day that it ends.
    last = (end - timedelta(minutes=1)).date() if end.time() == time() else end.date()
    start = timezone.localtime(starts)
    return f"{day(start)}, {clock(start)} to {until_day(last, start.date())}, {clock(end)}"


def _days(first: date, last: date) -> str:
    start = day(first)
    return f"{start if first.year != last.year else start[:-5]} to {day(last)}"


class DateRow:
    """For the model of one date: which of its event's rules count for it, and its words.

    It needs the columns `starts`, `ends` (None: nobody knows), `all_day`, `cancelled`,
    `new_date`, `venue`, `online_url`, and its `event`.
    """

    @property
    def stands(self) -> bool:
        """It takes place, or took place. `querysets.stands()` says the same in the database."""
        if self.cancelled or self.event.status == Status.CANCELLED:
            return False
        return self.new_date or self.event.status != Status.POSTPONED

    @property
    def off(self) -> str:
        """Why it does not take place, in a word; empty where it does."""
        if self.stands:
            return ""
        is_cancelled = self.cancelled or self.event.status == Status.CANCELLED
        return (Status.CANCELLED if is_cancelled else Status.POSTPONED).label

    @property
    def over_at(self) -> datetime:
        """When it is over; at the end of its day where nobody knows."""
        if self.ends:
            return self.ends
        tomorrow = timezone.localdate(self.starts) + timedelta(days=1)
        return timezone.make_aware(datetime.combine(tomorrow, time()))

    def is_over(self, at: datetime) -> bool:
        return self.over_at <= at

    def in_words(self) -> str:
        return span(self.starts, self.ends, all_day=self.all_day)

    def in_words_with_state(self) -> str:
        return f"{self.in_words()} ({self.off.lower()})" if self.off else self.in_words()

    def for_machines(self) -> str:
        """The value of <time datetime>."""
        local = timezone.localtime(self.starts)
        return local.date().isoformat() if self.all_day else local.isoformat(timespec="minutes")

    def hall(self) -> Any:
        """The venue on this date: its own one, else the event's; None where it is online."""
        return self.venue or (None if self.online_url else self.event.venue)

    def place(self) -> str:
        """Where it is, in a few words."""
        if hall := self.hall():
            return hall.name
        return "Online" if self.online_url else self.event.place()

    def joining_link(self) -> str:
        """Where to join online; that of the event does not count on a date with its own venue."""
        return self.online_url or ("" if self.venue_id else self.event.online_url)

    def differs(self) -> str:
        """Its place, where that is not the event's; empty where it is."""
        return self.place() if self.venue_id or self.online_url else ""


class Schedule:
    """All dates of one event, as they stand at a moment."""

    def __init__(self, event: Any, rows: Iterable[DateRow], at: datetime) -> None:
        self.event, self.at = event, at
        self.rows = sorted(rows, key=lambda row: row.starts)
        self.coming = [row for row in self.rows if not row.is_over(at)]
        self.past = [row for row in self.rows if row.is_over(at)]
        self.standing = [row for row in self.coming if row.stands]
        self.held = [row for row in self.past if row.stands]

    @property
    def state(self) -> State:
        if self.event.status == Status.CANCELLED:
            return State.CANCELLED
        is_postponed = self.event.status == Status.POSTPONED
        if self.standing:
            if self.standing[0].starts <= self.at:
                return State.NOW
            return State.NEW_DATE if is_postponed else State.NEXT
        if is_postponed and not self.held:
            return State.POSTPONED
        if not self.rows:
            return State.UNANNOUNCED
        if self.coming:
            return State.DATES_CANCELLED
        return State.OVER if self.held else State.NOT_HELD

    @property
    def is_over(self) -> bool:
        return self.state == State.OVER

    @property
    def can_be_joined(self) -> bool:
        """Somebody can still come, or may be told how."""
        return bool(self.standing) or self.state == State.UNANNOUNCED

    @property
    def joining_link(self) -> str:
        """The event's own link to join online, while one of its dates needs it."""
        links = [row.joining_link() for row in self.standing] or [self.event.online_url]
        link = self.event.online_url
        return link if self.can_be_joined and link in links else ""

    @property
    def tag(self) -> str:
        return self.state.label

    @property
    def colour(self) -> str:
        return COLOURS.get(self.state, "red")

    @property
    def shown(self) -> DateRow | None:
        """The date that a list names: the next one, or the last one of what is over."""
        rows = self.standing[:1] or (self.held[-1:] if self.state == State.OVER else [])
        return rows[0] if rows else None

    @property
    def day(self) -> Day | None:
        """The day beside the title in a list; None where no day may stand there."""
        if self.shown is None:
            return None
        local = timezone.localdate(self.shown.starts)
        return Day(local.isoformat(), f"{local:%A}", local.day, f"{local:%B}", local.year)

    @property
    def instead_of_day(self) -> str:
        return {
            State.UNANNOUNCED: "Date to be announced",
            State.POSTPONED: "New date to be announced",
            State.DATES_CANCELLED: self._cancelled_dates(),
            State.CANCELLED: "It will not take place" if self.coming else "It did not take place",
            State.NOT_HELD: "It did not take place",
        }.get(self.state, "")

    @property
    def sentence(self) -> str:
        """Above the dates on the event's page; empty where the dates say all."""
        said = self.instead_of_day or {
            State.NOW: "Happening now",
            State.NEW_DATE: "There is a new date",
            State.OVER: "This event has taken place",
        }.get(self.state, "")
        return f"{said}." if said else ""

    @property
    def note(self) -> str:
        """What staff wrote about a date that is still to come."""
        waits = self.state in (State.UNANNOUNCED, State.POSTPONED)
        return self.event.when_note if waits else ""

    @property
    def when(self) -> str:
        """Below the title in a list."""
        if self.shown:
            return self._with_others_that_day(self.shown)
        if self.state == State.CANCELLED and self.coming:
            return f"It was planned for {self.coming[0].in_words()}"
        return self.note

    @property
    def place(self) -> str:
        """Where the date is that a list names."""
        if self.shown is None:
            return self.event.place()
        places = [row.place() for row in self._that_day(self.shown)]
        return " and ".join(dict.fromkeys(filter(None, places)))

    @property
    def headline(self) -> str:
        """All of it in a sentence or two: for feeds, posters, staff and other parts of the site."""
        if self.shown is None:
            said = self.instead_of_day
            if self.tag and self.state != State.DATES_CANCELLED:
                said = f"{self.tag}. {said}"
            return f"{said}. {self.when}".rstrip(". ") + "."
        before = {
            State.NOW: "Happening now: ",
            State.NEW_DATE: "Postponed. New date: ",
            State.OVER: "It took place on ",
        }.get(self.state, "")
        return f"{before}{self.when}."

    def _cancelled_dates(self) -> str:
        one = len(self.coming) == 1
        return "The next date is cancelled" if one else "All future dates are cancelled"

    def _that_day(self, row: DateRow) -> list[DateRow]:
        """The dates that stand on the day of this one, so that a list hides none of them."""
        rows = self.standing if row in self.standing else self.held
        first = timezone.localdate(row.starts)
        return [other for other in rows if timezone.localdate(other.starts) == first]

    def _with_others_that_day(self, row: DateRow) -> str:
        rows = self._that_day(row)
        times = [hours(other.starts, other.ends) for other in rows]
        if len(rows) == 1 or any(other.all_day for other in rows) or not all(times):
            return row.in_words()
        return f"{day(row.starts)}, {' and '.join(times)}"
