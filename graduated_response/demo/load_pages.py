"""The demonstration's contacts, age bands, guides and pages, from pages.toml beside this file."""

from datetime import timedelta
from pathlib import Path

from django.utils.timezone import localdate

from graduated_response.models import AgeBand, Contact, Guide, Page, Part
from localoffer.document_reader.demo_text import markdown, read
from localoffer.media.models import Video
from localoffer.publishing import cache_token


def load() -> None:
    """Needs an empty database."""
    text = read(Path(__file__).with_name("pages.toml"))
    contacts = {row.pop("key"): Contact.objects.create(**_stripped(row)) for row in text["contact"]}
    bands = {
        row["slug"]: AgeBand.objects.create(
            **{**row, "speak_to": markdown(row["speak_to"]), "position": position}
        )
        for position, row in enumerate(text["age_band"], 1)
    }
    guides = {row["slug"]: _load_guide(row) for row in text["guide"]}
    for row in text["page"]:
        _load_page(row, contacts, bands, guides)
    cache_token.bump()


def _load_guide(row: dict) -> Guide:
    """A video that is not there (in a test of the pages alone) is left out."""
    video = Video.objects.filter(slug=row.pop("video", "")).first()
    return Guide.objects.create(
        **{**row, "intro": markdown(row["intro"])}, video=video, state="live"
    )


def _load_page(
    row: dict, contacts: dict[str, Contact], bands: dict[str, AgeBand], guides: dict[str, Guide]
) -> None:
    parts, days = row.pop("part", []), row.pop("review_in_days", 365)
    video = Video.objects.filter(slug=row.pop("video", "")).first()
    page = Page.objects.create(
        **{
            **row,
            "body": markdown(row["body"]),
            "guide": guides.get(row.get("guide")),
            "video": video,
            "state": row.get("state", "live"),
            "review_by": localdate() + timedelta(days=days),
        }
    )
    for part in parts:
        saved = Part.objects.create(
            page=page,
            role=part["role"],
            age_band=bands.get(part.get("age_band")),
            text=markdown(part["text"]),
        )
        saved.contacts.set([contacts[key] for key in part.get("contacts", [])])


def _stripped(row: dict[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in row.items()}
