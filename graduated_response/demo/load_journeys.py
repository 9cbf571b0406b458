"""The demonstration's journeys, from journeys.toml beside this file."""

from datetime import timedelta
from pathlib import Path

from django.utils.timezone import localdate

from graduated_response.models import Journey, Page, Step
from localoffer.document_reader.demo_text import markdown, read


def load() -> None:
    """Needs the demonstration's pages, and no journeys."""
    for row in read(Path(__file__).with_name("journeys.toml"))["journey"]:
        steps, days = row.pop("step"), row.pop("review_in_days", 365)
        review_by = localdate() + timedelta(days=days)
        journey = Journey.objects.create(
            **{"state": "live", **row, "intro": markdown(row["intro"]), "review_by": review_by}
        )
        for place, step in enumerate(steps, 1):
            text = markdown(step["text"])
            saved = Step.objects.create(
                journey=journey, title=step["title"], text=text, position=place
            )
            saved.pages.set(Page.objects.filter(slug__in=step["pages"]))
