"""The fictional council of the demonstration: its settings, plain pages and a banner."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from localoffer.document_reader.demo_text import markdown, read

from .models import AlertBanner, SitePage, SiteSettings


def load() -> None:
    """Needs an empty database; the text is in demo.toml beside this file."""
    text = read(Path(__file__).with_suffix(".toml"))
    row = text["settings"]
    SiteSettings.objects.create(pk=1, **{**row, "home_intro": markdown(row["home_intro"])})
    for page in text["page"]:
        SitePage.objects.create(
            title=page["title"],
            slug=page["slug"],
            summary=page["summary"],
            body=markdown(page["body"]),
            state=page.get("state", "live"),
        )
    now = timezone.now()
    for banner in text.get("banner", []):
        AlertBanner.objects.create(
            title=banner["title"],
            text=banner["text"],
            link=banner.get("link", ""),
            level=banner["level"],
            starts=now + timedelta(days=banner["days_from"]),
            ends=now + timedelta(days=banner["days_to"]),
        )
