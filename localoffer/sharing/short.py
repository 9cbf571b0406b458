"""Short addresses of content, /s/<code>/: computed from what a row is and its key, never stored.

So a visitor can fill no table with them, they cost no query, and one that is printed on a poster
leads to its page for as long as the row lives, whatever becomes of its address.
"""

from hashlib import blake2b

from localoffer.publishing.models import Published, published_models

# Small letters and digits that nobody takes for one another in print; no vowels, so no words.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
BASE = len(ALPHABET)
KIND = 3  # letters
LONGEST = 16  # a longer one could be no key of a row


def code_of(row: Published) -> str:
    """Three letters for the kind of content, some for the key, one that finds typing mistakes."""
    code = kind_of(type(row)) + _written(row.pk)
    return code + check_letter(code)


def live_row(code: str) -> Published | None:
    """The live row that a code, as somebody typed it, leads to."""
    code = code.lower()
    if not KIND + 1 < len(code) <= LONGEST or not set(code) <= set(ALPHABET):
        return None
    if check_letter(code[:-1]) != code[-1]:
        return None
    kinds = {kind_of(model): model for model in published_models() if model.in_sitemap}
    model, pk = kinds.get(code[:KIND]), _read(code[KIND:-1])
    return model.objects.live().filter(pk=pk).first() if model else None


def kind_of(model: type[Published]) -> str:
    """The same in every database; a test says so if two kinds ever share their letters."""
    digest = blake2b(model._meta.label_lower.encode(), digest_size=4).digest()
    return _written(int.from_bytes(digest) % BASE**KIND).rjust(KIND, ALPHABET[0])


def check_letter(code: str) -> str:
    """Another one if one letter is wrong or two neighbours changed places: no weight shares a
    factor with the size of the alphabet, nor does the difference of two that follow each other."""
    weights = (1, 2) * len(code)
    total = sum(w * ALPHABET.index(letter) for w, letter in zip(weights, code, strict=False))
    return ALPHABET[total % BASE]


def _written(number: int) -> str:
    letters = ""
    while number or not letters:
        number, rest = divmod(number, BASE)
        letters = ALPHABET[rest] + letters
    return letters


def _read(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * BASE + ALPHABET.index(letter)
    return number
