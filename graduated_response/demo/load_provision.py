"""Demonstration levels, phases, areas and expectations. Load the stage pages first."""

from pathlib import Path
from typing import Any

from graduated_response.models import (
    Area,
    EasyReadPicture,
    Level,
    Page,
    Phase,
    Resource,
    Statement,
    SubArea,
    Wording,
)
from localoffer.document_reader.demo_text import markdown, read
from localoffer.media.models import Document
from localoffer.publishing import cache_token
from localoffer.publishing.models import State

from . import easy_read_pictures, provision_past

DATA = Path(__file__).with_name("provision.toml")


def load() -> None:
    data = read(DATA)
    levels = _named(Level, data["level"])
    phases = _named(Phase, data["phase"])
    stages = {page.slug: page for page in Page.objects.filter(kind=Page.Kind.STAGE)}
    areas = {row["slug"]: _area(position, row) for position, row in enumerate(data["area"])}
    parts = {(part.area_id, part.slug): part for part in SubArea.objects.all()}
    places: dict[str, int] = {}
    statements = {}
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
        statements[row["code"]] = statement
    _add_what_stands_beside(data["statement"], statements)
    _show(data["statement"])
    provision_past.load(data, statements)
    cache_token.bump()


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
    """Of a draft; `_show` makes them what they are, once all is in place."""
    fields = {name: row[name] for name in ("code", "title", "for_parents", "easy_read", "law")}
    checked = {f"{reading}_from": row["before"]["title"] for reading in row.get("stale", [])}
    return {
        **fields,
        **checked,
        "code_paragraphs": row.get("code_paragraphs", ""),
        "how": "\n".join(row["strategies"]),
        "detail": markdown(row.get("detail", "")),
    }


def _add_what_stands_beside(rows: list[dict[str, Any]], statements: dict[str, Statement]) -> None:
    documents = {each.slug: each for each in Document.objects.all()}
    images = easy_read_pictures.load()
    for row in rows:
        statement = statements[row["code"]]
        for position, one in enumerate(row.get("resources", [])):
            document = documents.get(one.get("document"))
            if document or "url" in one:
                Resource.objects.create(
                    statement=statement, position=position, title=one["title"],
                    url=one.get("url", ""), document=document,
                )  # fmt: skip
        for one in row.get("pictures", []):
            EasyReadPicture.objects.create(
                statement=statement, line=one["line"], image=images[one["image"]]
            )


def _show(rows: list[dict[str, Any]]) -> None:
    """Give each its state; what was public once, was live first."""
    was_live = [row["code"] for row in rows if row.get("state", State.LIVE) == State.LIVE]
    was_live += [row["code"] for row in rows if "until" in row]
    archived = [row["code"] for row in rows if row.get("state") == State.ARCHIVED]
    live = Statement.objects.filter(code__in=was_live)
    live.update(state=State.LIVE, ever_live=True)
    Wording.objects.keep(live)
    Statement.objects.filter(code__in=archived).update(state=State.ARCHIVED, ever_live=True)
    Wording.objects.keep(Statement.objects.filter(code__in=archived))
