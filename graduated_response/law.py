"""What the law and the Code of Practice say, as far as expectations name it by its paragraphs.

Schedule 2 of the SEND Regulations 2014 lists in paragraph 5, (a) to (j), what a Local Offer must
say about provision. The words below are ours; the addresses lead to those of the law.
"""

import re

from django.core.exceptions import ValidationError

PARAGRAPH_5 = {
    "a": "How children and young people are taught",
    "b": "How lessons and places are changed to fit them",
    "c": "Extra help with learning",
    "d": "How progress is checked, together with families",
    "e": "How families help to judge whether support works",
    "f": "How they can use what the setting has",
    "g": "Activities beside lessons",
    "h": "Other support and guidance",
    "i": "What staff know and can do, and who else can help",
    "j": "Feelings, mental health and friendships",
}
PARAGRAPH_5_ADDRESS = "https://www.legislation.gov.uk/uksi/2014/1530/schedule/2/paragraph/5"
CODE_ADDRESS = "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25"
# The Code of January 2015 has eleven chapters.
LAST_CHAPTER = 11

_LETTER = re.compile(r"\b5\(([a-j])\)")
_BETWEEN = re.compile(r"\s*[,;]\s*")
_RANGE = re.compile(r"\s*(?:-|–|\bto\b)\s*")
_PARAGRAPH = re.compile(r"([1-9][0-9]?)\.([1-9][0-9]{0,2})")


def letters(law: str) -> list[str]:
    """'5(b), 5(i)' -> ['b', 'i']; what is no such paragraph is left out."""
    return sorted(set(_LETTER.findall(law)))


def in_law(chosen: list[str]) -> str:
    """['i', 'b'] -> '5(b), 5(i)'."""
    return ", ".join(f"5({letter})" for letter in sorted(chosen))


def check_law(law: str) -> None:
    """Validator: only paragraphs 5(a) to 5(j), each once, in their order."""
    if law != in_law(letters(law)):
        raise ValidationError("Name paragraphs of Schedule 2 like this: 5(b), 5(i).")


def tidy_paragraphs(text: str) -> str:
    """'6.44 to 6.56;6.2' -> '6.44-6.56, 6.2'. What cannot be understood stays for the check."""
    parts = [_RANGE.sub("-", part.strip()) for part in _BETWEEN.split(text.strip())]
    return ", ".join(part for part in parts if part)


def check_paragraphs(text: str) -> None:
    """Validator: paragraphs of the Code such as 6.45, or from one to a later one: 6.44-6.56."""
    for part in tidy_paragraphs(text).split(", "):
        ends = [_PARAGRAPH.fullmatch(end) for end in part.split("-")]
        if len(ends) > 2 or not all(ends):
            raise ValidationError(
                "“%(part)s” is no paragraph of the Code. Write 6.45, or 6.44-6.56 for several.",
                params={"part": part},
            )
        numbers = [(int(end[1]), int(end[2])) for end in ends]
        if numbers != sorted(set(numbers)) or numbers[-1][0] > LAST_CHAPTER:
            raise ValidationError(
                "“%(part)s” cannot be: the Code has chapters 1 to 11, and the first paragraph "
                "stands before the last.",
                params={"part": part},
            )
