"""How documents mark a question and its answer: "Q1.", "Question: 1", "A:", "Our answer:"."""

import re
from dataclasses import dataclass

_END = r"(?:\s?[:.)\]]+(?=\s|$|[A-Z“\"‘'])|\s[-–—]\s|\s?$)"
_QUESTION = re.compile(
    rf"[\W_]{{0,6}}(?:(?:(?:parents?|carers?|parent[’']s|family|your)\s)?(?:question|query|q)\s?(?:no\.?|number)?\s?[:#.]?\s?"
    rf"(?P<number>\d{{1,3}})(?:{_END}|\s)"
    rf"|(?:(?:parents?|carers?|parent[’']s|family|your)\s)?(?:question|query|q)(?:\s?:|\s?[.)](?=\s)|\s[-–—]\s)"
    rf"|(?:question|you asked)(?:\s?:|\s?$))",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    rf"[\W_]{{0,6}}(?:(?:our\s|the\s|council\s|council[’']s\s|panel\s|send\s(?:team\s)?)?(?:answer|response|reply)\s?(?:to\sq(?:uestion)?\s?)?"
    rf"#?(?:\d{{1,3}})?{_END}|a\s?\d{{1,3}}{_END}|a(?:\s?:|\s?[.)](?=\s)|\s[-–—]\s))",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?<=[^\W_])\?(?=[\s\"'”’)\]*_]|$)|\?(?=\s|$)")


_LEADING_NUMBER = re.compile(r"[\W_]{0,4}(?:q(?:uestion)?\s?)?\d{0,3}[.):]?\s", re.IGNORECASE)
_STATEMENT = re.compile(r"[.!][\"'”’)]?\s")


@dataclass(frozen=True)
class QuestionLabel:
    """`role` is "question" or "answer"; `end` is where the label stops in the text."""

    role: str
    number: int | None
    end: int


def question_label(text: str) -> QuestionLabel | None:
    """The label that a text begins with, or None."""
    match = _QUESTION.match(text)
    if match:
        number = match["number"]
        return QuestionLabel("question", int(number) if number else None, match.end())
    match = _ANSWER.match(text)
    return QuestionLabel("answer", None, match.end()) if match else None


def asks(text: str) -> bool:
    """True when the text holds a question mark that ends a sentence (not one inside a web address)."""
    return bool(_MARK.search(text))


def ends_asking(text: str) -> bool:
    """True when the text's last mark is a question mark."""
    return text.rstrip(" \n\"'”’)]*_").endswith("?")


def only_asks(text: str) -> bool:
    """True when no sentence of the text, apart from its number, ends in anything but a question mark."""
    return ends_asking(text) and not _STATEMENT.search(_LEADING_NUMBER.sub("", text, count=1))
