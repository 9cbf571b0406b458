"""One child, whose age stands beside a condition or a named school: few children are both."""

import re
from collections.abc import Iterator

LONGEST_SPAN = 200
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s))+")
_ONE_CHILD = re.compile(
    r"\b(?:my|our|his|her|their)\s(?:[a-z0-9-]+\s){0,3}?(?:son|daughter|child|boy|girl|twins?|brother"
    r"|sister|nephew|niece|grand(?:son|daughter|child)|\d{1,2}[- ]years?[- ]old)\b"
    r"|\b(?:a|an|one|this|the only)\s(?:[a-z0-9-]+\s){0,3}?(?:boy|girl|lad)\b"
    r"|\b(?:a|an|one|this|the)\s\d{1,2}[- ]years?[- ]old\b"
    r"|\b(?:he|she)(?:\s|[’']s\b)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b\d{1,2}[- ]years?(?:[- ]olds?)?\b|\baged?\s\d{1,2}\b(?!\s?(?:to|and|or|-|–))"
    r"|(?:\b(?:is|was|turned|turns)|[’']s)\s\d{1,2}\b(?!\s?(?:%|per))|\byear\s\d{1,2}\b(?!\s?(?:to|-|–))"
    r"|\((?:aged?\s)?\d{1,2}\)|,\s\d{1,2},",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:autis(?:m|tic)|ASD|ADHD|PDA|FASD|dyslexi[ac]|dyspraxi[ac]|dyscalculi[ac]"
    r"|epilep(?:sy|tic)|cerebral palsy|diabet(?:es|ic)|cancer|leukaemia|muscular dystrophy"
    r"|cystic fibrosis|deaf|blind|selective(?:ly)? mut(?:e|ism)|tourette[’']?s?|wheelchair"
    r"|haemophilia|hydrocephalus|spina bifida|(?:brain|head) injury|tube[- ]fed|feeding tube"
    r"|[\w’']{2,30}\s(?:syndrome|disease|disorder|dystrophy)|rare\s\w{1,20})\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:at|to|in|from|attends|left|joined)\s(?:St\.?\s)?(?:[A-Z][\w’']{1,20}[ -]){1,4}?"
    r"(?:Primary|Secondary|Junior|Infants?|High|Special|Nursery|Academy|School|College)\b"
)


def children_in(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of the words that tell it; at most one place in each sentence."""
    for sentence in _SENTENCE.finditer(text):
        if found := _child(sentence[0]):
            yield sentence.start() + found[0], sentence.start() + found[1]


def _child(sentence: str) -> tuple[int, int] | None:
    marks = [pattern.search(sentence) for pattern in (_ONE_CHILD, _AGE, _CONDITION, _SCHOOL)]
    one, _, condition, school = marks
    found = [mark for mark in marks if mark]
    if one is None or len(found) < 3 or not (condition or school):
        return None
    start, end = min(mark.start() for mark in found), max(mark.end() for mark in found)
    return (start, end) if end - start <= LONGEST_SPAN else None
