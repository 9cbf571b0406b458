"""Where pages stand (stages, guides, journeys) and which contacts they name.

It is read in one query and kept under the content version, so that a page asks for nothing but its
own texts. What comes and goes by the clock is looked at each time.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpRequest

from localoffer.publishing import cache_token
from localoffer.publishing.json_rows import all_json_rows, rebuilt
from localoffer.publishing.models import ContentVersion, State

from .models import AgeBand, Contact, Journey, Page, Part, Step

SHOWN = ("id", "title", "slug", "state", "live_from", "expires")
# What is read of each table; no columns: all of them.
TABLES: dict[type[Model], tuple[str, ...]] = {
    Page: (*SHOWN, "summary", "kind", "guide_id", "position"),
    Journey: (*SHOWN, "summary"),
    Step: ("id", "title", "journey_id", "position"),
    Step.pages.through: (),
    Contact: (),
    Part.contacts.through: (),
    AgeBand.contacts.through: (),
}


@dataclass(frozen=True)
class Atlas:
    """Rows without their long texts, in the order of the site; links from key to keys."""

    pages: list[Page]
    journeys: list[Journey]
    steps: list[Step]
    contacts: list[Contact]
    pages_of_step: dict[int, set[int]]
    contacts_of_part: dict[int, set[int]]
    contacts_of_band: dict[int, set[int]]

    def live_pages(self) -> list[Page]:
        return [page for page in self.pages if page.is_live()]

    def live_journeys(self) -> list[Journey]:
        return [journey for journey in self.journeys if journey.is_live()]

    def contacts_for(self, parts: list[Part], band: AgeBand | None = None) -> list[Contact]:
        """Everybody whom the parts or the age band name, each once, by name."""
        named = set(self.contacts_of_band.get(band.pk, ())) if band else set()
        for part in parts:
            named |= self.contacts_of_part.get(part.pk, set())
        return [contact for contact in self.contacts if contact.pk in named]


def atlas_of(request: HttpRequest) -> Atlas:
    return cache_token.remember(cache_token.of(request), "graduated response", _read)


def _read() -> Atlas:
    columns = [all_json_rows(_wanted(model), *names) for model, names in TABLES.items()]
    found = ContentVersion.objects.filter(pk=1).values_list(*columns).first()
    rows = dict(zip(TABLES, found or [None] * len(TABLES), strict=True))
    named = {model: rebuilt(model, its_rows) for model, its_rows in rows.items()}
    return Atlas(
        pages=sorted(named[Page], key=lambda page: (page.position, page.title)),
        journeys=sorted(named[Journey], key=lambda journey: journey.title),
        steps=named[Step],
        contacts=sorted(named[Contact], key=lambda contact: contact.name),
        pages_of_step=_links(named[Step.pages.through], "step_id", "page_id"),
        contacts_of_part=_links(named[Part.contacts.through], "part_id", "contact_id"),
        contacts_of_band=_links(named[AgeBand.contacts.through], "ageband_id", "contact_id"),
    )


def _wanted(model: type[Model]):
    """Of content, what somebody chose to publish."""
    return model.objects.filter(state=State.LIVE) if "state" in TABLES[model] else model.objects


def _links(rows: list[Model], from_key: str, to_key: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        found[getattr(row, from_key)].add(getattr(row, to_key))
    return dict(found)
