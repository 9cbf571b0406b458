"""Addresses and telephones of one person, staff by name and role. Contacts of services (send@...,
a landline) stay out of it.
"""

import re
from collections.abc import Iterator

_NAME = r"[A-Z][a-zà-ÿ]{1,20}(?:[-'’][A-Z][a-zà-ÿ]{1,20})?"
_FULL_NAME = rf"(?P<name>{_NAME} {_NAME})"
_ROLE = (
    r"(?:(?:[Dd]eputy |[Aa]ssistant |[Aa]cting |[Ll]ead |[Ss]enior )?(?:[Hh]ead ?teacher|[Hh]ead of"
    r"|SEN(?:D|DCO|DCo|CO|Co)\b|[Tt]eacher|[Tt]eaching assistant|[Dd]irector|[Mm]anager|[Oo]fficer"
    r"|[Cc]o-?ordinator|[Pp]sychologist|[Tt]herapist|[Pp]aediatrician|[Cc]onsultant|[Nn]urse"
    r"|[Ss]ocial [Ww]orker|[Cc]ase ?worker|[Cc]hair\b|[Cc]ouncillor|[Gg]overnor|[Kk]ey worker))"
)
_PATTERNS = (
    re.compile(rf"\b{_FULL_NAME}(?:, | \(| – | - | is )(?:(?:the|our|your) )?{_ROLE}"),
    re.compile(rf"\b{_ROLE}(?:, |: | \(| – | - | )(?:called |is )?{_FULL_NAME}"),
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


def details_in(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if _is_somebody(match):
                yield match.span()


def _is_somebody(match: re.Match) -> bool:
    name = match.groupdict().get("name") or ""
    return not any(word.lower() in _NOT_PEOPLE for word in re.split(r"[ ._]", name))
