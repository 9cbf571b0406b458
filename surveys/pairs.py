"""What was said beside what was done about it: each connected group makes one pair."""

from dataclasses import dataclass

from surveys.models import WeDid, YouSaid


@dataclass
class Pair:
    """Every text stands in one pair only, however many others it belongs to.

    `said` may be empty (something done that nobody asked for), and `did` too (not answered yet).
    `is_more`: it was done beside the answers to all that was said.
    """

    said: list[YouSaid]
    did: list[WeDid]
    is_more: bool = False

    def is_tangled(self) -> bool:
        """Whether a reader must be told which action answers which comment."""
        return len(self.said) > 1 and len(self.did) > 1

    def themes(self) -> dict[str, str]:
        """Names of the themes by slug, in the order of what was said."""
        return {said.theme_slug: said.theme_name for said in self.said if said.theme_slug}


def paired(said: list[YouSaid], did: list[WeDid], answers: list[tuple[int, int]]) -> list[Pair]:
    """Pairs in the order of what was said first; what answers nothing comes last.

    `answers` holds (key of what was done, key of what was said). Each action gets `numbers`: the
    places, counted from 1, that the comments it answers have in their pair.
    """
    pairs: list[Pair] = []
    for first in said:
        if any(first in pair.said for pair in pairs):
            continue
        said_keys, did_keys = _connected(first.pk, answers)
        pairs.append(
            Pair(
                [one for one in said if one.pk in said_keys],
                [one for one in did if one.pk in did_keys],
            )
        )
    answering = {action for action, _ in answers}
    all_answered = bool(said) and {one.pk for one in said} <= {key for _, key in answers}
    pairs += [Pair([], [one], all_answered) for one in did if one.pk not in answering]
    for pair in pairs:
        places = {one.pk: place for place, one in enumerate(pair.said, 1)}
        for one in pair.did:
            one.numbers = sorted(places[key] for action, key in answers if action == one.pk)
    return pairs


def _connected(said: int, answers: list[tuple[int, int]]) -> tuple[set[int], set[int]]:
    """Keys of everything said and done that hangs together with one thing said."""
    said_keys, did_keys = {said}, set()
    grown = True
    while grown:
        size = len(said_keys) + len(did_keys)
        did_keys |= {action for action, key in answers if key in said_keys}
        said_keys |= {key for action, key in answers if action in did_keys}
        grown = len(said_keys) + len(did_keys) > size
    return said_keys, did_keys
