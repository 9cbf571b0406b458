"""The page of a year: its rounds one after the other, cut into pages between two pairs."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from surveys.addresses import open_addresses
from surveys.models import Cycle
from surveys.pairs import Pair


@dataclass(frozen=True)
class Entry:
    """One place in the pages of a year. A round without pairs still takes one (`pair` is None)."""

    cycle: Cycle
    number: int
    count: int
    pair: Pair | None


@dataclass(frozen=True)
class Section:
    """What one page shows of one round."""

    cycle: Cycle
    entries: list[Entry]

    def pairs(self) -> list[Pair]:
        return [entry.pair for entry in self.entries if entry.pair]

    def starts(self) -> bool:
        return self.entries[0].number == 1

    def ends(self) -> bool:
        return self.entries[-1].number == self.entries[-1].count


def entries(cycles: Iterable[Cycle], theme: str = "") -> list[Entry]:
    """All entries of the rounds in order, or only pairs about one theme (a slug)."""
    found: list[Entry] = []
    for cycle in cycles:
        pairs = [pair for pair in cycle.pairs if not theme or theme in pair.themes()]
        if not (pairs or theme):
            pairs = [None]
        found += [Entry(cycle, number, len(pairs), pair) for number, pair in enumerate(pairs, 1)]
    return found


def sections(shown: Iterable[Entry]) -> list[Section]:
    """The entries of one page by round; links that the public cannot open are taken away."""
    found = [
        Section(cycle, list(group)) for cycle, group in groupby(shown, key=lambda one: one.cycle)
    ]
    texts = [text for one in found for pair in one.pairs() for text in (*pair.said, *pair.did)]
    texts += [promise for one in found for promise in one.cycle.promise_list]
    can_open = open_addresses(link.path for text in texts for link in text.links)
    for text in texts:
        text.links = [link for link in text.links if link.path in can_open]
    return found


def contents(everything: list[Entry], shown: list[Section], size: int, query: str) -> list[dict]:
    """[{title, slug, url, is_here}] of every round of the year; `size` entries make a page.

    `query` is what the address of each page keeps, such as "theme=waiting&".
    """
    here = {section.cycle.pk for section in shown}
    return [
        {
            "title": entry.cycle.title,
            "slug": entry.cycle.slug,
            "is_here": entry.cycle.pk in here,
            "url": f"#{entry.cycle.slug}"
            if entry.cycle.pk in here
            else f"?{query}page={place // size + 1}#{entry.cycle.slug}",
        }
        for place, entry in enumerate(everything)
        if entry.number == 1
    ]
