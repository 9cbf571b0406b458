"""Links that are for one person only: to choose a new password, say. They stand in the e-mail and
nowhere else, as whoever reads one can use it."""

import re
from urllib.parse import unquote

PHRASE = "[a link that only this person was sent]"
LINK = re.compile(r"https?://[^\s<>\"“”‘’]+[^\s<>\"“”‘’.,;:!?)\]]", re.IGNORECASE)
PARTS = re.compile(r"[/?&=#:;]")
# Shorter secrets could be guessed.
SHORTEST = 16
# Of the parts of an address that people wrote, such as year7-and-ks2-maths.
LONGEST_WORD, LONGEST_NUMBER, LONGEST_MIXED, MOST_MIXED = 24, 8, 5, 2


def without_private_links(text: str) -> str:
    """Any link with something in it that nobody could guess: a key, a signature, a token. So no
    writer of an e-mail needs to think of it."""
    return LINK.sub(lambda link: PHRASE if is_private(link[0]) else link[0], text)


def is_private(link: str) -> bool:
    return any(map(is_unguessable, PARTS.split(unquote(link))))


def is_unguessable(part: str) -> bool:
    pieces = [piece for piece in re.split(r"[\W_]+", part) if piece]
    other = [piece for piece in pieces if not is_word(piece) and not is_number(piece)]
    mixed = [piece for piece in other if len(piece) <= LONGEST_MIXED and not piece.isalpha()]
    return len(part) >= SHORTEST and (len(mixed) < len(other) or len(mixed) > MOST_MIXED)


def is_word(piece: str) -> bool:
    one_case = piece[1:].islower() or piece.isupper() or len(piece) == 1
    return piece.isalpha() and one_case and len(piece) <= LONGEST_WORD


def is_number(piece: str) -> bool:
    return piece.isdecimal() and len(piece) <= LONGEST_NUMBER
