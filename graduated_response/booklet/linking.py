"""Links in the booklet: to another place in it, or with the whole address of the site."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from django.conf import settings

from localoffer.richtext.blocks import text_of
from localoffer.ui.site_url import absolute

LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What may stand in an address as it is (RFC 3986, 2.2 and 2.4).
ALLOWED = "%:/?#[]@!$&'()*+,;=~"


def resolve(sections: list[dict], places: dict[str, str]) -> None:
    """Give each link {"to": id} where its page is in the booklet, else a whole "href"
    and how it is "shown" on paper."""
    for link in links_in(sections):
        if place := place_of(link["href"], places):
            del link["href"]
            link["to"] = place
        else:
            link["href"] = whole(link["href"])
            link["shown"] = shown(link)
            link["href"] = spelled(link["href"])


def place_of(href: str, places: dict[str, str]) -> str | None:
    """The id in the booklet of what an address of the site shows; its page where the place in the
    page is not known."""
    address = href.removeprefix(settings.SITE_URL)
    if not address.startswith("/"):
        return None
    parts = urlsplit(address)
    exact = places.get(f"{parts.path}#{parts.fragment}") if parts.fragment else None
    return exact or (None if parts.query else places.get(parts.path))


def whole(href: str) -> str:
    return absolute(href) if href.startswith("/") else href


def spelled(address: str) -> str:
    """As e-books demand it (RFC 3986)."""
    return quote(LONE_PERCENT.sub("%25", address), safe=ALLOWED)


def shown(link: dict) -> str:
    """The address as it is printed behind the words of a link; "" where they say it already."""
    scheme, _, rest = link["href"].partition(":")
    address = rest.removeprefix("//").removesuffix("/")
    words = text_of(link["c"])
    return "" if scheme == "tel" or address in words else address


def links_in(node: object) -> Iterator[dict]:
    """Every link below a node, whatever holds it."""
    if isinstance(node, list):
        for each in node:
            yield from links_in(each)
    elif isinstance(node, dict):
        if node.get("t") == "link":
            yield node
        for value in list(node.values()):
            if isinstance(value, list | dict):
                yield from links_in(value)
