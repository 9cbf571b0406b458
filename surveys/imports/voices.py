"""What a "You said, we did" document is sorted into, before it becomes a report."""

from dataclasses import dataclass, field

from localoffer.document_reader.blocks import Block


@dataclass
class Submission:
    """One entry: blocks of what was said, what was done, and where it is known from. `states` are
    the texts of a column that says how far it has come.
    """

    theme: str | None = None
    said: list[Block] = field(default_factory=list)
    did: list[Block] = field(default_factory=list)
    evidence: list[Block] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    @property
    def paired(self) -> bool:
        return bool(self.said and self.did)

    @property
    def empty(self) -> bool:
        return not (self.said or self.did)


@dataclass
class Sorted:
    """A whole document. `after` is what follows the last entry; `orphans` are answers to
    nothing. `marked` has a (role, kind) for each way in which sides are marked: see `VoiceLabel`.
    """

    voices: list[Submission] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    promises: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    orphans: list[Block] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    marked: set[tuple[str, str]] = field(default_factory=set)
