"""A journey in the booklet: each step with its pages, the law and what families can expect."""

from django.db.models import Prefetch

from graduated_response.models import Chapter, Page, Step
from graduated_response.stage_expectations import expected

from .sections import LAW, Manuscript, Section, lead, link, paragraph, strong


def journey(manuscript: Manuscript, chapter: Chapter, level: int) -> None:
    row = chapter.journey
    address = row.get_absolute_url()
    section = manuscript.add(f"journey-{row.slug}", level, row.title, address)
    lead(section, row.summary)
    manuscript.text(section, row.intro, level + 1, address, "intro")
    steps = Step.objects.filter(journey=row).prefetch_related(
        Prefetch("pages", Page.objects.live())
    )
    for number, step in enumerate(steps, 1):
        title = f"Step {number}: {step.title}"
        part = f"step-{number}"
        manuscript.heading(section, level + 1, title, part, f"{address}#{part}")
        manuscript.text(section, step.text, level + 2, address, str(step.pk))
        _pages(manuscript, section, list(step.pages.all()), f"{part}-expect", level + 2, chapter)


def _pages(
    manuscript: Manuscript,
    section: Section,
    pages: list[Page],
    part: str,
    level: int,
    chapter: Chapter,
) -> None:
    """What to read at a step, what every setting is asked to do at its stages, and the law."""
    if pages:
        items = [[paragraph(link(page.get_absolute_url(), page.title))] for page in pages]
        section["blocks"] += [paragraph("Read about it:"), {"t": "ul", "items": items}]
    stages = [page for page in pages if page.kind == Page.Kind.STAGE]
    areas = [each for stage in stages for each in expected(stage, chapter.reading)["areas"]]
    if areas:
        manuscript.heading(section, level, "What you can expect", part)
    for area, statements in areas:
        items = [
            [paragraph(f"{one.wording} ", link(one.get_absolute_url(), one.code))]
            for one in statements
        ]
        section["blocks"] += [paragraph(strong(area.title)), {"t": "ul", "items": items}]
    if law := "; ".join(dict.fromkeys(page.law for page in pages if page.law)):
        section["blocks"].append(paragraph(strong(LAW), law))
