"""Glossary pop-ups that were flattened into the text: "Local OfferLocal OfferA website that
lists help. event".

A council's page shows a term and, hidden beside it, the term again and its definition. Copied as
text the three are glued together. We find a term that stands twice with no space between,
followed with no space by a capital letter.
"""

import re
from dataclasses import dataclass, replace

from localoffer.document_reader.blocks import Block, Table
from localoffer.document_reader.runs import without

# The term is at most 60 letters, so that the back-reference costs a bounded amount at each word.
_DOUBLED = re.compile(
    r"(?<![\w])(?P<term>\w[^\n]{0,58}?[\w)])(?P<ending>[’']?s)?(?i:(?P=term))"
    r"(?=(?P<begin>[A-Z][\w’' ]))"
)
_SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)[.](?=\s|$|[)\]”’])")
_FEWEST_WORDS = 3
# Far more than any glossary says; a term may be doubled at each word of a long text.
LONGEST_DEFINITION = 2_000
_LONGEST_WORD = 60
_NO_NOUNS = re.findall(
    r"\w+",
    "is was has had and or will can said says to of in with who at on for like likes went came",
)


@dataclass(frozen=True)
class Term:
    """A term of the glossary, as found in a document."""

    term: str
    definition: str


def restore_terms(blocks: list[Block]) -> tuple[list[Block], list[Term]]:
    """The blocks with each flattened definition taken out, and every term found with its
    definition, once.
    """
    definitions = _definitions(_tails(blocks))
    if not definitions:
        return blocks, []
    terms = [Term(term, definition) for term, definition in definitions.values()]
    known = {key: definition for key, (_, definition) in definitions.items()}
    return [_restored(block, known) for block in blocks], terms


def _tails(blocks: list[Block]) -> dict[str, list[tuple[str, str]]]:
    """For each term (in lower case): (the term as written, the text that follows its doubling),
    one per place.
    """
    tails: dict[str, list[tuple[str, str]]] = {}
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    for key, places in _tails(cell).items():
                        tails.setdefault(key, []).extend(places)
            continue
        text = block.text
        for match in _doubled(text):
            tail = text[match.end() : match.end() + LONGEST_DEFINITION]
            tails.setdefault(match["term"].lower(), []).append((match["term"], tail))
    return tails


def _doubled(text: str) -> list[re.Match]:
    """Places where a term is doubled and a definition begins. "PAPAYA" and "BARBARA" are no
    terms.
    """
    return [match for match in _DOUBLED.finditer(text) if _is_term(match, text)]


def _is_term(match: re.Match, text: str) -> bool:
    term, begin = match["term"], match["begin"]
    if len(term) < 3 or not any(letter.isalpha() for letter in term):
        return False
    if begin[1].isupper() and not term.isupper():
        return True
    if begin[1].islower():
        return True
    after = text[match.end() + 2 : match.end() + 2 + _LONGEST_WORD].split(" ", 1)[0]
    # "BARBARA is here" is no definition of "BAR": "A is" begins none.
    return begin[1] in "’' " and after[:1].islower() and after not in _NO_NOUNS


def _definitions(tails: dict[str, list[tuple[str, str]]]) -> dict[str, tuple[str, str]]:
    found = {}
    for key, places in tails.items():
        definition = _definition([tail for _, tail in places])
        if len(definition.split()) >= _FEWEST_WORDS:
            found[key] = (places[0][0], definition)
    return found


def _definition(tails: list[str]) -> str:
    """Where the definition ends: all that every place has in common, else the first sentence."""
    if len(set(tails)) > 1:
        shared = _shared_start(tails)
        ends = [match.end() for match in _SENTENCE_END.finditer(shared)]
        if ends:
            return shared[: ends[-1]]
        # The last word may be shared by half only.
        words = shared.rpartition(" ")[0].rstrip()
        if len(words.split()) >= _FEWEST_WORDS:
            return words
    end = _SENTENCE_END.search(tails[0])
    return tails[0][: end.end()] if end else tails[0].split("\n")[0].rstrip()


def _shared_start(texts: list[str]) -> str:
    """What all texts begin with. The first and the last in order differ soonest."""
    first, last = min(texts), max(texts)
    place = next(
        (at for at, pair in enumerate(zip(first, last, strict=False)) if len(set(pair)) > 1), None
    )
    return first[:place]


def _restored(block: Block, known: dict[str, str]) -> Block:
    if isinstance(block, Table):
        rows = [[[_restored(part, known) for part in cell] for cell in row] for row in block.rows]
        return Table(rows, block.header)
    text, spans = block.text, []
    for match in _doubled(text):
        definition = known.get(match["term"].lower())
        start = match.end("ending") if match["ending"] else match.end("term")
        # A definition may hold another one: what is out is out.
        if definition is None or (spans and start < spans[-1][1]):
            continue
        end = match.end()
        end += len(definition) if text.startswith(definition, end) else 0
        spans.append((start, end))
    return replace(block, runs=without(block.runs, spans)) if spans else block
