"""The words of the glossary that the booklet uses, with their meaning."""

from django.utils.html import escape

from localoffer.glossary.matching import Definer
from localoffer.glossary.models import Term
from localoffer.richtext.blocks import blocks, text_of

from .sections import Manuscript, Section, paragraph


def fill(manuscript: Manuscript) -> None:
    """Put the words that the sections use into the section of the glossary, if there is one."""
    section = next((each for each in manuscript.sections if each["key"] == "glossary"), None)
    if section is None:
        return
    terms = sorted(used_terms(manuscript.sections), key=lambda term: term.title.casefold())
    items = []
    for term in terms:
        key = f"{section['id']}-{term.slug}"
        manuscript.place(term.get_absolute_url(), key)
        also = f" (also: {', '.join(term.other_wordings())})" if term.other_wordings() else ""
        more = [each for each in blocks(term.body) if each["t"] != "heading"]
        meaning = [paragraph(term.short), *more]
        items.append({"id": key, "term": f"{term.title}{also}", "blocks": meaning})
    if items:
        section["blocks"].append({"t": "terms", "items": items})
    else:
        manuscript.sections.remove(section)


def used_terms(sections: list[Section]) -> list[Term]:
    """The live terms that are written anywhere in the sections."""
    terms = list(Term.objects.live())
    definer = Definer((term.wordings(), term.short) for term in terms)
    found: set[int] = set()
    for text in texts_in(sections) if terms else ():
        place, escaped = 0, escape(text)
        while use := definer.find(escaped, place):
            found.add(use[1])
            place = use[0].end()
    return [terms[number] for number in found]


def texts_in(node: object) -> list[str]:
    """The words of every run of inlines below a node, and of titles."""
    if isinstance(node, dict):
        own = [node["title"]] if "title" in node else []
        if isinstance(node.get("c"), list):
            return [*own, text_of(node["c"])]
        return [*own, *(text for value in node.values() for text in texts_in(value))]
    if isinstance(node, list):
        return [text for each in node for text in texts_in(each)]
    return []
