"""What a stage or worry shows: its parts under their headings, at one age or at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from .models import AgeBand, Page, Part


@dataclass(frozen=True)
class Section:
    """One heading of a stage or worry with the parts under it, the one for all ages first."""

    role: str
    heading: str
    parts: list[Part]


def sections(page: Page, parts: Iterable[Part], band: AgeBand | None = None) -> list[Section]:
    """The parts for all ages and those of `band`, in the fixed order of the page's kind.

    A worry at an age always has the section that says who to speak to: the age band fills it.
    """
    shown = [part for part in parts if part.age_band_id in (None, band and band.pk)]
    shown.sort(key=lambda part: part.age_band_id is not None)
    found = []
    for role in Part.ROLES[page.kind]:
        under = [part for part in shown if part.role == role]
        if under or (band and role == Part.Role.SPEAK):
            found.append(Section(role.value, role.label, under))
    return found


def age_bands(parts: Iterable[Part]) -> list[AgeBand]:
    """The ages a worry speaks to: those of its parts, else all (one query more)."""
    own = {part.age_band for part in parts if part.age_band}
    if not own:
        return list(AgeBand.objects.all())
    return sorted(own, key=lambda band: (band.position, band.from_age))
