"""Meanings of words that a document brought along become drafts for the glossary."""

from graduated_response.imports.wording import LONGEST_TITLE, in_one_line
from localoffer.document_reader.flattened import Term as FoundTerm
from localoffer.glossary.models import Term
from localoffer.publishing.slugs import unique_slug
from localoffer.richtext.html import clean

SHORTEST = 2


def add_terms(found: list[FoundTerm]) -> list[str]:
    """The words that the glossary did not have in any state or spelling; one query for them all."""
    if not found:
        return []
    known = {
        wording.casefold()
        for term in Term.objects.only("title", "variants")
        for wording in term.wordings()
    }
    added = []
    for one in found:
        title = in_one_line(one.term, LONGEST_TITLE)
        if len(title) >= SHORTEST and title.casefold() not in known:
            _add(title, one.definition)
            known.add(title.casefold())
            added.append(title)
    return added


def _add(title: str, definition: str) -> None:
    longest = Term._meta.get_field("short").max_length
    whole = in_one_line(definition, len(definition))
    short = in_one_line(definition, longest)
    Term.objects.create(
        title=title,
        slug=unique_slug(Term, title),
        short=short,
        body="" if short == whole else clean(whole),
    )
