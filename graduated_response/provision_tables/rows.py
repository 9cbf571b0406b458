"""What a file asks for, row by row. Nothing here touches the database."""

from dataclasses import dataclass, field

from localoffer.document_reader.findings import Finding


@dataclass
class AskedRow:
    """`cells` holds what the row says, by the headings of `columns`; a column that the file has
    not is not there. `otherwise`: what an expectation that is new has beside that. `headings`:
    those above the row in a document, nearest first. `place`: "Row 5".
    """

    place: str
    code: str
    cells: dict[str, str]
    otherwise: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    detail: str = ""
    keeps_state: bool = False


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be imported; nothing of the file is, then."""

    place: str
    code: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}{f' ({self.code})' if self.code else ''}: {self.sentence}"

    def as_json(self) -> dict[str, str]:
        return {"row": self.place, "code": self.code, "text": self.sentence}


@dataclass
class Asked:
    """`refused` is a sentence when nothing may be imported. `is_whole`: a table of expectations,
    of which people want to know what it lacks; a document of some of them is not.
    """

    title: str = ""
    rows: list[AskedRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    is_whole: bool = True
    refused: str | None = None
