"""How documents mark a question and its answer: "Q1.", "Question: 1", "A:", "Our answer:"."""

import re
from dataclasses import dataclass

_END = r"(?:\s?[:.)\]]+(?=\s|$|[A-Z“\"‘'])|\s[-–—]\s|\s?$)"
_ASKER = r"(?:parents?|carers?|parents?\s?(?:/|and|&)\s?carers?|parent[’']s|family)"
_COUNCIL = r"(?:council|council[’']s|local authority|la|panel|send (?:team|service)|service)"
_NUMBERS = [
    r"one",
    r"two",
    r"three",
    r"four",
    r"five",
    r"six",
    r"seven",
    r"eight",
    r"nine",
    r"ten",
    r"eleven",
    r"twelve",
    r"thirteen",
    r"fourteen",
    r"fifteen",
    r"sixteen",
    r"seventeen",
    r"eighteen",
    r"nineteen",
    r"twenty",
]
_QUESTION = re.compile(
    rf"[\W_]{{0,6}}(?:(?:(?:{_ASKER}|your)\s)?(?:question|query|q)\s?(?:no\.?|number)?\s?[:#.]?\s?"
    rf"(?:(?P<number>\d{{1,3}})|(?P<word>{'|'.join(_NUMBERS)})\b)(?:{_END}|\s)"
    rf"|(?:(?:{_ASKER}|your)\s)?(?:question|query|q)(?:\s?:|\s?[.)](?=\s)|\s[-–—]\s)"
    rf"|(?:question|you asked)(?:\s?:|\s?$)|(?P<speaker>{_ASKER}(?:\s\d{{1,2}})?\s?:))",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    rf"[\W_]{{0,6}}(?:(?:(?:our|the)\s)?(?:{_COUNCIL}\s)?(?:answer|response|reply)"
    rf"(?:\s?(?:to\s(?:q(?:uestion)?\s?)?)?#?\d{{1,3}})?{_END}"
    r"|(?:answer|response|reply)\s(?:from|by)\s[^:.\n]{1,50}:"
    rf"|(?P<speaker>(?:the\s)?{_COUNCIL}\s?:)|a\s?\d{{1,3}}{_END}|a\s?:"
    r"|(?-i:A)(?:\s?[.)](?=\s)|\s[-–—]\s|(?=\s\([^()\n]{1,40}\)\s?:)))",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?<=[^\W_])\?(?=[\s\"'”’)\]*_]|$)|\?(?=\s|$)")


_SUBJECT = (
    r"(?:i|we|you|he|she|it|they|there|this|that|these|those|the|my|our|your|a|an|any"
    r"|anyone|someone|schools?|parents)"
)
_HELPER = r"(?:is|are|was|were|can|could|do|does|did|will|would|should|has|have|may|must)"
_INVERTED = re.compile(
    rf"[\W_]{{0,6}}(?:{_HELPER}(?:n[’']t)?\s{_SUBJECT}\s|(?:how|what|when|where|who|whom"
    rf"|whose|why|which)\s"
    rf"(?:(?:many|much|long|often|far|else|if|about)\b|{_HELPER}\s(?!it\s(?:is|was)\b)))",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"[\W_]{0,4}(?:q(?:uestion)?\s?)?\d{0,3}[.):]?\s", re.IGNORECASE)
_STATEMENT = re.compile(r"[.!][\"'”’)]?\s")


@dataclass(frozen=True)
class QuestionLabel:
    """`role` is "question" or "answer"; `end` is where the label stops in the text.

    `speaker` says that it only names who speaks, "Parents:" or "Council:", as lines of an answer
    may too.
    """

    role: str
    number: int | None
    end: int
    speaker: bool = False


def question_label(text: str) -> QuestionLabel | None:
    """The label that a text begins with, or None."""
    match = _QUESTION.match(text)
    if match:
        return QuestionLabel("question", _number(match), match.end(), bool(match["speaker"]))
    match = _ANSWER.match(text)
    if match:
        return QuestionLabel("answer", None, match.end(), bool(match["speaker"]))
    return None


def _number(match: re.Match) -> int | None:
    if match["word"]:
        return _NUMBERS.index(match["word"].lower()) + 1
    return int(match["number"]) if match["number"] else None


def asks(text: str) -> bool:
    """True when the text holds a question mark that ends a sentence (not one inside a web
    address).
    """
    return bool(_MARK.search(text))


def ends_asking(text: str) -> bool:
    """True when the text's last mark is a question mark."""
    return text.rstrip(" \n\"'”’)]*_").endswith("?")


def only_asks(text: str) -> bool:
    """True when no sentence of the text, apart from its number, ends in anything but a question
    mark.
    """
    return ends_asking(text) and end_of_statement(text) > len(text)


def end_of_statement(text: str, start: int = 0) -> int:
    """Where the first sentence ends, apart from a number at the start, that asks nothing; behind
    the text when there is none.
    """
    number = _LEADING_NUMBER.match(text, start)
    found = _STATEMENT.search(text, number.end() if number else start)
    return found.end() if found else len(text) + 1


def worded_as_question(text: str) -> bool:
    """True for a question whose mark was forgotten: "How do I get a place". "When I ask I hear
    nothing" is none.
    """
    return asks(text) or bool(_INVERTED.match(text))
