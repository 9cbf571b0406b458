"""A questions-and-answers document, read into blocks, becomes a report that can be previewed
and saved.
"""

import re
from collections import Counter
from collections.abc import Iterator

from graduated_response.imports.bold import bold
from graduated_response.imports.found import Found, Layout
from graduated_response.imports.headed import headed
from graduated_response.imports.labelled import labelled, spoken
from graduated_response.imports.numbered import numbered
from graduated_response.imports.parting import parted
from graduated_response.imports.plain import plain
from graduated_response.imports.report import QuestionItem, QuestionsReport
from graduated_response.imports.table_shapes import reshaped
from graduated_response.imports.tabular import tabular
from localoffer.document_reader.blocks import Block, Heading, Table, cell_text
from localoffer.document_reader.dates import find_date
from localoffer.document_reader.findings import Finding, shortened, text_findings
from localoffer.document_reader.flattened import Term
from localoffer.document_reader.headings import first_title
from localoffer.document_reader.markup import to_html, to_text
from localoffer.document_reader.preparing import prepared
from localoffer.document_reader.question_labels import worded_as_question
from localoffer.document_reader.reading import read
from localoffer.document_reader.voice_labels import looks_like_you_said

# The surest layout first: it wins when two find equally much.
LAYOUTS = (labelled, tabular, numbered, headed, bold, plain)
UNTITLED = "Questions and answers"
NOTHING_FOUND = "No questions with answers were found in this document, so nothing was imported."
OTHER_KIND = (
    "This looks like a “You said, we did” document, so nothing was imported. Import"
    " it as “You said, we did” instead."
)
# More than any page shows; storing each takes some milliseconds, in a request.
MOST_QUESTIONS = 1_000
TOO_MANY = (
    f"The document has more than {MOST_QUESTIONS:,} questions, so nothing was imported. Send it in"
    " parts."
)
_NAMED = re.compile(
    r"\bq\s?(?:&|and|\+)\s?a\b|\bquestions?\b|\bfaqs?\b|\byou asked\b|\bask(?:ed)? us\b",
    re.IGNORECASE,
)


def questions_in(content: bytes, name: str) -> QuestionsReport:
    """The whole way from a file to its report, in the sandbox. Raises Unreadable."""
    return parse_questions(read(content, name))


def parse_questions(blocks: list[Block]) -> QuestionsReport:
    """The report for a document.

    Never raises: a document that holds no questions gives a report whose `refused` says so.
    """
    blocks, terms = prepared(reshaped(blocks))
    blocks = parted(blocks)
    if looks_like_you_said(_texts(blocks)) and not _asks_and_answers(blocks):
        return QuestionsReport(title=first_title(blocks), refused=OTHER_KIND)
    layout = find_layout(blocks)
    before = blocks[: layout.start]
    title = first_title(before)
    if not layout.answered:
        return QuestionsReport(title=first_title(blocks), refused=NOTHING_FOUND)
    if len(layout.questions) > MOST_QUESTIONS:
        return QuestionsReport(title=title, refused=TOO_MANY)
    report = QuestionsReport(title or UNTITLED)
    report.date = find_date(title) or find_date(to_text(before))
    report.intro_html = to_html(
        [block for block in before if " ".join(block.text.split()) != title]
    )
    report.items = [_item(found, number) for found, number in _numbered(layout)]
    report.warnings = _warnings(layout, terms, report.items)
    return report


def _asks_and_answers(blocks: list[Block]) -> bool:
    """True when questions are labelled so, also by "You asked" above a column of questions."""
    table = tabular(blocks)
    asking = sum(found.asks for found in table.answered)
    return bool(labelled(blocks).answered) or (table.certain and asking * 2 > len(table.answered))


def find_layout(blocks: list[Block]) -> Layout:
    """The way of reading that finds most questions with answers; an empty layout when none does.

    Remarks that ask nothing are looked for only where there are no questions.
    """
    named = any(_NAMED.search(block.text) for block in blocks[:4] if len(block.text) < 200)
    best, most = Layout(), 0
    for find in LAYOUTS:
        layout = find(blocks)
        worth = _worth(layout, named)
        if worth > most:
            best, most = layout, worth
    return best if most else spoken(blocks)


def _worth(layout: Layout, named: bool) -> int:
    """How many answered questions a layout found; 0 when they are too few, or too few of them
    ask anything.
    """
    answered = layout.answered
    if layout.certain:
        return len(answered)
    asking = sum(found.asks for found in answered)
    if asking < (1 if named else 2) or asking < (0.25 if named else 0.5) * len(answered):
        return 0
    return asking


def _texts(blocks: list[Block]) -> list[str]:
    texts = []
    for block in blocks:
        if isinstance(block, Table):
            texts += [cell_text(cell) for row in block.rows for cell in row]
        else:
            texts.append(block.text)
    return texts


def _numbered(layout: Layout) -> list[tuple[Found, int]]:
    """Each answered question with its number in the document; counted afresh when those are
    missing or start over.
    """
    numbers = [found.number for found in layout.questions]
    if None in numbers or numbers.count(1) > 1:
        return [(found, place) for place, found in enumerate(layout.answered, start=1)]
    return [(found, found.number) for found in layout.answered]


def _item(found: Found, number: int) -> QuestionItem:
    return QuestionItem(
        number=number,
        question=found.text,
        answer=to_text(found.answer),
        answer_html=to_html(found.answer),
        topic=found.topic,
        is_question=worded_as_question(found.text),
    )


def _warnings(layout: Layout, terms: list[Term], items: list[QuestionItem]) -> list[Finding]:
    found = [
        Finding(
            "flattened-glossary",
            f"The meaning of “{term.term}” was glued into the text. The plain words were restored.",
        )
        for term in terms
    ]
    for item, question in zip(items, layout.answered, strict=True):
        if not item.is_question:
            asks = f"Number {item.number} asks nothing. It was kept: “{shortened(item.question)}”"
            found.append(Finding("not-a-question", asks))
        found += text_findings([*question.question, *question.answer], f"Question {item.number}")
    found += (Finding("skipped", sentence) for sentence in _left_out(layout))
    return found + _number_warnings([question.number for question in layout.questions])


def _left_out(layout: Layout) -> Iterator[str]:
    for question in layout.questions:
        if not question.answer:
            words = shortened(question.text, 200)
            yield f"This has no answer, so it was not imported: “{words}”."
    for block in layout.left:
        if not isinstance(block, Heading):
            words = shortened(block.text, 200)
            yield f"This belongs to no question, so it was not imported: “{words}”."
    for name in layout.lost_columns:
        yield f"This column was not imported: “{shortened(name)}”."


def _number_warnings(numbers: list[int | None]) -> list[Finding]:
    if None in numbers or numbers.count(1) > 1:
        return []
    twice = [number for number, count in Counter(numbers).items() if count > 1]
    missing = sorted(set(range(min(numbers), max(numbers))) - set(numbers))
    found = [
        Finding(
            "unpaired",
            f"Number {number} stands there more than once. The order of the document was kept.",
        )
        for number in twice
    ]
    return found + [
        Finding("unpaired", f"Number {number} is missing from the document.") for number in missing
    ]
