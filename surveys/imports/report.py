"""What the reading of a "You said, we did" document found. Nothing here touches the database."""

from dataclasses import dataclass, field
from datetime import date

from localoffer.document_reader.findings import Finding
from localoffer.document_reader.flattened import Term
from surveys.status import Status

UNSAID = (
    f"Where the document does not say how far a thing has come, its status is"
    f" “{Status.DONE.label}”. Change it where that is not true."
)


@dataclass(frozen=True)
class VoiceEntry:
    """What was said and what was done about it. The lists hold plain text, one string a
    paragraph or bullet; the two `_html` hold the same as simple HTML with links. `status` is None
    where the document does not say how far it has come.
    """

    said: list[str]
    did: list[str]
    said_html: str
    did_html: str
    theme: str | None = None
    evidence: list[str] = field(default_factory=list)
    status: str | None = None
    due: date | None = None
    reason: str = ""

    def status_in_words(self) -> str:
        """What families will read."""
        return Status(self.status or Status.DONE).label

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

    def status_note(self) -> str:
        """A sentence where the document leaves open how far something has come."""
        return UNSAID if any(one.did and not one.status for one in self.entries) else ""

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
