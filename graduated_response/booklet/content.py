"""All that a booklet says, as plain data (JSON), for every format alike.

{"title": ..., "edition": ..., "summary": ..., "council": ..., "site": ..., "address": ...,
 "phone": ..., "email": ..., "brand": "#0f5c63",
 "sections": [section, ...], "places": [{"name": ..., "address": [line, ...], "hours": ...}],
 "dated": "2026-11-22" or null}
"""

import hashlib
import json

from graduated_response.models import Booklet
from localoffer.media.models import HardCopyPlace
from localoffer.site.context import settings_of
from localoffer.ui.site_url import absolute

from . import chapters, linking, pictures, words
from .sections import Manuscript

DEEPEST = 6


def content_of(booklet: Booklet) -> dict:
    """What the booklet says now. Reads live content only; some queries for each chapter."""
    site = settings_of(None)
    manuscript = Manuscript()
    intro = {"key": "intro", "id": "intro", "level": 1, "title": "About this booklet", "blocks": []}
    manuscript.text(intro, booklet.intro, 2, booklet.get_absolute_url(), "intro")
    chosen = booklet.chapters.select_related("guide", "page", "journey", "area")
    chapters.write(manuscript, chosen)
    words.fill(manuscript)
    sections = [*([intro] if intro["blocks"] else []), *manuscript.sections]
    linking.resolve(sections, manuscript.places)
    pictures.resolve(sections)
    without_gaps(sections)
    return {
        "title": booklet.title,
        "edition": booklet.edition,
        "summary": booklet.summary,
        "dated": booklet.dated.isoformat() if booklet.dated else None,
        "council": site.council_name,
        "site": site.site_name,
        "address": absolute(booklet.get_absolute_url()),
        "phone": site.phone,
        "email": site.email,
        "brand": site.brand,
        "sections": sections,
        "places": [place_in(place) for place in booklet.places.all()],
    }


def place_in(place: HardCopyPlace) -> dict:
    address = [line.strip() for line in place.address.splitlines() if line.strip()]
    return {"name": place.name, "address": address, "hours": place.hours}


def without_gaps(sections: list[dict]) -> None:
    """No heading stands more than one level below the one before it, and none below the sixth,
    which is the last that PDF/UA and HTML know."""
    before = 0
    for section in sections:
        for heading in (section, *headings_in(section["blocks"])):
            heading["level"] = before = min(heading["level"], before + 1, DEEPEST)


def headings_in(blocks: list[dict]) -> list[dict]:
    return [block for block in blocks if block["t"] == "heading"]


def marks_of(content: dict) -> dict[str, list[str]]:
    """{id: [title, digest]} of each section, to say later which of them changed."""
    return {
        each["id"]: [each["title"], hashlib.sha256(_as_text(each).encode()).hexdigest()[:12]]
        for each in content["sections"]
    }


def changed_titles(before: dict, after: dict) -> list[str]:
    """The titles of sections that are new or say something else than before."""
    return [mark[0] for key, mark in after.items() if before.get(key) != mark]


def digest_of(content: dict, recipe: str) -> str:
    """The same for the same content, made by the same recipe."""
    return hashlib.sha256(f"{recipe} {_as_text(content)}".encode()).hexdigest()


def _as_text(content: dict) -> str:
    """In ASCII, so that no sign of any text can fail here."""
    return json.dumps(content, sort_keys=True)
