"""Words that may tell who a child or a family is. A hint for staff: careful to be quiet rather
than complete.

Contact addresses of services are not identities. What is looked for: a child's name after "my
son", a name beside an age, a condition or a diagnosis, a family member beside a named school, a
member of staff by surname, an NHS number.
"""

import re

_NAME = r"[A-Z][a-zà-ÿ]{1,20}(?:[-'’][A-Z][a-zà-ÿ]{1,20})?"
_KIN = (
    r"(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir)\s(?:(?:own|eldest|oldest|youngest|younger|older"
    r"|little|autistic|disabled|adopted"
    r"|\d{1,2}[- ]year[- ]old)\s){0,2}(?:son|daughter|child|boy|girl|grandson|granddaughter"
    r"|grandchild|twins?|brother"
    r"|sister|nephew|niece|foster\s(?:son|daughter|child))"
)
_CONDITION = (
    r"(?:autis(?:m|tic)|ASD|ADHD|ADD|dyslexi[ac]|dyspraxi[ac]|dyscalculi[ac]|epilep(?:sy|tic)"
    r"|cerebral palsy|Down[’']?s? syndrome"
    r"|Tourette|anxiety|PDA|ODD|FASD|diabetes|selective mut|hearing loss|deaf|blind|a (?:rare"
    r"|genetic) |muscular dystrophy"
    r"|an? EHCP|an? diagnosis)"
)
_PATTERNS = (
    re.compile(rf"{_KIN}(?:,\s|\s(?:called|named|is called)\s|\s)(?P<name>{_NAME})\b"),
    re.compile(
        rf"\b(?P<name>{_NAME})(?:,\s(?:aged?\s)?\d{{1,2}}(?:,|\sand\s|\s?\))|\s?\((?:aged?\s)"
        rf"?\d{{1,2}}\)|,?\saged\s\d{{1,2}}\b)"
    ),
    re.compile(rf"\b(?P<name>{_NAME})\sis\s\d{{1,2}}(?:\syears\sold)?\sand\b"),
    re.compile(
        rf"\b(?P<name>{_NAME})(?:\s{_NAME})?,?\s(?:who\s)?(?:has|is|was|had)\s(?:(?:got|been"
        rf"|also|recently|just)\s)?"
        rf"(?:diagnosed\b|{_CONDITION})"
    ),
    re.compile(
        rf"\b(?P<name>{_NAME})[’']s\s(?:autism|ADHD|ASD|dyslexia|epilepsy|diagnosis|EHCP|anxiety)\b"
    ),
    re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.?\s(?P<name>{_NAME})\b"),
    re.compile(rf"\b[Aa]sked by\s(?P<name>{_NAME})\b"),
)
_SCHOOL = re.compile(
    rf"(?:{_KIN})\b[^.?!\n]{{0,120}}?\b(?:at|to|in|from|attends|left)\s(?:{_NAME}|St\.?)"
    rf"(?:\s{_NAME}){{0,3}}?"
    r"\s(?:Primary|Secondary|Junior|Infants?|High|Special|Nursery|Academy|School|College)\b"
)
_NHS = re.compile(r"\b(?:NHS|nhs)[^\n\d]{0,20}(\d{3}[ -]?\d{3}[ -]?\d{4})\b")
# Capital letters that begin a sentence or name a thing, not a person.
_NOT_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
    a an and are as at but by can child children class code council do does down each education
    eh ehc else england english every everyone anyone someone nobody for from girl girls boy
    boys group has have he health her his how i if in is it its just key level local mainstream
    many may more most mum dad my no none not nursery of offer on one or other our page parent
    parents part people person plan point primary pupil pupils question reception school schools
    secondary section send senco she should since so some son special sometimes staff stage step
    student students support teacher that the their them then there these they this those today
    under until was we well were what when where which while who whose why will with would year
    years yes you young your january february march april june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday autism autistic
    british although also because even however after before number unit tier band phase table
    figure additional annual any both daughter carer family families tribunal two three
    """,
    )
)


def possible_identities(text: str) -> list[str]:
    """Each different place in the text that may identify somebody, as written, in order of kind."""
    return list(dict.fromkeys(text[start:end] for start, end in places_in(text)))


def places_in(text: str) -> list[tuple[int, int]]:
    """(start, end) of each, in order of kind."""
    found: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        matches = pattern.finditer(text)
        found += [match.span() for match in matches if match["name"].lower() not in _NOT_NAMES]
    found += [match.span() for match in _SCHOOL.finditer(text)]
    found += [match.span() for match in _NHS.finditer(text)]
    return found
