"""What a person may do with the expectations of a plan, row by row: their role and their remit."""

from typing import Any

from graduated_response.models import Statement
from localoffer.people.models import covers, may

from .lookups import Known
from .plan import Item, Kind, Plan
from .rows import Fault

NOT_YOURS = "You may not change this expectation."
NOT_ADDED = "You may not add expectations there."
TAKEN = "This code is used already. Leave the cell empty, and it gets the next free code."
NOT_MOVED = "You may not edit what is in that area."


def within(plan: Plan, user: Any, known: Known) -> Plan:
    """The plan, where what the person may not do is a fault. `known` is what they may see: a code
    outside reads like one that nobody uses, unless they may add expectations there.
    """
    faults, items = [], []
    for item in plan.items:
        sentence = _barred(item, user)
        if not sentence and item.code in known.hidden:
            sentence = TAKEN
        if sentence:
            faults.append(Fault(item.place, item.code, sentence))
        else:
            items.append(item)
    missing = [row for row in plan.missing if may(user, "view", row)]
    return Plan(items, [*plan.faults, *faults], missing, plan.warnings)


def _barred(item: Item, user: Any) -> str:
    if item.kind == Kind.NEW:
        there = Statement(area_id=item.changes["area"])
        return "" if may(user, "add", Statement) and covers(user, there) else NOT_ADDED
    action = "view" if item.kind == Kind.SAME else "change"
    if not may(user, action, item.statement):
        return NOT_YOURS
    there = Statement(pk=item.statement.pk, area_id=item.changes.get("area"))
    return "" if "area" not in item.changes or covers(user, there) else NOT_MOVED


def may_publish(plan: Plan, user: Any) -> bool:
    rows = [item.statement for item in plan.items if item.statement and item.goes_out]
    kinds = [Statement, *rows]
    return all(may(user, "publish", row) and may(user, "change", row) for row in kinds)
