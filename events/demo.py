"""Events of the made-up council. The days of most count from the day of loading, so they never age;
those of which "You said, we did" tells have a date."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from localoffer.document_reader.demo_text import markdown, read
from localoffer.ui.site_url import absolute

from .models import Event, EventDate, Material, Venue

COLUMNS = (
    "title slug summary kind audience cost booking_url online_url status status_note when_note "
    "state owner"
).split()


def load() -> None:
    """Needs an empty database; the text is in demo.toml beside this file."""
    text = read(Path(__file__).with_suffix(".toml"))
    venues = {row.pop("key"): Venue.objects.create(**row) for row in text["venue"]}
    for row in text["event"]:
        event = Event.objects.create(
            **{"state": "live", **{name: row[name] for name in COLUMNS if name in row}},
            body=markdown(row["body"]),
            venue=venues.get(row.get("venue")),
        )
        EventDate.objects.bulk_create(dated(event, one, venues) for one in row.get("dates", []))
        Material.objects.bulk_create(
            Material(event=event, url=absolute(one.pop("path")), **one)
            for one in row.get("materials", [])
        )


def dated(event: Event, row: dict[str, Any], venues: dict[str, Venue]) -> EventDate:
    day = row.get("on") or timezone.localdate() + timedelta(days=row["days"])
    starts = timezone.make_aware(datetime.combine(day, time.fromisoformat(row["time"])))
    return EventDate(
        event=event,
        starts=starts,
        ends=starts + timedelta(minutes=row["minutes"]),
        cancelled=row.get("cancelled", False),
        note=row.get("note", ""),
        venue=venues.get(row.get("venue")),
    )
