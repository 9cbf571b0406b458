"""The demonstration's booklet with an earlier edition, from booklet.toml beside this file."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from graduated_response.booklet.releasing import release
from graduated_response.models import Area, Booklet, BookletEdition, Chapter, Guide, Journey, Page
from localoffer.document_reader.demo_text import markdown, read
from localoffer.media.models import HardCopyPlace
from localoffer.publishing import cache_token

MODELS = {"guide": Guide, "page": Page, "journey": Journey, "area": Area}


def load() -> None:
    """Needs the pages, the journeys, the areas and the places. The files are made by the clock."""
    text = read(Path(__file__).with_name("booklet.toml"))
    words = {name: text[name] for name in ("title", "summary", "edition")}
    booklet = Booklet.objects.create(**words, intro=markdown(text["intro"]), state="live")
    booklet.places.set(HardCopyPlace.objects.all())
    cache_token.bump()
    _add_chapters(booklet, text["chapter"], 1)
    old = text["old_edition"]
    day = localdate() - timedelta(days=365 * old.pop("years_ago"))
    release(BookletEdition(**old, dated=day), booklet, None)
    _add_chapters(booklet, text["new_chapter"], len(text["chapter"]) + 1)
    cache_token.bump()


def _add_chapters(booklet: Booklet, rows: list[dict[str, Any]], first: int) -> None:
    for position, row in enumerate(rows, first):
        about = {name: MODELS[name].objects.get(slug=row[name]) for name in MODELS if name in row}
        chapter = Chapter(booklet=booklet, position=position, **{**row, **about})
        chapter.full_clean()
        chapter.save()
