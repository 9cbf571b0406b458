"""Words that may tell who somebody is: to be confirmed by a person, or taken out."""

from collections.abc import Iterator

from localoffer.identity.guard import MAY_TELL, identities_in

from .outline import lines_of
from .remark import Known, Remark, Text

SENTENCE = f"{MAY_TELL} Take it out, or confirm that it identifies nobody who has not agreed."


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    """A remark for each different place, so that each is confirmed by itself."""
    seen: set[str] = set()
    for text in texts:
        for words in identities_in("\n".join(lines_of(text)), known.own_names):
            if words not in seen:
                seen.add(words)
                yield Remark("identity", "block", text, SENTENCE, (words,))
