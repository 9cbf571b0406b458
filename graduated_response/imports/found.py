"""Questions with their answers as a layout finds them, before they become a report."""

import re
from dataclasses import dataclass, field

from localoffer.document_reader.blocks import Block, Heading, Item, Paragraph, Table
from localoffer.document_reader.question_labels import asks, ends_asking
from localoffer.document_reader.runs import bold_lead, emphasised, is_bold, part, until_place

# How many paragraphs may follow the first one of a question.
MOST_PARTS = 3
_FURTHER_QUESTION = re.compile(r"[^.?!]{1,300}+\?(?=[\s\"'”’)]|$)")
_QUESTION_END = re.compile(r"\?[\"'”’)]{0,2}(?=\s|$)")


@dataclass(frozen=True)
class Mark:
    """A block in which a question begins: its place, how many characters its number or label
    takes, the number.
    """

    index: int
    end: int = 0
    number: int | None = None


@dataclass
class Found:
    """One question of a document."""

    number: int | None
    question: list[Block]
    answer: list[Block]
    topic: str | None = None

    @property
    def text(self) -> str:
        return " ".join(" ".join(block.text.split()) for block in self.question).strip(" *_")

    @property
    def asks(self) -> bool:
        return asks(self.text)


@dataclass
class Layout:
    """All that one way of reading found. `start` is where the first question begins, `left`
    what fits nowhere, `lost_columns` the names of a table's columns that were not read, each once.

    `certain` says that the document itself marked questions as such, so that their wording need
    not show it.
    """

    questions: list[Found] = field(default_factory=list)
    start: int = 0
    left: list[Block] = field(default_factory=list)
    certain: bool = False
    lost_columns: dict[str, None] = field(default_factory=dict)

    @property
    def answered(self) -> list[Found]:
        """The questions with an answer: a line to write on is none."""
        return [found for found in self.questions if any(map(_says_something, found.answer))]


def _says_something(block: Block) -> bool:
    return any(map(str.isalnum, block.text))


def split_question(found: Found) -> None:
    """Gives a question without an answer the rest of its own paragraph: "**Can I ask?** Yes."
    or "Can I ask? Yes.".
    """
    if found.answer or len(found.question) != 1 or isinstance(found.question[0], Table):
        return
    block = found.question[0]
    lead = bold_lead(block.runs)
    end = (
        lead
        if 0 < lead < len(block.text) and len(block.text[:lead].split()) > 2
        else leading_question(block.text)
    )
    if 0 < end < len(block.text) and block.text[end:].strip(" *_-–—:\n"):
        found.answer = [Paragraph(part(block.runs, end))]
        found.question = [until_place(block, end)]


def without_lone_bullet(answer: list[Block]) -> list[Block]:
    """An answer that is nothing but one bullet is a paragraph: the bullet was only its label."""
    if len(answer) == 1 and isinstance(answer[0], Item) and answer[0].number is None:
        return [Paragraph(answer[0].runs)]
    return answer


def leading_question(text: str) -> int:
    """Where the questions at the start of a text end and something else begins; 0 when there is
    no such place.
    """
    first = _QUESTION_END.search(text)
    if not first:
        return 0
    end = first.end()
    while further := _FURTHER_QUESTION.match(text, end):
        end = further.end()
    return end if text[end:].strip() else 0


def is_strong(block: Block) -> bool:
    """True when a block stands out as a heading or in bold."""
    return isinstance(block, Heading) or emphasised(block)


def goes_on(question: list[Block], following: Block) -> bool:
    """True when a question in bold runs on into the next paragraph, or into parts of its own:
    "a) Who decides?".
    """
    last = question[-1]
    if len(question) > MOST_PARTS or isinstance(following, Heading | Table):
        return False
    if isinstance(following, Item):
        return _is_part(question[0], following)
    alike = emphasised(last) and emphasised(following) and is_bold(last) == is_bold(following)
    if not alike or not ends_asking(following.text):
        return False
    # Below a heading that asks, a bold question may begin the answer.
    return not ends_asking(last.text) or not isinstance(last, Heading)


def _is_part(question: Block, item: Item) -> bool:
    return (
        isinstance(question, Item)
        and item.depth > question.depth
        and emphasised(question)
        and emphasised(item)
        and ends_asking(item.text)
    )
