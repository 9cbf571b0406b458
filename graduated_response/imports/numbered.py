"""Questions that carry numbers: "1. Can I ...?" as text, as a heading, or as Word's and HTML's
automatic numbers.
"""

from dataclasses import dataclass

from graduated_response.imports.assembling import assemble
from graduated_response.imports.found import Layout, Mark, is_strong
from graduated_response.imports.marking import number_mark
from localoffer.document_reader.blocks import Block, Heading
from localoffer.document_reader.question_labels import asks, ends_asking

_MOST_STARTS = 20
_WIDEST_GAP = 5


@dataclass(frozen=True)
class Candidate:
    """A numbered block. `in_list` says that it stands in an unbroken list which begins with 1."""

    mark: Mark
    asks: bool
    strong: bool
    after_heading: bool
    in_list: bool = False

    @property
    def number(self) -> int:
        return self.mark.number


def numbered(blocks: list[Block]) -> Layout:
    """The questions of the best chain of numbers in the document."""
    candidates = _candidates(blocks)
    if sum(candidate.asks for candidate in candidates) < 2:
        candidates = _candidates(blocks, may_be_bare=True)
    starts = [place for place, candidate in enumerate(candidates) if candidate.number == 1]
    if not starts:
        starts = [place for place, candidate in enumerate(candidates) if candidate.asks]
    chains = [_chain(candidates[place:]) for place in starts[:_MOST_STARTS]]
    best = max(chains, key=lambda chain: _score(chain, blocks), default=[])
    return assemble(blocks, [candidate.mark for candidate in best])


def _candidates(blocks: list[Block], may_be_bare: bool = False) -> list[Candidate]:
    """The numbered blocks; with those that ask behind a mere "1" where the document has no
    better numbers.
    """
    found: list[Candidate] = []
    heading_since = False
    for index, block in enumerate(blocks):
        mark = number_mark(block, index, may_be_bare and ends_asking(block.text))
        if mark:
            found.append(Candidate(mark, asks(block.text), is_strong(block), heading_since))
            heading_since = False
        elif isinstance(block, Heading):
            heading_since = True
    return _with_lists(found)


def _with_lists(candidates: list[Candidate]) -> list[Candidate]:
    """Marks the members of unbroken lists: neighbours that count 1, 2, 3 with nothing in
    between.
    """
    marked: list[Candidate] = []
    place = 0
    while place < len(candidates):
        end = place + 1
        while end < len(candidates) and _next_to(candidates[end - 1], candidates[end]):
            end += 1
        group = candidates[place:end]
        is_list = len(group) > 1 and group[0].number == 1
        marked.extend(Candidate(c.mark, c.asks, c.strong, c.after_heading, is_list) for c in group)
        place = end
    return marked


def _next_to(one: Candidate, other: Candidate) -> bool:
    return other.mark.index == one.mark.index + 1 and other.number == one.number + 1


def _chain(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that count on from the first; lists inside answers count for themselves
    and are left out.
    """
    chain = [candidates[0]]
    listed = 0
    in_group = candidates[0].in_list
    for candidate in candidates[1:]:
        in_group = in_group and candidate.in_list and _next_to(chain[-1], candidate)
        if in_group or _belongs(candidate, chain, listed):
            chain.append(candidate)
            if candidate.in_list and candidate.number == 1:
                in_group = True
        elif candidate.number == 1 or candidate.number == listed + 1:
            listed = candidate.number
    return chain


def _belongs(candidate: Candidate, chain: list[Candidate], listed: int) -> bool:
    number, before = candidate.number, chain[-1].number
    alike = candidate.asks and candidate.strong == chain[0].strong
    if number == 1:
        return candidate.after_heading and alike
    if candidate.in_list:
        return False
    if number == before + 1:
        return (
            alike
            or candidate.strong
            or (not chain[0].strong and not (listed and number == listed + 1))
        )
    return alike and (number == before or before < number <= before + _WIDEST_GAP)


def _score(chain: list[Candidate], blocks: list[Block]) -> int:
    """Questions count, and those that something follows count double."""
    places = {candidate.mark.index for candidate in chain}
    last = len(blocks) - 1
    followed = sum(
        candidate.mark.index < last and candidate.mark.index + 1 not in places
        for candidate in chain
    )
    return sum(candidate.asks for candidate in chain) + followed
