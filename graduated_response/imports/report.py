"""What the reading of a questions-and-answers document found. Nothing here touches the database."""

import datetime
from dataclasses import dataclass, field

from localoffer.document_reader.findings import Finding


@dataclass(frozen=True)
class QuestionItem:
    """One question. `answer` is plain text, paragraphs apart by a blank line; `answer_html` the
    same with links.
    """

    number: int
    question: str
    answer: str
    answer_html: str
    topic: str | None = None
    is_question: bool = True

    def as_json(self) -> dict:
        return {
            "number": self.number,
            "question": self.question,
            "answer": self.answer,
            "topic": self.topic,
            "is_question": self.is_question,
        }


@dataclass
class QuestionsReport:
    """`refused` is a sentence when nothing may be imported; `items` is empty then. `intro_html`
    may be empty.
    """

    title: str = ""
    date: datetime.date | None = None
    items: list[QuestionItem] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    refused: str | None = None
    intro_html: str = ""

    def as_json(self) -> dict:
        """The shape that contract.md promises to scripts."""
        return {
            "kind": "questions",
            "title": self.title,
            "date": self.date.isoformat() if self.date else None,
            "items": [item.as_json() for item in self.items],
            "warnings": [warning.as_json() for warning in self.warnings],
            "refused": self.refused,
        }
