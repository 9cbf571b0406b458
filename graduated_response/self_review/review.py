"""A review laid beside what is published now: what was said of which expectation."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString

from graduated_response.models import Area, Edition, Statement
from graduated_response.self_review.answers import UNRATED, Answer, Rating
from graduated_response.self_review.choice import Choice
from localoffer.publishing.marked_words import lines_of_text, marked

LONGEST_NAME = 120


@dataclass
class Line:
    """One expectation with its answer. `wording` is what it says now."""

    statement: Statement
    wording: str
    answer: Answer
    is_new: bool = False

    @property
    def is_changed(self) -> bool:
        """It says something else than when it was rated."""
        return self.answer.is_touched and not _same(self.answer.wording, self.wording)

    @property
    def before_and_after(self) -> tuple[SafeString, SafeString]:
        return marked(lines_of_text(self.answer.wording), lines_of_text(self.wording))


@dataclass
class Gone:
    """What was said of an expectation that the choice no longer holds. `replaced_by`: the code of
    the one that says it now, where there is one."""

    answer: Answer
    is_withdrawn: bool
    replaced_by: str = ""

    @property
    def reason(self) -> str:
        if not self.is_withdrawn:
            return "It is no longer part of what you chose."
        now = f" {self.replaced_by} says it now." if self.replaced_by else ""
        return f"The council has withdrawn it.{now}"


class Review:
    """`lines` in the order of the areas, and the answers that are `gone` from them.

    `continues`: the answers come from a file, so the form says what changed since.
    `knew_all`: the file held all that the choice held, so what it does not name is new.
    `saved_edition`: the edition that the file names, in words; `edition` is today's.
    """

    ratings = (*Rating.choices, ("", UNRATED))

    def __init__(
        self,
        choice: Choice,
        answers: Iterable[Answer] = (),
        *,
        setting: str = "",
        continues: bool = False,
        knew_all: bool = False,
        saved_edition: str = "",
    ) -> None:
        self.choice = choice
        self.setting = setting[:LONGEST_NAME]
        self.continues = continues
        self.saved_edition = saved_edition
        self.edition = _edition()
        left = {answer.code: answer for answer in answers}
        self.lines = []
        for statement in choice.statements():
            answer = left.pop(statement.code, None)
            self.lines.append(_line(statement, choice.audience, answer, knew_all=knew_all))
        self.gone = _gone(left, choice.shelf.live)

    def check(self) -> None:
        for answer in self.answers:
            answer.check()

    @property
    def answers(self) -> list[Answer]:
        """All that must not get lost: also what was said of expectations that are gone."""
        kept = [gone.answer for gone in self.gone if gone.answer.is_touched]
        return [line.answer for line in self.lines] + kept

    @property
    def problems(self) -> list[dict]:
        """[{text, href}] for the error summary."""
        return [
            {"text": f"Row {answer.row}: {text}" if answer.row else text,
             "href": f"#{answer.code}-{name}"}
            for answer in self.answers
            for name, text in answer.errors.items()
        ]  # fmt: skip

    @property
    def areas(self) -> list[tuple[Area, list[Line]]]:
        groups = groupby(self.lines, key=lambda line: line.statement.area)
        return [(area, list(lines)) for area, lines in groups]

    @property
    def progress(self) -> list[dict]:
        """[{area, total, rated}]"""
        return [
            {
                "area": area,
                "total": len(lines),
                "rated": sum(bool(line.answer.rating) for line in lines),
            }
            for area, lines in self.areas
        ]

    @property
    def rated(self) -> int:
        return sum(part["rated"] for part in self.progress)

    @property
    def changed(self) -> list[Line]:
        return [line for line in self.lines if line.is_changed]

    @property
    def new(self) -> list[Line]:
        return [line for line in self.lines if line.is_new]

    @property
    def has_other_edition(self) -> bool:
        return bool(self.saved_edition) and self.saved_edition != self.edition

    @property
    def is_as_it_was(self) -> bool:
        return not (self.changed or self.new or self.gone)

    @property
    def kept_gone(self) -> list[Gone]:
        return [gone for gone in self.gone if gone.answer.is_touched]


def _edition() -> str:
    """'2026 edition, 1 September 2026'; empty before the first one."""
    edition = Edition.objects.current()
    return f"{edition.name}, {edition.date.day} {edition.date:%B %Y}" if edition else ""


def _line(statement: Statement, audience: str, answer: Answer | None, *, knew_all: bool) -> Line:
    wording = statement.reading(audience) or statement.title
    line = Line(statement, wording, answer or Answer(statement.code), knew_all and not answer)
    if line.answer.looked_again or not line.answer.is_touched or not line.answer.wording:
        line.answer.wording = wording
    return line


def _gone(left: dict[str, Answer], live: set[int]) -> list[Gone]:
    """Codes that were never public are passed over: nobody can have rated them."""
    if not left:
        return []
    rows = Statement.objects.filter(code__in=left, ever_live=True)
    columns = ("code", "pk", "replaced_by", "replaced_by__code")
    known = {code: others for code, *others in rows.values_list(*columns)}
    gone = []
    for code, answer in left.items():
        if code in known:
            pk, other, other_code = known[code]
            gone.append(Gone(answer, pk not in live, other_code if other in live else ""))
    return gone


def _same(before: str, after: str) -> bool:
    """Tables keep words, not how lines are broken."""
    return before.split() == after.split()
