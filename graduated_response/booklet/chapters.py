"""What each kind of chapter says. Only what families can see now is read."""

from collections.abc import Callable, Iterable

from django.db import DatabaseError
from django.db.models import Prefetch, QuerySet

from graduated_response.models import AgeBand, Chapter, Contact, Guide, Page, Part
from graduated_response.sections import age_bands, sections

from .expectations import area
from .journeys import journey
from .sections import LAW, Manuscript, Section, lead, lines, link, paragraph, strong

CONTACTS_ID = "contacts"


class CannotBeRead(Exception):
    """Names the chapter at whose content the site failed."""


def write(manuscript: Manuscript, chapters: Iterable[Chapter]) -> None:
    """All chapters but the glossary, which needs to know the words of the others. What follows a
    heading of a part stands one level below it."""
    level = 1
    for chapter in chapters:
        if chapter.kind == Chapter.Kind.PART:
            manuscript.add(f"part-{chapter.pk}", 1, chapter.heading)
            level = 2
        elif not chapter.is_left_out:
            write_chapter(manuscript, chapter, level)


def write_chapter(manuscript: Manuscript, chapter: Chapter, level: int) -> None:
    try:
        WRITERS[chapter.kind](manuscript, chapter, level)
    except DatabaseError:
        raise
    except Exception as error:
        raise CannotBeRead(str(chapter)) from error


def guide(manuscript: Manuscript, chapter: Chapter, level: int) -> None:
    row: Guide = chapter.guide
    address = row.get_absolute_url()
    section = manuscript.add(f"guide-{row.slug}", level, row.title, address, row.get_print_url())
    lead(section, row.summary)
    manuscript.text(section, row.intro, level + 1, address, "h")
    for member in whole_pages(row.pages.live()):
        write_page(manuscript, member, level + 1)


def page(manuscript: Manuscript, chapter: Chapter, level: int) -> None:
    for row in whole_pages(Page.objects.live().filter(pk=chapter.page_id)):
        write_page(manuscript, row, level)


def whole_pages(pages: QuerySet[Page]) -> QuerySet[Page]:
    parts = Part.objects.select_related("age_band").prefetch_related("contacts")
    return pages.prefetch_related(Prefetch("parts", parts))


def write_page(manuscript: Manuscript, row: Page, level: int) -> None:
    address = row.get_absolute_url()
    section = manuscript.add(f"page-{row.slug}", level, row.title, address)
    lead(section, row.summary)
    manuscript.text(section, row.body, level + 1, address, "h")
    parts = list(row.parts.all())
    for_all = [part for part in parts if part.age_band_id is None]
    write_parts(manuscript, section, row, for_all, level + 1, address)
    if row.kind == Page.Kind.WORRY:
        for band in age_bands(parts):
            write_age(manuscript, section, row, band, level + 1)
    if row.law:
        section["blocks"].append(paragraph(strong(LAW), row.law))


def write_parts(
    manuscript: Manuscript, section: Section, row: Page, parts: list[Part], level: int, address: str
) -> None:
    """The fixed parts under their headings, each with the teams that it names."""
    band = parts[0].age_band if parts else None
    key = band.slug if band else ""
    for found in sections(row, parts, band):
        if not found.parts:
            continue
        part = "-".join(filter(None, [key, found.role]))
        manuscript.heading(section, level, found.heading, part, f"{address}#{found.role}")
        for each in found.parts:
            manuscript.text(section, each.text, level + 1, address, part)
            section["blocks"] += [team(contact) for contact in each.contacts.all()]


def write_age(
    manuscript: Manuscript, section: Section, row: Page, band: AgeBand, level: int
) -> None:
    """What differs at one age."""
    address = f"{row.get_absolute_url()}{band.slug}/"
    own = [part for part in row.parts.all() if part.age_band_id == band.pk]
    if not own:
        manuscript.place(address, section["id"])
        return
    manuscript.heading(section, level, band.name, band.slug, address)
    write_parts(manuscript, section, row, own, level + 1, address)


def contacts(manuscript: Manuscript, chapter: Chapter, level: int) -> None:
    """Who to speak to at each age."""
    section = manuscript.add(CONTACTS_ID, level, "Who to speak to, by age")
    for band in AgeBand.objects.prefetch_related("contacts"):
        manuscript.heading(section, level + 1, band.name, band.slug)
        manuscript.text(section, band.speak_to, level + 2, "", f"{band.slug}-speak")
        section["blocks"] += [team(contact) for contact in band.contacts.all()]


def team(contact: Contact) -> dict:
    said = lines(
        [strong(contact.name)],
        [contact.about] if contact.about else [],
        ["Phone: ", link(f"tel:{contact.phone.replace(' ', '')}", contact.phone)]
        if contact.phone
        else [],
        [contact.hours] if contact.hours else [],
        ["E-mail: ", link(f"mailto:{contact.email}", contact.email)] if contact.email else [],
        ["Web: ", link(contact.web, contact.web)] if contact.web else [],
    )
    return {"t": "group", "blocks": [said]}


def glossary(manuscript: Manuscript, chapter: Chapter, level: int) -> None:
    """Its place; `words.fill` puts the words there that the others use."""
    manuscript.add("glossary", level, "Words explained", "/glossary/")


WRITERS: dict[str, Callable[[Manuscript, Chapter, int], None]] = {
    Chapter.Kind.GUIDE: guide,
    Chapter.Kind.PAGE: page,
    Chapter.Kind.JOURNEY: journey,
    Chapter.Kind.AREA: area,
    Chapter.Kind.CONTACTS: contacts,
    Chapter.Kind.GLOSSARY: glossary,
}
