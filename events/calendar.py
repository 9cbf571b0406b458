"""Events for calendars (RFC 5545) and feed readers (Atom)."""

from datetime import date as day
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from icalendar import Calendar
from icalendar import Event as CalendarEntry

from localoffer.publishing.views import read_only
from localoffer.ui.site_url import absolute

from .models import Event, EventDate
from .querysets import not_over

# A calendar holds what is to come and the last quarter, so that it stays small for good.
KEPT_DAYS = 92
FEED_LENGTH = 30
CALENDAR_LENGTH = 500


def live_dates() -> QuerySet[EventDate]:
    """Dates of live events with what an entry shows, in one query."""
    rows = EventDate.objects.filter(event__in=Event.objects.live())
    return rows.select_related("event__venue", "venue").order_by("starts", "pk")


def entry(date: EventDate) -> CalendarEntry:
    """One date as a VEVENT. Its UID stays the same, so that a changed date replaces the old one.

    Many calendars show a cancelled entry of a subscription like any other, so its title says it.
    """
    event = date.event
    row = CalendarEntry()
    row.add("uid", f"date-{date.pk}@{settings.SITE_HOST}")
    row.add("dtstamp", event.updated)
    for name, moment in times(date):
        row.add(name, moment)
    row.add("summary", f"{date.off}: {event.title}" if date.off else event.title)
    row.add("url", absolute(event.get_absolute_url()))
    row.add("description", "\n".join(filter(None, [date.note, event.summary])))
    if place := whole_place(date):
        row.add("location", place)
    row.add("status", "CANCELLED" if date.off else "CONFIRMED")
    return row


def times(date: EventDate) -> list[tuple[str, datetime | day]]:
    """Start and end as RFC 5545 (3.6.1) has them: the end of whole days is the day after; without
    an end there is none."""
    starts = timezone.localtime(date.starts)
    if date.all_day:
        last = timezone.localdate(date.ends or date.starts)
        return [("dtstart", starts.date()), ("dtend", last + timedelta(days=1))]
    ends = [("dtend", timezone.localtime(date.ends))] if date.ends else []
    return [("dtstart", starts), *ends]


def whole_place(date: EventDate) -> str:
    if hall := date.hall():
        return ", ".join([hall.name, *hall.address.splitlines(), hall.postcode])
    return date.place()


def calendar_answer(dates) -> HttpResponse:
    calendar = Calendar()
    calendar.add("prodid", "-//Local Offer//Events//EN")
    calendar.add("version", "2.0")
    for date in dates:
        calendar.add_component(entry(date))
    calendar.add_missing_timezones()
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


@read_only
def all_events(request: HttpRequest) -> HttpResponse:
    since = timezone.now() - timedelta(days=KEPT_DAYS)
    return calendar_answer(live_dates().filter(not_over(since, ""))[:CALENDAR_LENGTH])


@read_only
def one_event(request: HttpRequest, slug: str) -> HttpResponse:
    dates = list(live_dates().filter(event__slug=slug))
    if not dates:
        raise Http404("This event is not there or has no date yet.")
    return calendar_answer(dates)


@read_only
def feed(request: HttpRequest) -> HttpResponse:
    """The events that are coming, as an Atom feed; each says what became of its dates."""
    listed = absolute(reverse("events:list"))
    atom = Atom1Feed(
        title="Events",
        description=None,
        subtitle="Events for families of children and young people with SEND",
        link=listed,
        feed_url=absolute(request.path),
        language=settings.LANGUAGE_CODE,
    )
    for event in Event.objects.live().coming().for_cards()[:FEED_LENGTH]:
        said, address = event.schedule(), absolute(event.get_absolute_url())
        words = [said.headline, event.status_note, event.summary]
        atom.add_item(
            title=f"{said.tag}: {event.title}" if said.tag else event.title,
            link=address,
            unique_id=address,
            description=escape(" ".join(filter(None, words))),
            updateddate=event.updated,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
