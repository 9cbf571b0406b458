"""A plan is carried out: all of it, or nothing."""

from copy import deepcopy
from typing import Any

from django.http import HttpRequest

from graduated_response.models import Statement
from localoffer.publishing.applying import CannotApply, apply
from localoffer.publishing.models import NotAllowed, State, Version
from localoffer.publishing.models.version_queryset import AS_IT_WAS
from localoffer.publishing.outgoing import reasons_against
from localoffer.publishing.permissions import OUTSIDE, covers_snapshot
from localoffer.publishing.snapshots import Snapshot, take

from .lookups import MANY, Known, Value
from .plan import Item, Kind, Plan
from .rows import Fault

SAYS_MORE = (
    "Version {} by {} changes more than the file does. Publish it or put it aside first; or save "
    "this import as drafts."
)


class Blocked(Exception):
    """Why nothing was stored: `faults`."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


class Store:
    """Call `carry_out` in the transaction in which `known` was read with a lock."""

    def __init__(self, known: Known, name: str, request: HttpRequest, by: Any = None) -> None:
        """`name` of the file; `by` is None for a command."""
        self.request, self.by = request, by
        self.comment = f"Imported from “{name[:200]}”."
        self.last: dict[tuple, int] = {}
        for row in known.statements.values():
            place = (row.area_id, row.sub_area_id)
            self.last[place] = max(self.last.get(place, 0), row.position)

    def carry_out(self, plan: Plan, publish: bool) -> list[Statement]:
        """The rows that it wrote; `plan.published` names what went out. Raises Blocked."""
        faults, stored = list(plan.faults), []
        if faults:
            raise Blocked(faults)
        for item in plan.items:
            try:
                if self._carry_out(item):
                    stored.append(item.statement)
                if publish and item.goes_out and self._waits(item):
                    self._publish(item)
                    plan.published.append(item.code)
            except (NotAllowed, CannotApply) as problem:
                faults.append(Fault(item.place, item.code, str(problem)))
        if faults:
            raise Blocked(faults)
        return stored

    def _carry_out(self, item: Item) -> bool:
        """Whether there was anything to write."""
        if item.kind == Kind.NEW:
            item.statement = self._add(item)
        elif item.kind == Kind.CHANGED:
            self._change(item)
        return item.kind in (Kind.NEW, Kind.CHANGED)

    def _waits(self, item: Item) -> bool:
        """Whether families do not read yet what the file says."""
        return item.kind != Kind.SAME or item.statement.state == State.DRAFT

    def _add(self, item: Item) -> Statement:
        values = {"detail": item.detail} | item.changes
        many = {name: values.pop(name, frozenset()) for name in MANY}
        rows = {f"{name}_id": values.pop(name) for name in ("area", "sub_area", "level")}
        place = (rows["area_id"], rows["sub_area_id"])
        position = self.last[place] = min(self.last.get(place, 0) + 1, 32_767)
        row = Statement(code=item.code, position=position, **rows, **values)
        row.save()
        for name, keys in many.items():
            getattr(row, name).add(*keys)
        Version.objects.new_draft(row, take(row), self.by, self.comment)
        return row

    def _change(self, item: Item) -> None:
        """What families read stays until the draft is published; others' drafts are built on."""
        row, base = item.statement, item.draft
        present = take(row)
        snapshot = changed(base.snapshot if base else present, item.changes)
        if row.state != State.DRAFT:
            Version.objects.save_draft(row, snapshot, self.by, self.comment, base=base)
            return
        if not Version.objects.history_of(row).exists():
            Version.objects.new_draft(row, present, None, AS_IT_WAS)
        apply(row, snapshot, for_good=True)
        Version.objects.new_draft(row, take(row), self.by, self.comment)

    def _publish(self, item: Item) -> None:
        """Raises NotAllowed where it must not go out, or not with what else its draft says."""
        row = item.statement
        if item.draft and says_more(item.draft.snapshot, take(row), item.asked):
            raise NotAllowed(SAYS_MORE.format(item.draft.number, item.author))
        draft = Version.objects.latest_draft_of(row)
        tried = Statement.objects.get(pk=row.pk)
        snapshot = draft.snapshot if draft else take(row)
        if self.by and not covers_snapshot(self.by, snapshot):
            raise NotAllowed(OUTSIDE)
        if sentences := reasons_against(self.request, [tried], [(tried, snapshot)]):
            raise NotAllowed(f"It cannot be published yet. {' '.join(sentences)}")
        Version.objects.published_set([row], self.by)


def changed(snapshot: Snapshot, changes: dict[str, Value]) -> Snapshot:
    """The snapshot with other values. A reading that came with the file fits its sentence."""
    other = deepcopy(snapshot)
    for field, value in changes.items():
        if field in MANY:
            other["many"][field] = sorted(value)
        else:
            other["fields"][field] = value
    for field in Statement.READING_FIELDS.values():
        if changes.get(field):
            other["fields"][f"{field}_from"] = other["fields"]["title"]
    return other


def says_more(draft: Snapshot, present: Snapshot, asked: frozenset[str]) -> bool:
    """Whether the draft differs from what families read in more than these fields."""
    allowed = asked | {f"{field}_from" for field in Statement.READING_FIELDS.values()}
    return draft["owned"] != present["owned"] or any(
        draft[part].get(name, value) != value
        for part in ("fields", "many")
        for name, value in present[part].items()
        if name not in allowed
    )
