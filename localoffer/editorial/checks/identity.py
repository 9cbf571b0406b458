"""Words that may tell who somebody is: to be confirmed by a person, or taken out.

Beside what is asked of imported documents (`documents_in.identity`): staff by name, e-mail
addresses and telephones of one person, a child's age with a condition. Contacts of services
(send@..., a landline) stay out of it.
"""

import re
from collections.abc import Iterator

from localoffer.documents_in.identity import possible_identities

from .outline import lines_of
from .remark import Known, Remark, Text

_NAME = r"[A-Z][a-zà-ÿ]{1,20}(?:[-'’][A-Z][a-zà-ÿ]{1,20})?"
_FULL_NAME = rf"(?P<name>{_NAME} {_NAME})"
_ROLE = (
    r"(?:(?:[Dd]eputy |[Aa]ssistant |[Aa]cting |[Ll]ead |[Ss]enior )?(?:[Hh]ead ?teacher|[Hh]ead of"
    r"|SEN(?:D|DCO|DCo|CO|Co)\b|[Tt]eacher|[Tt]eaching assistant|[Dd]irector|[Mm]anager|[Oo]fficer"
    r"|[Cc]o-?ordinator|[Pp]sychologist|[Tt]herapist|[Pp]aediatrician|[Cc]onsultant|[Nn]urse"
    r"|[Ss]ocial [Ww]orker|[Cc]ase ?worker|[Cc]hair\b|[Cc]ouncillor|[Gg]overnor|[Kk]ey worker))"
)
_CONDITION = (
    r"(?:autis|ASD\b|ADHD\b|PDA\b|FASD\b|dyslexi|dyspraxi|epilep|cerebral palsy|diabetes|cancer"
    r"|leukaemia|muscular dystrophy|cystic fibrosis|deaf|blind|selective mutism|anxiety"
    r"|[\w’']{2,30} (?:syndrome|disease|disorder|dystrophy)|a rare )"
)
_PATTERNS = (
    re.compile(rf"\b{_FULL_NAME}(?:, | \(| – | - | is )(?:(?:the|our|your) )?{_ROLE}"),
    re.compile(rf"\b{_ROLE}(?:, |: | \(| – | - | )(?:called |is )?{_FULL_NAME}"),
    re.compile(
        r"\b(?:[Aa]n?|[Oo]ne|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|[Tt]he|[Tt]his) \d{1,2}[- ]years?[- ]old\b"
        rf"[^.?!\n]{{0,60}}?\b{_CONDITION}"
    ),
    # One person's address or mobile telephone; 07000 to 07999 are personal and mobile numbers.
    re.compile(r"(?<![\w.+-])(?P<name>[a-z]{1,30}[._][a-z]{2,40})@[\w.-]{3,80}\w", re.IGNORECASE),
    re.compile(
        r"(?<![\w.+-])[\w.+-]{1,64}@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|aol"
        r"|btinternet|sky|talktalk)\.\w{2,3}(?:\.\w{2})?\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w+])(?:\+44 ?|0)7(?:[ -]?\d){9}(?!\d)"),
)
# A name, or an e-mail address, that holds one of these is that of a place, a service or a title.
_NOT_PEOPLE = frozenset(
    """
    academy act admin adult adults advice allowance and annual appeals area ask association autism
    benefit better board borough care centre chair charity child children children’s city clinic
    college committee community complaints contact council county customer data disability duty
    early education educational ehc email enquiries equality events families family first forum
    foundation grant group hall head health hello help helpdesk high hospital house human
    inclusion infant info information junior lane learning legal library line living local ltd
    mail manager mental moving needs network news nhs no nursery offer office officer on outreach
    panel parent parents park partnership plan press primary protection public pupil reply rights
    road room school schools secondary senco sencos send sensory service services social special
    specialist speech start street support teacher teaching team the therapy town training
    transport travel trust tuesday union unit university web wednesday young youth
    """.split()
)
# More is no question to an editor but a list of people.
MOST = 30
SENTENCE = (
    "This may tell who somebody is. Take it out, or confirm that it identifies nobody who has not "
    "agreed."
)


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    """A remark for each different place, so that each is confirmed by itself."""
    seen: set[str] = set()
    for text in texts:
        for words in identities_in("\n".join(lines_of(text))):
            if words not in seen:
                seen.add(words)
                yield Remark("identity", "block", text, SENTENCE, (words,))


def identities_in(text: str) -> list[str]:
    """Each different place, as written, without those inside another one; the first few."""
    found = possible_identities(text)
    for pattern in _PATTERNS:
        found += [match[0] for match in pattern.finditer(text) if _is_somebody(match)]
    few = list(dict.fromkeys(found))[:MOST]
    return [one for one in few if not any(one in other and one != other for other in few)]


def _is_somebody(match: re.Match) -> bool:
    name = match.groupdict().get("name") or ""
    return not any(word.lower() in _NOT_PEOPLE for word in re.split(r"[ ._]", name))
