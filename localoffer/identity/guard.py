"""The identity guard: each place in a text that may tell who somebody is."""

from collections.abc import Iterable

from localoffer.document_reader.identity import places_in

from .children import children_in
from .details import details_in
from .people import people_in
from .tokens import tokens_of

# More is no question to an editor but a list of people.
MOST = 30
# What staff and families are told alike.
MAY_TELL = "This may show who someone is."


def identities_in(text: str, own: Iterable[str] = ()) -> list[str]:
    """Each different place, as written, in the order of the text; the first few. Of places that
    share words the longest.

    `own` are names of the site itself, in small letters (`own_names.own_names`).
    """
    people = people_in(tokens_of(text, frozenset(own)))
    spans = sorted([*places_in(text), *details_in(text), *children_in(text), *people])
    found = dict.fromkeys(text[start:end] for start, end in _apart(spans))
    return list(found)[:MOST]


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest of each group that overlaps."""
    kept: list[tuple[int, int]] = []
    reach = 0
    for start, end in spans:
        if not kept or start >= reach:
            kept.append((start, end))
        elif end - start > kept[-1][1] - kept[-1][0]:
            kept[-1] = (start, end)
        reach = max(reach, end)
    return kept
