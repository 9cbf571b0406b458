"""What an import would do, expectation by expectation."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from graduated_response.models import Statement
from localoffer.document_reader.findings import Finding
from localoffer.publishing.differences import Change
from localoffer.publishing.models import State, Version

from .lookups import Value
from .rows import Fault


class Kind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    # A draft says the same already; families read something else.
    WAITING = "waiting"
    SAME = "same"


@dataclass
class Item:
    """`asked` are the fields in which the file differs from what families read, `changes` the
    values to write, and `draft` is the version that they are put on. `goes_out`: choosing to
    publish publishes it.
    """

    place: str
    code: str
    kind: Kind
    sentence: str
    statement: Statement | None = None
    asked: frozenset[str] = frozenset()
    changes: dict[str, Value] = field(default_factory=dict)
    differences: list[Change] = field(default_factory=list)
    draft: Version | None = None
    detail: str = ""
    goes_out: bool = True

    @property
    def author(self) -> str:
        """Whose draft it is put on; empty where there is none."""
        if self.draft is None:
            return ""
        return self.draft.author_name or "an import"


@dataclass
class Plan:
    """`faults` are why nothing can be stored. `missing`: expectations that the file lacks.
    `published`: codes, once it has been carried out.
    """

    items: list[Item] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    missing: list[Statement] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    # As `Outcome.stopped`: what the checks stop is a fault here, and then nothing is stored.
    stopped: tuple[str, ...] = ()

    def of(self, kind: Kind) -> list[Item]:
        return [item for item in self.items if item.kind == kind]

    @property
    def new(self) -> list[Item]:
        return self.of(Kind.NEW)

    @property
    def changed(self) -> list[Item]:
        return self.of(Kind.CHANGED)

    @property
    def waiting(self) -> list[Item]:
        return self.of(Kind.WAITING)

    @property
    def same(self) -> list[Item]:
        return self.of(Kind.SAME)

    @property
    def repeated_drafts(self) -> list[Item]:
        """Drafts that say what the file says, and that choosing to publish publishes."""
        return [item for item in self.same if item.goes_out and item.statement.state == State.DRAFT]

    @property
    def changes(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def fingerprint(self) -> str:
        """The same as long as an import would do the same."""
        does = [
            (item.code, item.kind, item.draft and item.draft.pk, item.differences)
            for item in self.items
        ]
        return hashlib.sha256(repr(does).encode()).hexdigest()
