"""What the reading of a "You said, we did" document found. Nothing here touches the database."""

from dataclasses import dataclass, field

from localoffer.documents_in.findings import Finding
from localoffer.documents_in.flattened import Term


@dataclass(frozen=True)
class VoiceEntry:
    """What was said and what was done about it. The lists hold plain text, one string a
    paragraph or bullet; the two `_html` hold the same as simple HTML with links.
    """

    said: list[str]
    did: list[str]
    said_html: str
    did_html: str
    theme: str | None = None
    evidence: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        return {"theme": self.theme, "said": self.said, "did": self.did, "evidence": self.evidence}


@dataclass(frozen=True)
class Passage:
    """One progress paragraph or one promise, as plain text and as HTML."""

    text: str
    html: str


@dataclass
class YouSaidReport:
    """`refused` is a sentence when nothing may be imported; the lists are empty then.

    `intro` is all text before the first entry, as the contract says; `intro_html` leaves the
    title out.
    """

    title: str = ""
    year: int | None = None
    intro: str = ""
    intro_html: str = ""
    entries: list[VoiceEntry] = field(default_factory=list)
    progress: list[Passage] = field(default_factory=list)
    promises: list[Passage] = field(default_factory=list)
    glossary: list[Term] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    refused: str | None = None

    def as_json(self) -> dict:
        """The shape that contract.md promises to scripts."""
        return {
            "kind": "you-said-we-did",
            "title": self.title,
            "year": self.year,
            "intro": self.intro,
            "entries": [entry.as_json() for entry in self.entries],
            "progress": [passage.text for passage in self.progress],
            "promises": [passage.text for passage in self.promises],
            "glossary": [
                {"term": term.term, "definition": term.definition} for term in self.glossary
            ],
            "warnings": [warning.as_json() for warning in self.warnings],
            "refused": self.refused,
        }
