"""What a file asks for, beside what is stored: the plan of an import, by code."""

from collections.abc import Iterator
from string import digits

from graduated_response.models import Statement
from localoffer.publishing.differences import Change
from localoffer.publishing.marked_words import lines_of_html, lines_of_text, marked
from localoffer.publishing.models import State

from .column_names import HEADINGS
from .lookups import TEXTS, Known, Value, values_in, values_of
from .plan import Item, Kind, Plan
from .rows import Asked, AskedRow, Fault
from .texts import known_by
from .values import faults_of, sentence_of, values_in_row

IN_BIN = "This expectation is in the bin, and a code is not used again. Bring it back first."
WITHDRAWN = (
    "This expectation was withdrawn, and its code is not used again. Leave the cell of the code "
    "empty, and the new one gets the next free code."
)
SAID_TWICE = "{} says the same sentence, and it is in the file already."
IN_DRAFT = (
    "“{}” is changed in version {} by {} too, to something else. Publish that version or put it "
    "aside first, or take this change out of the file."
)


class Refused(Exception):
    """Why a row cannot be imported: one sentence each."""


def make_plan(asked: Asked, known: Known) -> Plan:
    """Nothing is stored. A row with a fault has no item."""
    plan = Plan(faults=list(asked.faults), warnings=list(asked.warnings))
    planner = _Planner(asked, known)
    for row in asked.rows:
        try:
            plan.items.append(planner.item(row))
        except Refused as why:
            plan.faults += [Fault(row.place, row.code[:20], sentence) for sentence in why.args]
    if asked.is_whole:
        plan.missing = list(_missing(plan, known, planner.taken))
    return plan


class _Planner:
    """Knows which codes and sentences of the file have been given away."""

    def __init__(self, asked: Asked, known: Known) -> None:
        self.known = known
        self.taken = {row.code for row in asked.rows if row.code}
        self.sentences = {
            known_by(statement.title): code
            for code, statement in known.statements.items()
            if statement.binned is None and statement.state != State.ARCHIVED
        }
        self.highest = _highest({*known.statements, *known.hidden, *self.taken})

    def item(self, row: AskedRow) -> Item:
        """Raises Refused."""
        code = row.code or self._said_already(row)
        statement = self.known.statements.get(code)
        _check_state(row, statement)
        values, wrong = values_in_row(row, statement, self.known)
        if wrong:
            raise Refused(*wrong)
        if statement is None:
            return self._new(row, code, values)
        if not row.code:
            del values["title"]  # it was found by its sentence, in other signs perhaps
        return self._known(row, statement, values)

    def _said_already(self, row: AskedRow) -> str:
        """The code of the expectation that says the same sentence; '' where there is none."""
        code = self.sentences.get(known_by(sentence_of(row)), "")
        if code in self.taken:
            raise Refused(SAID_TWICE.format(code))
        if code:
            self.taken.add(code)
        return code

    def _new(self, row: AskedRow, code: str, values: dict[str, Value]) -> Item:
        code = code or self._next_code(values["area"])
        if wrong := faults_of(code, None, values, self.known):
            raise Refused(*wrong)
        self.taken.add(code)
        self.sentences.setdefault(known_by(values["title"]), code)
        item = Item(row.place, code, Kind.NEW, values["title"], changes=values)
        item.detail = row.detail
        item.goes_out = not row.keeps_state
        return item

    def _next_code(self, area: int) -> str:
        letters = self.known.areas[area].code
        self.highest[letters] = self.highest.get(letters, 0) + 1
        return f"{letters}{self.highest[letters]}"

    def _known(self, row: AskedRow, statement: Statement, values: dict[str, Value]) -> Item:
        now = values_of(statement)
        changes = {field: value for field, value in values.items() if value != now[field]}
        item = Item(row.place, statement.code, Kind.SAME, statement.title, statement)
        item.goes_out = not row.keeps_state and statement.state != State.ARCHIVED
        if not changes:
            return item
        item.draft = self.known.draft_of(statement)
        item.kind, item.changes, item.asked = Kind.CHANGED, changes, frozenset(changes)
        base = now
        if item.draft:
            base = now | values_in(item.draft.snapshot)
            _check_draft(item, now, base)
            item.changes = {name: new for name, new in changes.items() if new != base[name]}
            item.kind = Kind.CHANGED if item.changes else Kind.WAITING
        if wrong := faults_of(item.code, statement, item.changes, self.known):
            raise Refused(*wrong)
        item.differences = list(_differences(base, item.changes, self.known))
        return item


def _highest(codes: set[str]) -> dict[str, int]:
    """By the letters of the codes."""
    found: dict[str, int] = {}
    for code in codes:
        letters = code.rstrip(digits)
        number = int(code[len(letters) :] or 0)
        found[letters] = max(found.get(letters, 0), number)
    return found


def _check_state(row: AskedRow, statement: Statement | None) -> None:
    if statement is None:
        return
    if statement.binned is not None:
        raise Refused(IN_BIN)
    sentence = sentence_of(row)
    other = sentence and known_by(sentence) != known_by(statement.title)
    if statement.state == State.ARCHIVED and other:
        raise Refused(WITHDRAWN)


def _check_draft(item: Item, now: dict[str, Value], base: dict[str, Value]) -> None:
    """Somebody's draft may change other fields; they stay as they are there."""
    clashes = [
        IN_DRAFT.format(HEADINGS[field], item.draft.number, item.author)
        for field, value in item.changes.items()
        if base[field] not in (now[field], value)
    ]
    if clashes:
        raise Refused(*clashes)


def _differences(
    base: dict[str, Value], changes: dict[str, Value], known: Known
) -> Iterator[Change]:
    for field, value in changes.items():
        before, after = known.show(field, base[field]), known.show(field, value)
        kind = "changed"
        if field in TEXTS:
            lines = lines_of_html if field == "detail" else lines_of_text
            kind = "formatting" if lines(before) == lines(after) else kind
            before, after = marked(lines(before), lines(after))
        yield Change(HEADINGS[field].capitalize(), kind, before, after)


def _missing(plan: Plan, known: Known, taken: set[str]) -> Iterator[Statement]:
    """Expectations in the areas of the file that it lacks, drafts too."""
    areas = {item.statement.area_id for item in plan.items if item.statement}
    areas |= {item.changes["area"] for item in plan.items if item.kind == Kind.NEW}
    for statement in known.statements.values():
        gone = statement.state == State.ARCHIVED or statement.binned is not None
        if statement.area_id in areas and not gone and statement.code not in taken:
            yield statement
