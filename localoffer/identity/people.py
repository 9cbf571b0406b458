"""People by name: two names in a row, a title with a name, and a first name beside words that are
said of a person.
"""

from collections.abc import Iterator

from . import vocabulary
from .tokens import Sort, Token

_NAMES = {Sort.FIRST, Sort.EITHER, Sort.LAST, Sort.PLACE, Sort.UNKNOWN}
# A name beside one of these spoke.
_SAY = frozenset(
    "said says told explained explains asked added adds wrote writes replied thinks thought felt "
    "feels recalls remembers".split()
)
# A first name in small letters is one beside these; so is one that is another word too.
_BE = frozenset(
    "is was has had goes went attends attended loves loved likes liked enjoys enjoyed wants wanted "
    "needs needed hates lives lived starts joined joins got gets plays played cannot can’t doesn’t "
    "didn’t couldn’t struggles struggled who".split()
)
_ELDERS = frozenset("uncle auntie aunt aunty grandad granddad grandma granny nana".split())
_KIN = frozenset(
    "son daughter child boy girl brother sister nephew niece grandson granddaughter grandchild "
    "twin stepson stepdaughter".split()
)
# “St Mary’s” and “King Edward’s” are no people of today.
_SAINTS = frozenset("st saint saints king queen prince princess pope".split())


def people_in(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Where a person may be named: (start, end) of each place."""
    for run in _runs(tokens):
        yield from _pairs(run)
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place and token.joined else None
        after = tokens[place + 1 : place + 3]
        after = after if after and after[0].joined else []
        if found := _alone(before, token, after):
            yield found


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """Words with capitals that follow each other, two or more."""
    run: list[Token] = []
    for token in tokens:
        is_part = token.sort is not Sort.SMALL
        if run and not (is_part and token.joined and not token.begins):
            if len(run) > 1:
                yield run
            run = []
        if is_part:
            run.append(token)
    if len(run) > 1:
        yield run


def _pairs(run: list[Token]) -> Iterator[tuple[int, int]]:
    """The names in a run, without the ordinary words around them."""
    names: list[Token] = []
    for token in [*run, None]:
        if token is not None and _may_be_name(names, token):
            names.append(token)
            continue
        names_a_thing = token is not None and token.sort is Sort.BODY
        if len(names) > 1 and not names_a_thing and (found := _person(names)):
            yield found
        names = []


def _may_be_name(names: list[Token], token: Token) -> bool:
    return token.sort in _NAMES and not token.is_title


def _person(names: list[Token]) -> tuple[int, int] | None:
    for place, token in enumerate(names[:-1]):
        rest = names[place + 1 :]
        is_place = all(each.sort is Sort.PLACE for each in rest)
        if token.sort is Sort.FIRST and not is_place:
            return token.start, rest[-1].end
        if token.sort is Sort.EITHER and not is_place and rest[0].sort is not Sort.EITHER:
            return token.start, rest[-1].end
    weak = {Sort.LAST, Sort.UNKNOWN}
    if names[0].in_heading or not all(each.sort in weak for each in names):
        return None
    return names[0].start, names[-1].end


def _alone(before: Token | None, token: Token, after: list[Token]) -> tuple[int, int] | None:
    """One name, told by the words beside it."""
    if before and before.stem in _SAINTS:
        return None
    if before and before.sort is not Sort.SMALL and before.stem in _ELDERS and _is_name(token):
        return before.start, token.end
    if before and before.is_title and _is_name(token):
        return before.start, token.end
    if before and before.stem in _KIN and token.stem in vocabulary.first_names():
        return before.start, token.end
    next_one = after[0] if after else None
    if token.sort is Sort.FIRST:
        return _first_name(token, next_one)
    if next_one is None or next_one.sort is not Sort.SMALL:
        return None
    says, acts = next_one.stem in _SAY, next_one.stem in _BE
    is_one = {
        Sort.EITHER: says or (acts and not token.begins),
        Sort.UNKNOWN: says,
        Sort.SMALL: len(token.word) > 2 and token.stem in vocabulary.first_names() and acts,
    }
    return (token.start, next_one.end) if is_one.get(token.sort) and not token.owns else None


def _is_name(token: Token) -> bool:
    return token.sort in _NAMES


def _first_name(token: Token, after: Token | None) -> tuple[int, int] | None:
    """With what is said of it; nothing where it is part of a larger name, or of a heading."""
    if token.in_heading or (after and after.sort not in {Sort.SMALL, Sort.ORDINARY}):
        return None
    acts = after is not None and after.stem in _SAY | _BE
    return token.start, after.end if acts or (after and token.owns) else token.end
