"""Events for calendars (RFC 5545) and feed readers (Atom)."""

from datetime import timedelta

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from icalendar import Calendar
from icalendar import Event as CalendarEntry

from localoffer.publishing.views import read_only

from .models import Event, EventDate

# A calendar holds what is to come and the last quarter, so that it stays small for good.
KEPT_DAYS = 92
FEED_LENGTH = 30
CALENDAR_LENGTH = 500


def live_dates():
    """Dates of live events with what an entry shows, in one query."""
    return EventDate.objects.filter(event__in=Event.objects.live()).select_related("event__venue")


def entry(date: EventDate) -> CalendarEntry:
    """One date as a VEVENT. Its UID stays the same, so that a changed date replaces the old one."""
    event, venue = date.event, date.event.venue
    row = CalendarEntry()
    row.add("uid", f"date-{date.pk}@{settings.SITE_HOST}")
    row.add("dtstamp", event.updated)
    row.add("dtstart", timezone.localtime(date.starts))
    row.add("dtend", timezone.localtime(date.ends))
    row.add("summary", event.title)
    row.add("url", settings.SITE_URL + event.get_absolute_url())
    row.add("description", event.summary)
    if venue:
        place = ", ".join([venue.name, *venue.address.split("\n"), venue.postcode])
        row.add("location", place)
    elif event.online_url:
        row.add("location", "Online")
    row.add("status", status(date))
    return row


def status(date: EventDate) -> str:
    if date.cancelled or date.event.status == Event.Status.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if date.event.status == Event.Status.POSTPONED else "CONFIRMED"


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
    return calendar_answer(
        live_dates().filter(ends__gte=since).order_by("starts")[:CALENDAR_LENGTH]
    )


@read_only
def one_event(request: HttpRequest, slug: str) -> HttpResponse:
    dates = list(live_dates().filter(event__slug=slug).order_by("starts"))
    if not dates:
        raise Http404("This event is not there or has no date yet.")
    return calendar_answer(dates)


class EventFeed(Feed):
    """The events that are coming, as an Atom feed."""

    feed_type = Atom1Feed
    title = "Events"
    subtitle = "Events for families of children and young people with SEND"
    link = "/events/"

    def items(self) -> list[Event]:
        return list(Event.objects.live().coming()[:FEED_LENGTH])

    def item_title(self, item: Event) -> str:
        return item.title

    def item_description(self, item: Event) -> str:
        return item.summary

    def item_updateddate(self, item: Event):
        return item.updated
