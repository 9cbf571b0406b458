"""What storing a document changed, for the report of a command and for the page of the admin."""

from dataclasses import dataclass, field

from localoffer.document_reader.findings import Finding
from localoffer.publishing.models import Published

BUSY = "Somebody else is importing the same document now, so nothing was imported. Try again."
# What findings have in common, by their code; the order is the order of the report.
HEADINGS = {
    "possible-identity": "May tell who somebody is",
    "dead-link": "Links that lead nowhere",
    "placeholder": "Gaps to fill",
    "not-a-question": "Kept, although it asks nothing",
    "unpaired": "Has no other half, or its number is out of order",
    "skipped": "Was not imported",
    "flattened-glossary": "Meanings of words that stood in the text",
}


@dataclass
class Outcome:
    """`row` is the set or the round; the lists hold the words by which staff know each piece."""

    row: Published
    publish: bool = False
    is_new: bool = False
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    moved: int = 0
    # Words of staff stay.
    kept: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    taken_down: list[str] = field(default_factory=list)
    # Words in waiting that are older now than the document's (publishing/recording.py).
    overtaken: list[str] = field(default_factory=list)
    scheduled: list[str] = field(default_factory=list)
    # What families would read of it, and why none of it is on the site.
    public: list[Published] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    # Live words change only when staff say "publish".
    waiting: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    # Something that families need is missing.
    unfinished: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        return bool(
            self.is_new or self.added or self.updated or self.published or self.moved or self.terms
        )

    def parts(self) -> list[tuple[str, list[str]]]:
        """(sentence, words of the pieces it speaks of); nothing that has nothing to say."""
        added = "added and published" if self.publish else "added, not on the site yet"
        if self.is_new:
            first = (f"All of it {added}.", [])
        else:
            first = (f"{len(self.added)} {added}.", self.added)
        said = [
            ("Nothing was published: {} to mend first.", self.stopped),
            ("{} changed to the new words of the document.", self.updated),
            ("{} published.", self.published),
            ("{} not published: open them to see what they still need.", self.unfinished),
            ("{} edited by staff since the import, and left alone.", self.kept),
            ("{} deleted by staff since the import, and not brought back.", self.deleted),
            ("{} taken off the site by staff, and left there.", self.taken_down),
            (
                "{} on the site now and not changed. Choose to publish, and the new words go live.",
                self.waiting,
            ),
            (
                "{} had a draft, which is no longer current. It is kept among the versions.",
                self.overtaken,
            ),
            (
                "{} has an older version that is scheduled: it will replace the new words.",
                self.scheduled,
            ),
            ("{} no longer in the document, and left as it is.", self.dropped),
            ("{} new in the glossary, as a draft.", self.terms),
        ]
        parts = [first] if self.added else []
        parts += [(text.format(len(words)), words) for text, words in said if words]
        if self.moved:
            parts.append((f"{self.moved} moved to a new place in the order.", []))
        return parts

    def headline(self) -> str:
        if self.waiting and not self.changes:
            return "Nothing was changed."
        if not self.changes:
            return "Nothing to change: all of this was imported before."
        return f"{'New' if self.is_new else 'Changed'}: {self.row.title}"


def grouped(findings: list[Finding]) -> list[tuple[str, list[str]]]:
    """(heading, sentences) of what a reader found, in the order of the report."""
    groups = [
        (heading, [finding.text for finding in findings if finding.code == code])
        for code, heading in HEADINGS.items()
    ]
    return [group for group in groups if group[1]]


def in_lines(findings: list[Finding], outcome: Outcome) -> list[str]:
    """The report that a command prints after what it found."""
    lines = []
    for heading, sentences in grouped(findings):
        lines += ["", f"{heading} ({len(sentences)}):", *(f"  - {text}" for text in sentences)]
    lines += ["", outcome.headline()]
    for sentence, words in outcome.parts():
        lines += [f"  {sentence}", *(f"    - {text}" for text in words)]
    return lines
