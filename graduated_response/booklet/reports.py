"""What staff read: what could not be made, and what the files show otherwise than the pages."""

from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime

from graduated_response.models import BookletFile

from . import pictures, typesetting
from .formats import Format
from .glyphs import Replaced

NO_ROOM = "The file could not be stored, or a picture could not be read. Is the disk full?"
FAULT = "The site failed at it. The technical log says more."
AGAIN = "The site tries again every 10 minutes, and at once when a page changes."


def of_unreadable(chapter: str) -> str:
    where = f"“{chapter}” could not be read, so no" if chapter else "No"
    return f"{where} file of the booklet is new. Families still get the last ones. {FAULT} {AGAIN}"


class Failure(NamedTuple):
    """A format that could not be made; `guilty` are the titles of the sections that stand in the
    way, `last` is the file that families get."""

    form: Format
    error: Exception
    guilty: list[str]
    last: BookletFile | None

    @property
    def why(self) -> str:
        if isinstance(self.error, OSError):
            return NO_ROOM
        where = f"Look at {_quoted(self.guilty)}." if self.guilty else ""
        is_refusal = isinstance(self.error, typesetting.CannotBeSet)
        said = f"The program that sets it says: {self.error}." if is_refusal else FAULT
        return f"{where} {said}".strip()

    @property
    def kept(self) -> str:
        if self.last and self.last.made:
            day = date_format(localtime(self.last.made), "j F Y")
            return f"Families still get what was made on {day}."
        return "Families still get the last file." if self.last else "Families cannot get it yet."


def of_failures(failures: list[Failure]) -> list[str]:
    """Which formats, what stands in the way, and what families get meanwhile; formats that failed
    for the same reason are named together."""
    together: dict[tuple[str, str], list[str]] = {}
    for each in failures:
        together.setdefault((each.why, each.kept), []).append(each.form.title)
    return [
        f"{', '.join(titles)}: could not be made. {why} {kept} {AGAIN}"
        for (why, kept), titles in together.items()
    ]


def of_replaced(content: dict, replaced: list[Replaced]) -> list[str]:
    """Signs that are shown otherwise, and pictures whose file is gone."""
    lost = dict.fromkeys(pictures.lost_in(content["sections"]))
    return [of_sign(each) for each in replaced] + [
        f"The file of the picture “{title}” is gone. The booklet has its words instead. "
        "Upload the picture again."
        for title in lost
    ]


def of_sign(each: Replaced) -> str:
    where = f" in {_quoted(each.titles)}" if each.titles else ""
    shows = f"shows {each.shown}" if each.shown.strip() else "leaves it out"
    return f"The sign {each.name}{where} cannot be shown. The booklet {shows}."


def _quoted(titles: list[str] | tuple[str, ...]) -> str:
    quoted = [f"“{title}”" for title in dict.fromkeys(titles)]
    shown, more = quoted[:5], len(quoted) - 5
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
