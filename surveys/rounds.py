"""Whole rounds of "You said, we did", with everything their page shows, in one query."""

from datetime import date

from django.db.models import OuterRef, Subquery

from localoffer.publishing.json_rows import json_rows, rebuilt
from surveys.models import Cycle, Evidence, Progress, Promise, WeDid, YouSaid
from surveys.models.you_said import CycleQuerySet
from surveys.pairs import paired


def whole(cycles: CycleQuerySet) -> list[Cycle]:
    """Each cycle gets `pairs`, `progress_notes`, `promise_list`, and the live neighbours of its
    year `previous_year` and `next_year` (None: none). Texts get `links`: their evidence.
    """
    return [_composed(cycle) for cycle in cycles.annotate(**_rows(), **_neighbours())]


def _rows() -> dict[str, Subquery]:
    this = OuterRef("pk")
    answers = WeDid.said.through.objects.filter(wedid__cycle=this)
    evidence = Evidence.objects.of_cycle().filter(cycle=this)
    return {
        "said_rows": json_rows(
            YouSaid.objects.filter(cycle=this), "cycle", "id", "category", "text", "position",
            theme_name="theme__name", theme_slug="theme__slug",
        ),
        "did_rows": json_rows(
            WeDid.objects.filter(cycle=this), "cycle",
            "id", "text", "status", "due", "reason", "position",
        ),
        "answer_rows": json_rows(answers, "wedid__cycle", "wedid_id", "yousaid_id"),
        "progress_rows": json_rows(
            Progress.objects.filter(cycle=this), "cycle", "id", "date", "text"
        ),
        "promise_rows": json_rows(
            Promise.objects.filter(cycle=this), "cycle",
            "id", "text", "due", "kept_on", "outcome", "position",
        ),
        "evidence_rows": json_rows(
            evidence, "cycle", "id", "said_id", "did_id", "promise_id", "label", "path"
        ),
    }  # fmt: skip


def _neighbours() -> dict[str, Subquery]:
    live = Cycle.objects.live().values("year")
    before = live.filter(year__lt=OuterRef("year")).order_by("-year")
    after = live.filter(year__gt=OuterRef("year")).order_by("year")
    return {"previous_year": Subquery(before[:1]), "next_year": Subquery(after[:1])}


def _composed(cycle: Cycle) -> Cycle:
    said = rebuilt(YouSaid, cycle.said_rows)
    did = rebuilt(WeDid, cycle.did_rows)
    promises = rebuilt(Promise, cycle.promise_rows)
    evidence = rebuilt(Evidence, cycle.evidence_rows)
    for rows, column in ((said, "said_id"), (did, "did_id"), (promises, "promise_id")):
        for row in rows:
            row.links = [link for link in evidence if getattr(link, column) == row.pk]
    answers = [(row["wedid_id"], row["yousaid_id"]) for row in cycle.answer_rows or []]
    cycle.pairs = paired(said, did, answers)
    cycle.promise_list = promises
    # Without a date a note goes first: it is about the round as a whole.
    cycle.progress_notes = sorted(
        rebuilt(Progress, cycle.progress_rows), key=lambda note: (note.date or date.min, note.pk)
    )
    return cycle
