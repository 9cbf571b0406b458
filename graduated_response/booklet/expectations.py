"""An area of provision in the booklet, with its expectations."""

from itertools import groupby

from graduated_response.models import Chapter, Edition, Statement

from .sections import Manuscript, lead, paragraph, strong


def area(manuscript: Manuscript, chapter: Chapter, level: int) -> None:
    row = chapter.area
    address = row.get_absolute_url()
    section = manuscript.add(f"area-{row.slug}", level, row.title, address)
    lead(section, row.summary)
    manuscript.text(section, row.body, level + 1, address, "h")
    statements = Statement.objects.live().filter(area=row).select_related("area", "sub_area")
    for part, group in groupby(statements, lambda statement: statement.sub_area):
        if part:
            manuscript.heading(section, level + 1, part.name, part.slug)
        section["blocks"] += [
            _expectation(manuscript, section["id"], each, chapter.reading) for each in group
        ]

    if edition := Edition.objects.current():
        words = f"This is what the edition “{edition}” of our expectations says."
        section["blocks"].append(paragraph(words))


def _expectation(manuscript: Manuscript, area: str, statement: Statement, reading: str) -> dict:
    """The sentence behind its code, and how it is met."""
    key = f"{area}-{statement.code}"
    manuscript.place(statement.get_absolute_url(), key)
    manuscript.place(f"{statement.area.get_absolute_url()}#{statement.code}", key)
    wording = statement.reading(reading) or statement.title
    said = [paragraph(strong(statement.code), f" {wording}")]
    if statement.ways:
        said.append({"t": "ul", "items": [[paragraph(way)] for way in statement.ways]})
    return {"t": "group", "id": key, "blocks": said}
