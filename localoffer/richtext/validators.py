"""What an editor must mend before saving, each as a sentence that says how.

They read what was typed, before cleaning: an empty heading or link is cleaned away, and the
editor should hear of it. Importers and the demonstration content are cleaned without a word.
"""

from html.parser import HTMLParser

import nh3
from django.core.exceptions import ValidationError

from localoffer.plain_text.characters import without_foreign

from .addresses import image_address, safe_address
from .html import is_too_deep

ADDRESSES = {"a": {"href"}, "img": {"src"}}
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class _Outline(HTMLParser):
    """Collects `headings` as (level, text), `links` as (address, text) and the addresses of
    `images`, in order.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.links: list[tuple[str, str]] = []
        self.images: list[str] = []
        self._open: dict[str, tuple[str, list[str]]] = {}
        # Python's parser is slow on hostile tags; what nh3 writes is well formed.
        if is_too_deep(html):
            return  # it will be kept as plain text
        tags, html = {*HEADINGS, *ADDRESSES}, without_foreign(html)
        self.feed(nh3.clean(html, tags=tags, attributes=ADDRESSES, link_rel=None))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            self.images.append(given.get("src") or "")
        else:
            self._open[tag] = (given.get("href") or "", [])

    def handle_data(self, data: str) -> None:
        for _, words in self._open.values():
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        address, words = self._open.pop(tag)
        text = " ".join("".join(words).split())
        if tag == "a":
            self.links.append((address, text))
        else:
            self.headings.append((HEADINGS[tag], text))


def validate_headings(html: str) -> None:
    """Refuse empty headings and levels that are skipped (WCAG 2.2, 1.3.1 and 2.4.6)."""
    before = 2  # the page's own heading is level one; a text may start at two or three
    for level, text in _Outline(html).headings:
        if not text:
            raise ValidationError("A heading is empty. Write its words, or take it out.")
        if level > before + 1:
            raise ValidationError(
                f"The heading “{text}” is level {level} but follows level {before}. "
                f"Make it level {before + 1}, so that no level is missed out."
            )
        before = level


def validate_links(html: str) -> None:
    """Refuse links without words and links that lead nowhere."""
    for address, text in _Outline(html).links:
        if not text:
            raise ValidationError(
                f"The link to {address or 'nowhere'} has no words. "
                "Write what it leads to, or take the link out."
            )
        if safe_address(address) is None:
            raise ValidationError(
                f"The link “{text}” does not lead anywhere. Its address must start with "
                "https://, mailto:, tel:, # or /."
            )


def validate_images(html: str) -> None:
    """Refuse images that are not of this site: they would tell others who reads here."""
    for address in _Outline(html).images:
        if image_address(address) is None:
            raise ValidationError(
                f"The image {address[:80] or 'without an address'} is not one of this site. Add it "
                "under “Images” first; its page says what to write here."
            )
