"""Which column of a table holds what, from its header or from what stands in it."""

import re
from dataclasses import dataclass, field

from localoffer.document_reader.blocks import Block, Table, cell_text
from localoffer.document_reader.question_labels import asks

_ROLES = {
    "number": re.compile(
        r"(?:question )?(?:no|number|ref|reference|#|num|id)\.?|q no\.?|", re.IGNORECASE
    ),
    "question": re.compile(
        r".{0,30}\b(?:questions?|query|queries|you asked|asked)\b.{0,30}|q", re.IGNORECASE
    ),
    "answer": re.compile(
        r".{0,30}\b(?:answers?|responses?|reply|replies)\b.{0,30}"
        r"|(?:what )?we (?:said|say|answered)|a",
        re.IGNORECASE,
    ),
    "topic": re.compile(r"(?:theme|topic|category|subject|area|section)s?", re.IGNORECASE),
}
# "Asked by", "Date of response": about a question or an answer, but neither.
_ABOUT = re.compile(
    r".{0,60}\bby|dates?\b.{0,40}|(?:question|answer|response|reply) date", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:updates?|progress|next steps?|notes?|comments?|actions?|outcomes?|follow[- ]?up|links?"
    r"|(?:further|more|additional|other|useful) \w{1,20}|what happen(?:s|ed) next)\b.{0,40}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Columns:
    """`roles` says where the question, the answer, the number and the topic stand. `more` are
    columns whose text belongs to the answer, by their headers; `others` fit nowhere.
    """

    roles: dict[str, int] = field(default_factory=dict)
    more: dict[int, str] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return {"question", "answer"} <= self.roles.keys()

    @property
    def middle(self) -> list[int]:
        """Columns without a role between the question and the answer."""
        return [
            place for place in self.others if self.roles["question"] < place < self.roles["answer"]
        ]

    def fits(self, table: Table) -> bool:
        return max(self.roles.values()) < len(table.rows[0])


def role_of(header: str) -> str | None:
    """What the cells below a header are: "question", "answer", "number", "topic" or "both"."""
    text = header.strip(" :*")
    if asks(text) or (text and _ABOUT.fullmatch(text)):
        return None
    role = next((role for role, words in _ROLES.items() if words.fullmatch(text)), None)
    # "Question number" is a number, "Answer to your question" is an answer.
    if role == "question" and _ROLES["answer"].fullmatch(text):
        return "both" if re.match(r"q\w{0,8}\s?(?:and|&|/)", text, re.IGNORECASE) else "answer"
    return role


def header_columns(row: list[list[Block]]) -> Columns:
    """The columns below a row of headers; false when the row is not one."""
    roles: dict[str, int] = {}
    headers = [cell_text(cell) for cell in row]
    for place, header in enumerate(headers):
        role = role_of(header)
        if role:
            roles.setdefault(role, place)
    rest = {place: text for place, text in enumerate(headers) if place not in roles.values()}
    more = {
        place: text.strip(" :*")
        for place, text in rest.items()
        if place > roles.get("answer", len(row))
        and (role_of(text) == "answer" or _GOES_ON.fullmatch(text.strip(" :*")))
    }
    return Columns(roles, more, {place: rest[place] for place in rest if place not in more})


def guessed_columns(table: Table) -> Columns:
    """Columns by what they hold: the one that asks is the question, the longest to its right
    the answer.
    """
    width = min(len(row) for row in table.rows)
    texts = [[cell_text(row[place]) for row in table.rows] for place in range(width)]
    asking = [sum(map(asks, column)) for column in texts]
    question = max(range(width), key=lambda place: asking[place], default=0)
    if width < 2 or question == width - 1 or asking[question] < max(1, 0.6 * len(table.rows)):
        return Columns()
    answer = max(range(question + 1, width), key=lambda place: sum(map(len, texts[place])))
    roles = {"question": question, "answer": answer}
    if question:
        roles["number" if all(text.strip(" .Q)").isdigit() for text in texts[0]) else "topic"] = 0
    return Columns(roles, {}, {place: "" for place in range(width) if place not in roles.values()})
