"""No importer has a loop in a loop over a document: one that is four times as long takes four times
the work.

Work is counted, not timed: lines of our own code that run. So a test says the same everywhere.
"""

import sys
from types import FrameType

import pytest

from graduated_response.imports.questions import parse_questions
from graduated_response.imports.report import QuestionsReport
from graduated_response.provision_tables.from_document import asked_in_blocks
from localoffer.document_reader import opening, reading
from localoffer.sandbox.running import ROOT, run_limited
from surveys.imports.report import YouSaidReport
from surveys.imports.you_said import parse_you_said
from tests.document_reader.hostile_documents import DOCUMENTS

PARSERS = (parse_questions, parse_you_said, asked_in_blocks)
SHORT = 60
OURS = tuple(str(ROOT / folder) for folder in ("localoffer", "graduated_response", "surveys"))


class Work:
    """Lines of our files that ran since it was begun."""

    def __enter__(self) -> "Work":
        self.lines = 0
        self.before = sys.gettrace()
        sys.settrace(self._enter)
        return self

    def __exit__(self, *error: object) -> None:
        sys.settrace(self.before)

    def _enter(self, frame: FrameType, event: str, arg: object):
        return self._count if frame.f_code.co_filename.startswith(OURS) else None

    def _count(self, frame: FrameType, event: str, arg: object):
        self.lines += event == "line"
        return self._count


def work_of(make, name: str, n: int) -> dict[str, int]:
    content = make(n).encode()
    counted = {}
    with Work() as work:
        blocks = reading.read(content, name)
    counted["read"] = work.lines
    for parse in PARSERS:
        with Work() as work:
            parse(blocks)
        counted[parse.__name__] = work.lines
        blocks = reading.read(content, name)
    return counted


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_loop_stands_in_a_loop_over_a_document(name):
    ending, make = DOCUMENTS[name]
    short, long = (work_of(make, ending, n) for n in (SHORT, 4 * SHORT))
    grown = {step: long[step] / max(short[step], 500) for step in short}
    # Four times as long, four times the work; a loop in a loop takes up to sixteen.
    assert {step: times for step, times in grown.items() if times > 5} == {}


# What grows inside one line of ours: searches in lists, texts that are copied again and again.
LARGE = {
    "page: list items": 45_000,
    "page: items that ask": 45_000,
    "page: labels of answers alone": 20_000,
    "page: runs of one style": 200_000,
    "page: a glossary": 8_000,
    "text: a wrapped paragraph": 20_000,
}


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize(
    ("work", "answer"),
    [
        ("graduated_response.imports.questions:questions_in", QuestionsReport),
        ("surveys.imports.you_said:you_said_in", YouSaidReport),
    ],
)
def test_a_large_document_is_read_within_the_time_of_the_sandbox(name, work, answer):
    """Twice the child's own limit, for machines that are slow; searches in lists took minutes."""
    ending, make = DOCUMENTS[name]
    content = make(LARGE[name]).encode()
    report = run_limited(work, content, ending, seconds=opening.SECONDS * 2, answer=answer)
    assert report.refused or report.title
