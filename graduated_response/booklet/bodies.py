"""The body of each format, made on its own from what the booklet says."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cached_property

from . import epub, glyphs, pictures, typesetting, web_page
from .content import without_gaps
from .finishing import finished
from .glyphs import Replaced
from .linking import links_in
from .sections import Section

# What a PDF is set with: (points, paper).
PRINTED = {
    "standard": (12, "white"),
    "large": (18, "white"),
    "cream": (12, "cream"),
    "large-cream": (18, "cream"),
}
ROUNDS = 3


class Bodies:
    """Of what one booklet says, made on a day. `replaced` are the signs that some format shows
    otherwise, as far as formats were made."""

    def __init__(self, content: dict, made: date) -> None:
        self.said, self.made = content, made
        self.replaced: list[Replaced] = []

    def of(self, name: str) -> bytes:
        """The body of a format. Raises whatever stands in the way."""
        if name in PRINTED:
            return self._pdf(*PRINTED[name])
        make = {"epub": epub.book, "web": web_page.page}[name]
        return make(self._content, self._pictures)

    def guilty_of(self, name: str) -> list[str]:
        """The titles of the sections that cannot be made in a format on their own either."""
        found = []
        for section in self.said["sections"]:
            single = {**self.said, "sections": [alone(section, self.said)]}
            try:
                Bodies(single, self.made).of(name)
            except Exception:
                found.append(section["title"])
        return [] if len(found) == len(self.said["sections"]) > 1 else found

    @cached_property
    def _content(self) -> dict:
        content, replaced = glyphs.for_every_format(finished(self.said, self.made))
        self.replaced += replaced
        return content

    def _pdf(self, size: int, paper: str) -> bytes:
        """Signs that the compiler refuses all the same are replaced, here and in the PDFs that
        follow: a mark may be refused only beside what took the place of its letter."""
        for _ in range(ROUNDS):
            try:
                return typesetting.pdf(self._printable, self._pictures, size=size, paper=paper)
            except typesetting.CannotBeSet as error:
                if not error.signs:
                    raise
                shown = glyphs.printed(error.signs)
                self._printable, replaced = glyphs.with_signs(self._printable, shown)
                self.replaced += replaced
        return typesetting.pdf(self._printable, self._pictures, size=size, paper=paper)

    @cached_property
    def _printable(self) -> dict:
        content, replaced = glyphs.for_print(self._content)
        self.replaced += replaced
        return content

    @cached_property
    def _pictures(self) -> Mapping[str, bytes]:
        return pictures.bodies_of(self.said["sections"])


def alone(section: Section, content: dict) -> Section:
    """A section that can stand without the others: links inside the booklet lead to the site."""
    copy = {**deepcopy(section), "level": 1}
    for link in links_in(copy):
        if link.pop("to", None):
            link |= {"href": content["address"], "shown": ""}
    without_gaps([copy])
    return copy
