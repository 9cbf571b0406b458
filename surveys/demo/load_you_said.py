"""Three years of "You said, we did" of the made-up council, and a draft that must not leak."""

from pathlib import Path
from typing import Any

from localoffer.document_reader.demo_text import markdown, read
from localoffer.publishing import cache_token
from surveys.models import Cycle, Evidence, Progress, Promise, Theme, WeDid, YouSaid

COLUMNS = ("year", "title", "slug", "summary", "scope", "state", "owner")


def load() -> None:
    """Needs an empty database; the text is in you_said.toml beside this file."""
    text = read(Path(__file__).with_name("you_said.toml"))
    themes = {
        row["slug"]: Theme.objects.create(position=position, **row)
        for position, row in enumerate(text["theme"], 1)
    }
    for row in text["cycle"]:
        cycle = Cycle.objects.create(
            **{name: row[name] for name in COLUMNS},
            intro=markdown(row["intro"]),
            sources=markdown(row["sources"]),
        )
        said = add_said(cycle, row["said"], themes)
        add_did(cycle, row["did"], said)
        add_promises(cycle, row.get("promise", []))
        Progress.objects.bulk_create(
            Progress(cycle=cycle, date=one.get("date"), text=markdown(one["text"]))
            for one in row.get("progress", [])
        )
    cache_token.bump()


def add_said(
    cycle: Cycle, rows: list[dict[str, Any]], themes: dict[str, Theme]
) -> dict[str, YouSaid]:
    """What was said, by the key that `did.said` names it with."""
    said = {}
    for position, row in enumerate(rows, 1):
        said[row["key"]] = one = YouSaid.objects.create(
            cycle=cycle,
            position=position,
            theme=themes[row["theme"]],
            category=row["category"],
            text=markdown(row["text"]),
        )
        add_evidence(row, said=one)
    return said


def add_did(cycle: Cycle, rows: list[dict[str, Any]], said: dict[str, YouSaid]) -> None:
    for position, row in enumerate(rows, 1):
        did = WeDid.objects.create(
            cycle=cycle,
            position=position,
            text=markdown(row["text"]),
            status=row["status"],
            due=row.get("due"),
            reason=row.get("reason", ""),
        )
        did.said.set([said[key] for key in row["said"]])
        add_evidence(row, did=did)


def add_promises(cycle: Cycle, rows: list[dict[str, Any]]) -> None:
    for position, row in enumerate(rows, 1):
        promise = Promise.objects.create(
            cycle=cycle,
            position=position,
            text=markdown(row["text"]),
            due=row.get("due"),
            kept_on=row.get("kept_on"),
            outcome=markdown(row.get("outcome", "")),
        )
        add_evidence(row, promise=promise)


def add_evidence(row: dict[str, Any], **of: YouSaid | WeDid | Promise) -> None:
    Evidence.objects.bulk_create(Evidence(**of, **link) for link in row.get("evidence", []))
