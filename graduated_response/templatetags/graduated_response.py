"""`{% load graduated_response %}`: worries for the home page, deeper headings for long pages, links
to the law, and what pages of provision show."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from graduated_response.filters import in_words_for
from graduated_response.law import CODE_ADDRESS, PARAGRAPH_5, PARAGRAPH_5_ADDRESS, letters
from graduated_response.models import Page
from graduated_response.named_laws import pieces

register = template.Library()

_HEADING = re.compile(r"(</?h)([234])(?=[ >])")


@register.inclusion_tag("graduated_response/worry_links.html")
def worry_links() -> dict:
    """{% worry_links %}: every live worry as a card. One query."""
    worries = Page.objects.live().filter(kind=Page.Kind.WORRY)
    return {"worries": worries.only("title", "slug", "summary", "kind")}


@register.filter
def deeper(html: SafeString) -> SafeString:
    """{{ page.body|richtext|deeper }}: headings one level down, under a heading of ours."""
    # Safe: only the digit of a heading's tag changes in what the rich text filter made.
    return mark_safe(_HEADING.sub(lambda m: f"{m[1]}{int(m[2]) + 1}", html))  # noqa: S308


@register.filter
def law_links(text: str) -> SafeString:
    """{{ page.law|law_links }}: the words, and the names of laws in them as links."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<a href="{}">{}</a>', address, words) if address else words,)
            for words, address in pieces(text)
        ),
    )


@register.inclusion_tag("graduated_response/legal_references.html")
def legal_references(law: str, code_paragraphs: str) -> dict:
    """{% legal_references "5(b), 5(i)" "6.44-6.56" %}: each with its meaning and a link."""
    return {
        "law": [(f"5({letter})", PARAGRAPH_5[letter]) for letter in letters(law)],
        "law_address": PARAGRAPH_5_ADDRESS,
        "code_paragraphs": code_paragraphs.replace("-", " to "),
        "code_address": CODE_ADDRESS,
    }


@register.filter
def in_reading(address: str, audience: str) -> str:
    """{{ edition.get_absolute_url|in_reading:audience }}: the page in the chosen reading."""
    return in_words_for(address, audience)
