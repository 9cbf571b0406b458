"""The formats of the booklet: what each is called, and how it is asked for."""

from collections.abc import Mapping
from typing import NamedTuple

from localoffer.media.inspecting.kinds import KINDS, Kind

EPUB = Kind("epub", "EPUB", "application/epub+zip")
WEB_PAGE = Kind("html", "Web page", "text/html; charset=utf-8", inline=True)


class Format(NamedTuple):
    """`name` stands in the database; `query` asks for it where several share an ending."""

    name: str
    title: str
    about: str
    kind: Kind
    query: str = ""

    @property
    def ending(self) -> str:
        return self.kind.name


FORMATS = [
    Format("standard", "Standard PDF", "To read on a screen or print on A4 paper.", KINDS["pdf"]),
    Format(
        "large", "Large print PDF", "The words are bigger: 18 point.", KINDS["pdf"], "size=large"
    ),
    Format(
        "cream",
        "Black on cream PDF",
        "Some people find this easier to read.",
        KINDS["pdf"],
        "colour=cream",
    ),
    Format(
        "large-cream",
        "Large print PDF, black on cream",
        "The words are bigger, on a cream page.",
        KINDS["pdf"],
        "size=large&colour=cream",
    ),
    Format("epub", "E-book", "For an e-reader or a phone. You choose how big the words are.", EPUB),
    Format("web", "One web page", "All of it on one page, to read or to keep.", WEB_PAGE),
]
BY_NAME = {each.name: each for each in FORMATS}
_PRINTED = {
    (is_large, is_cream): BY_NAME["-".join(filter(None, names)) or "standard"]
    for is_large, is_cream, names in [
        (False, False, ()),
        (True, False, ("large",)),
        (False, True, ("cream",)),
        (True, True, ("large", "cream")),
    ]
}


def asked_for(ending: str, query: Mapping[str, str]) -> Format | None:
    """The format at an address; what nobody knows in a query is left out of account."""
    if ending != "pdf":
        return next((each for each in FORMATS if each.ending == ending), None)
    return _PRINTED[query.get("size") == "large", query.get("colour") == "cream"]
