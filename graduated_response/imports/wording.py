"""Words of a document in the columns that hold them."""

import re

LONGEST_TITLE = 200
# What follows on a long story says more than a bare "Any ideas?".
SHORTEST_TITLE = 30
_CONTROL = re.compile(r"[\x00-\x20\x7f]+")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!]) (?=[^a-z])")


def in_one_line(words: str, most: int) -> str:
    """Without line breaks and control characters, cut at a word where it is longer."""
    line = " ".join(_CONTROL.sub(" ", words).split())
    if len(line) <= most:
        return line
    start = line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–")
    return f"{start}…"


def short_title(question: str) -> str:
    """The question itself where it fits; of a longer story what it asks."""
    line = in_one_line(question, len(question))
    if len(line) <= LONGEST_TITLE:
        return line
    asking = [one for one in _BETWEEN_SENTENCES.split(line) if one.endswith("?")]
    asked = " ".join(asking)
    if len(asked) < SHORTEST_TITLE:
        return in_one_line(line, LONGEST_TITLE)
    while len(asked) > LONGEST_TITLE and len(asking) > 1:
        asked = " ".join(asking := asking[:-1])
    return in_one_line(asked, LONGEST_TITLE)
