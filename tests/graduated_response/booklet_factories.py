"""A booklet for tests, live unless a test says otherwise."""

from datetime import date

from graduated_response.booklet.content import content_of
from graduated_response.booklet.finishing import finished
from graduated_response.models import Booklet, Chapter

ABOUT = ("guide", "page", "journey", "area")


def make_booklet(*chapters: dict, **fields) -> Booklet:
    """`chapters`: {"page": page}, {"guide": guide}, {"area": area}, {"kind": "glossary"} ..."""
    booklet = Booklet.objects.create(**{"title": "Our booklet", "state": "live"} | fields)
    for position, row in enumerate(chapters, 1):
        kind = row.get("kind") or next(name for name in ABOUT if name in row)
        chapter = Chapter(booklet=booklet, position=position, **{**row, "kind": kind})
        chapter.full_clean()
        chapter.save()
    return booklet


def sections_of(booklet: Booklet) -> dict[str, dict]:
    return {section["id"]: section for section in content_of(booklet)["sections"]}


def ready(booklet: Booklet) -> dict:
    """What the formats are made from."""
    return finished(content_of(booklet), date(2026, 11, 22))
