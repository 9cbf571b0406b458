"""Surveys of the made-up council: what they ask, each time they were asked, and what was found."""

from pathlib import Path
from typing import Any

from localoffer.document_reader.demo_text import markdown, read
from localoffer.publishing import cache_token
from surveys.models import Finding, Survey, Wave

COLUMNS = ("title", "slug", "summary", "audience", "state", "owner")


def load() -> None:
    """Needs an empty database; the text is in surveys.toml beside this file."""
    for row in read(Path(__file__).with_name("surveys.toml"))["survey"]:
        survey = Survey.objects.create(
            **{name: row[name] for name in COLUMNS},
            intro=markdown(row["intro"]),
            how=markdown(row["how"]),
        )
        for one in row["wave"]:
            add_wave(survey, one)
    cache_token.bump()


def add_wave(survey: Survey, row: dict[str, Any]) -> None:
    wave = Wave.objects.create(
        survey=survey,
        label=row["label"],
        opened=row["opened"],
        closed=row.get("closed"),
        responses=row.get("responses"),
        method=markdown(row.get("method", "")),
        note=row.get("note", ""),
    )
    Finding.objects.bulk_create(
        Finding(
            wave=wave,
            position=position,
            text=one["text"],
            detail=markdown(one.get("detail", "")),
            value=one.get("value"),
            base=one.get("base"),
            figures_published=one["published_figures"],
        )
        for position, one in enumerate(row["finding"], 1)
    )
