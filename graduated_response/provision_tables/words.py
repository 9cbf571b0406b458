"""What an import does, in words: for the printed report, for messages, and as JSON for scripts."""

from collections.abc import Iterator

from localoffer.documents_in.findings import shortened
from localoffer.importing.outcome import grouped
from localoffer.richtext.html import plain

from .asked import Asked, Fault
from .plan import Item, Kind, Plan

NOTHING = "Nothing to change: the site says all of this already."
MOST_LISTED = 200


def headline(plan: Plan) -> str:
    if plan.faults:
        return f"Nothing can be imported: {_count(len(plan.faults), 'thing')} to put right first."
    if not plan.changes and not plan.waiting:
        return NOTHING
    parts = [(Kind.NEW, "new"), (Kind.CHANGED, "changed"), (Kind.SAME, "as before")]
    said = [f"{len(plan.of(kind))} {word}" for kind, word in parts if plan.of(kind)]
    if waiting := plan.waiting:
        said.append(f"{len(waiting)} in a draft already")
    return f"Expectations: {', '.join(said)}."


def lines_of(plan: Plan) -> Iterator[str]:
    """The printed report."""
    for heading, sentences in grouped(plan.warnings):
        yield f"{heading} ({len(sentences)}):"
        yield from (f"  - {sentence}" for sentence in sentences)
    if plan.faults:
        yield "To put right:"
        yield from (f"  - {fault}" for fault in plan.faults[:MOST_LISTED])
    for item in plan.new:
        yield f"New: {item.code} {shortened(item.sentence)}"
    for item in plan.changed:
        yield f"Changed: {item.code} {shortened(item.sentence)}"
        if item.draft:
            yield f"  on top of version {item.draft.number} by {item.author}, which is kept"
        yield from _differences(item)
    for item in plan.waiting:
        yield f"In a draft already: {item.code}, version {item.draft.number} by {item.author}"
    if plan.missing:
        codes = ", ".join(row.code for row in plan.missing)
        yield f"Not in the file, and left as they are ({len(plan.missing)}): {codes}"
    yield headline(plan)


def _differences(item: Item) -> Iterator[str]:
    for change in item.differences:
        yield f"  {change.label}:"
        yield from (f"    - {line}" for line in plain(change.before).splitlines() if line.strip())
        yield from (f"    + {line}" for line in plain(change.after).splitlines() if line.strip())


def as_json(asked: Asked, plan: Plan | None, refused: str | None) -> dict:
    """The report for scripts: what lists are empty says that there is nothing of it."""
    plan = plan or Plan(faults=asked.faults, warnings=asked.warnings)
    return {
        "kind": "provision",
        "new": [{"row": i.place, "code": i.code, "text": i.sentence} for i in plan.new],
        "changed": [_changed(item) for item in plan.changed],
        "waiting": [item.code for item in plan.waiting],
        "unchanged": [item.code for item in plan.same],
        "missing": [row.code for row in plan.missing],
        "errors": [fault.as_json() for fault in plan.faults],
        "warnings": [warning.as_json() for warning in plan.warnings],
        "refused": refused,
    }


def _changed(item: Item) -> dict:
    fields = [
        {"field": c.label.lower(), "before": plain(c.before), "after": plain(c.after)}
        for c in item.differences
    ]
    number = item.draft.number if item.draft else None
    return {"row": item.place, "code": item.code, "fields": fields, "on_top_of_version": number}


def refusal(faults: list[Fault]) -> str:
    """One text for a command that stores nothing."""
    rows = "\n".join(f"  {fault}" for fault in faults[:MOST_LISTED])
    more = len(faults) - MOST_LISTED
    return f"Nothing was imported.\n{rows}" + (f"\n  … and {more} more." if more > 0 else "")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
