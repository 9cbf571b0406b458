"""What an import does, in words: for the printed report, for messages, and as JSON for scripts."""

from collections.abc import Iterator

from graduated_response.models import Statement
from localoffer.document_reader.findings import shortened
from localoffer.importing.outcome import grouped
from localoffer.richtext.html import plain

from .plan import Item, Plan
from .rows import Asked, Fault

NOTHING = "Nothing to change: the site says all of this already."
MOST_LISTED = 200


def headline(plan: Plan) -> str:
    if plan.faults:
        return f"Nothing can be imported: {_count(len(plan.faults), 'thing')} to put right first."
    said = [f"{len(plan.new)} new"] if plan.new else []
    said += [f"{len(plan.changed)} changed"] if plan.changed else []
    said += [f"{len(plan.waiting)} in a draft already"] if plan.waiting else []
    if not said and not plan.published:
        return NOTHING
    said += [f"{len(plan.same)} as before"] if plan.same else []
    said += [f"{len(plan.published)} published"] if plan.published else []
    return f"Expectations: {', '.join(said)}."


def lines_of(plan: Plan) -> Iterator[str]:
    """The printed report of an import that is possible."""
    for heading, sentences in grouped(plan.warnings):
        yield f"{heading} ({len(sentences)}):"
        yield from (f"  - {sentence}" for sentence in sentences)
    yield from (f"New: {item.code} {shortened(item.sentence)}" for item in plan.new)
    for item in plan.changed:
        yield f"Changed: {item.code} {shortened(item.sentence)}"
        if item.draft:
            yield f"  on top of version {item.draft.number} by {item.author}, which is kept"
        yield from _differences(item)
    for item in plan.waiting:
        yield f"In a draft already: {item.code}, version {item.draft.number} by {item.author}"
    yield from _listed("Drafts that the file repeats", plan.repeated_drafts)
    yield from _listed("Not in the file, and left as they are", plan.missing)
    yield headline(plan)


def _listed(what: str, rows: list[Item] | list[Statement]) -> Iterator[str]:
    if rows:
        yield f"{what} ({len(rows)}): {', '.join(row.code for row in rows)}"


def _differences(item: Item) -> Iterator[str]:
    for change in item.differences:
        yield f"  {change.label}{' (only its form)' if change.kind == 'formatting' else ''}:"
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
        "published": plan.published,
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
