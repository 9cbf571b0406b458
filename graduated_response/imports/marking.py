"""Where in a block a question begins: behind the number or letter that was typed before it."""

import re

from graduated_response.imports.found import Mark, is_strong
from localoffer.document_reader.blocks import Block, Heading, Item, Table

_TYPED = re.compile(
    r"[\W_]{0,4}(?P<number>\d{1,3})(?:\s?[.)\]:]+(?:\s+|(?=[A-Z“\"‘']))|\s[-–—]\s+)(?=\S)"
    r"|\W{0,3}#(?P<hash>\d{1,3})\s+(?=\S)"
)
_TYPED_BARE = re.compile(r"[\W_]{0,4}(?P<number>\d{1,3})(?P<hash>)\s+(?=[A-Z“\"‘'])")
_DASHES = ("-", "–", "—")
_PRINTED = re.compile(r"\(?(\d{1,3})[.):]?")
_LETTER = re.compile(
    r"\(?(?:[ivx]{1,5}|[a-z])[.)]\s+|\(?\d{1,3}(?:\.\d{1,3}){1,3}[.):]?\s+", re.IGNORECASE
)
_PERSONAL = re.compile(
    r"[\W_]{0,4}(?:My|I|I[’']m|I[’']ve|Our (?:son|daughter|child|school))\s", re.IGNORECASE
)


def number_mark(block: Block, index: int, may_be_bare: bool = False) -> Mark | None:
    """The number that a block begins with, printed by Word or typed by hand.

    A number without a full stop counts in bold, or where it may be bare: "16 year olds" is no
    sixteenth question.
    """
    if isinstance(block, Table):
        return None
    if isinstance(block, Item | Heading) and block.label:
        printed = _PRINTED.fullmatch(block.label)
        return Mark(index, 0, int(printed[1])) if printed else None
    typed = _TYPED.match(block.text)
    if not typed and (may_be_bare or is_strong(block)):
        typed = _TYPED_BARE.match(block.text)
    return Mark(index, typed.end(), int(typed["number"] or typed["hash"])) if typed else None


def question_mark(blocks: list[Block], place: int) -> Mark:
    """A question that begins at this place, behind its number, "b)" or "1.2" if it has one."""
    letter = _LETTER.match(blocks[place].text)
    return number_mark(blocks[place], place) or Mark(place, letter.end() if letter else 0)


def without_number(text: str) -> str:
    """The name of a topic: "2. On the journey" is called "On the journey"."""
    typed = _TYPED.match(text)
    # "5 - 11 years" is no fifth topic.
    return text[typed.end() :] if typed and not typed[0].rstrip().endswith(_DASHES) else text


def is_personal(text: str) -> bool:
    """True when a parent speaks: "My son gets no help in lessons."."""
    return bool(_PERSONAL.match(text))


def is_remark(blocks: list[Block], place: int) -> bool:
    """A parent's remark among the questions, with an answer below."""
    text = blocks[place].text
    if len(text.split()) < 5 or not is_personal(text) or place + 1 >= len(blocks):
        return False
    return not is_strong(blocks[place + 1])
