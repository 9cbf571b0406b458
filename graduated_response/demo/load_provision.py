"""Demonstration levels, phases, areas and expectations. Load the stage pages first."""

from pathlib import Path
from typing import Any

from graduated_response.models import Area, Level, Page, Phase, Statement, SubArea
from localoffer.documents_in.demo_text import markdown, read
from localoffer.publishing import content_version
from localoffer.publishing.models import State

DATA = Path(__file__).with_name("provision.toml")


def load() -> None:
    data = read(DATA)
    levels = _named(Level, data["level"])
    phases = _named(Phase, data["phase"])
    stages = {page.slug: page for page in Page.objects.filter(kind=Page.Kind.STAGE)}
    areas = {row["slug"]: _area(position, row) for position, row in enumerate(data["area"])}
    parts = {(part.area_id, part.slug): part for part in SubArea.objects.all()}
    places: dict[str, int] = {}
    for row in data["statement"]:
        area = areas[row["area"]]
        places[row["area"]] = places.get(row["area"], 0) + 1
        statement = Statement(
            area=area,
            sub_area=parts[area.pk, row["sub_area"]] if row.get("sub_area") else None,
            level=levels[row["level"]],
            position=places[row["area"]],
            **_statement_fields(row),
        )
        statement.save()
        statement.phases.set([phases[slug] for slug in row["phases"]])
        statement.stages.set([stages[slug] for slug in row["stages"]])
    content_version.bump()


def _named(model: type, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows of a NamedValue in the order of the file, by slug."""
    return {
        row["slug"]: model.objects.create(position=position, **row)
        for position, row in enumerate(rows)
    }


def _area(position: int, row: dict[str, Any]) -> Area:
    fields = {name: row[name] for name in ("title", "slug", "kind", "code", "summary")}
    area = Area.objects.create(
        position=position,
        body=markdown(row["body"]),
        state=row.get("state", State.LIVE),
        **fields,
    )
    for place, part in enumerate(row.get("sub_area", [])):
        SubArea.objects.create(area=area, position=place, **part)
    return area


def _statement_fields(row: dict[str, Any]) -> dict[str, Any]:
    state = row.get("state", State.LIVE)
    return {
        "code": row["code"],
        "title": row["title"],
        "for_parents": row["for_parents"],
        "easy_read": row["easy_read"],
        "how": "\n".join(row["strategies"]),
        "detail": markdown(row.get("detail", "")),
        "law": row["law"],
        "state": state,
        "ever_live": state != State.DRAFT,
    }
