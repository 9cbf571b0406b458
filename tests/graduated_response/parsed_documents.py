"""Documents of questions as the importer reads them, in a form that is easy to compare."""

from graduated_response.imports.questions import parse_questions
from graduated_response.imports.report import QuestionsReport
from localoffer.document_reader.reading import read

SWIM = "Can my child swim with the club?"
YES = "Yes, on Mondays."
PAY = "Who pays for the bus?"
WE_DO = "We do."
HOIST = "Is there a hoist?"
ONE = "There is one."


def parse(text: str | bytes, name: str = "questions.md") -> QuestionsReport:
    content = text if isinstance(text, bytes) else text.encode()
    return parse_questions(read(content, name))


def pairs(report: QuestionsReport) -> list[tuple[str, str]]:
    assert report.refused is None
    return [(item.question, item.answer) for item in report.items]


def topics(report: QuestionsReport) -> list[str | None]:
    return [item.topic for item in report.items]


def codes(report: QuestionsReport) -> list[str]:
    return [warning.code for warning in report.warnings]
