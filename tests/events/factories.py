"""Events for tests, live and complete unless a test says otherwise."""

from datetime import datetime, timedelta

from django.utils import timezone

from events.models import Event, EventDate, Venue


def make_venue(**fields) -> Venue:
    return Venue.objects.create(
        **{"name": "Long Barn", "address": "1 High Street\nLarkminster", "postcode": "LK1 1AA"}
        | fields
    )


def make_event(slug: str = "coffee", dates: tuple = (), **fields) -> Event:
    """`dates`: days from now (numbers), or starts (datetimes); each lasts an hour."""
    event = Event.objects.create(
        **{
            "title": f"Event {slug}",
            "slug": slug,
            "summary": f"About {slug}.",
            "body": f"<p>All about {slug}.</p>",
            "audience": "Parents",
            "state": "live",
        }
        | fields
    )
    for date in dates:
        starts = date if isinstance(date, datetime) else timezone.now() + timedelta(days=date)
        EventDate.objects.create(event=event, starts=starts, ends=starts + timedelta(hours=1))
    return event
