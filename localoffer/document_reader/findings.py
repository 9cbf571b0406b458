"""What a reader of an import report should look at, and the checks that both kinds of document
share.
"""

from dataclasses import dataclass

from localoffer.document_reader.blocks import Block
from localoffer.document_reader.identity import possible_identities
from localoffer.document_reader.links import dead_links
from localoffer.document_reader.markup import to_text
from localoffer.document_reader.placeholders import placeholders


@dataclass(frozen=True)
class Finding:
    """`code` is one of the contract's: dead-link, placeholder, not-a-question, possible-identity,
    flattened-glossary, unpaired, skipped. `text` is a sentence for staff."""

    code: str
    text: str

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "text": self.text}


def text_findings(blocks: list[Block], where: str) -> list[Finding]:
    """Dead links, gaps and words that may identify somebody, in blocks that will be published.
    `where` names them.
    """
    text = to_text(blocks)
    found = [
        Finding(
            "dead-link",
            (
                f"{where}: the link “{shortened(words)}” leads nowhere ({shortened(href, 60)})."
                f" It was kept as plain text."
            ),
        )
        for words, href in dead_links(blocks)
    ]
    found += [
        Finding("placeholder", f"{where}: “{shortened(gap)}” looks like a gap to fill.")
        for gap in placeholders(text)
    ]
    found += [
        Finding(
            "possible-identity",
            f"{where}: “{shortened(words)}” may tell who somebody is. Check before you publish.",
        )
        for words in possible_identities(text)
    ]
    return found


def shortened(text: str, most: int = 90) -> str:
    """One line of at most `most` characters, for quoting in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
