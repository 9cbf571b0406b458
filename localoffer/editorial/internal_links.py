"""Whether the addresses of this site work for families, asked of the pages themselves."""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve, reverse

from localoffer.publishing.family import all_rows
from localoffer.publishing.models import Published
from localoffer.publishing.previewing import show_now
from localoffer.redirects.middleware import answer as redirect_for
from localoffer.redirects.visiting import visit

logger = logging.getLogger(__name__)

MOST_REDIRECTS = 5
# Browsers know these places without an id.
ALWAYS_THERE = frozenset({"", "top"})
_ID = re.compile(r'\sid="([^"]*)"')


class Place(NamedTuple):
    """A place in this site: a path (decoded), a query and a fragment."""

    path: str
    query: str
    fragment: str


def place_of(address: str, page: str) -> Place | None:
    """Where in this site an address on a page leads; None for any other site, mail or telephone."""
    try:
        parts = urlsplit(urljoin(settings.SITE_URL + page, address))
        own = parts.scheme in ("http", "https") and parts.hostname in own_hosts()
    except ValueError:
        return None
    return Place(unquote(parts.path) or "/", parts.query, parts.fragment) if own else None


def own_hosts() -> set[str]:
    return {urlsplit(settings.SITE_URL).hostname or ""}


class Visitor:
    """Follows the links of one page as somebody without an account; asks each address once.

    `page` is the path that links such as "#costs" belong to.
    """

    def __init__(self, page: str) -> None:
        self.page = urldefrag(page).url
        self.response = lru_cache(maxsize=None)(self._response)
        self.ids = lru_cache(maxsize=None)(self._ids)

    def why_dead(self, address: str) -> str:
        """Why families cannot follow the link, in a sentence; "" where they can, or may."""
        place = place_of(address, self.page)
        if place is None or place.path.startswith(settings.STATIC_URL):
            return ""
        if place.path.startswith(reverse("admin:index")):
            return f"Only staff can open {place.path}. Link to a public page."
        if not _works(self.response(place.path, place.query)):
            return f"Families cannot open {place.path}. There is no such page, or it is not live."
        if place.fragment in ALWAYS_THERE or place.fragment.startswith(":~:"):
            return ""
        ids = self.ids(place.path, place.query)
        if ids is None or {place.fragment, unquote(place.fragment)} & ids:
            return ""
        return f"{place.path} has no place called #{place.fragment}. Link to the page, or mend it."

    def _response(self, path: str, query: str) -> HttpResponse | None:
        """The last answer, after redirects within the site; its page is not rendered yet."""
        for _ in range(MOST_REDIRECTS):
            response = _answer(path, query)
            target = response.headers.get("Location") if response else None
            if not target:
                return response
            place = place_of(target, path)
            if place is None:
                return response  # to another site, which is asked in the background
            path, query = place.path, place.query
        return None

    def _ids(self, path: str, query: str) -> frozenset[str] | None:
        """The ids in a page; None for what is no page, such as a file."""
        response = self.response(path, query)
        if response.streaming or not response.headers["Content-Type"].startswith("text/html"):
            return None
        if hasattr(response, "render"):
            response.render()
        return frozenset(map(unescape, _ID.findall(response.content.decode())))


def _works(response: HttpResponse | None) -> bool:
    return response is not None and response.status_code < 400


def _answer(path: str, query: str) -> HttpResponse | None:
    """What the view says to a GET, or the redirect from an old address; None: there is nothing."""
    request = visit(path, query)
    try:
        view, args, kwargs = resolve(_slashed(path))
        return view(request, *args, **kwargs)
    except (Http404, PermissionDenied):  # Resolver404 is one
        return redirect_for(request)
    except Exception:
        logger.exception("A page of this site failed when a link to it was checked.")
        return None


def _slashed(path: str) -> str:
    """The site itself leads from /events to /events/ (APPEND_SLASH)."""
    try:
        resolve(path)
    except Resolver404:
        return path if path.endswith("/") else f"{path}/"
    return path


@contextmanager
def as_if_live(rows: Iterable[Published]) -> Iterator[dict[Published, str]]:
    """Inside the block families see these rows; afterwards all is as it was. Gives those that
    cannot be public as they are, each with why; these stay hidden.

    Rows that are published together may link to each other, and a page to its own headings.
    """
    hidden = [row for row in rows if not row.is_live()]
    if not hidden:
        yield {}
        return
    with transaction.atomic():
        stored = [all_rows(type(row)).get(pk=row.pk) for row in hidden]
        yield {row: why for row in stored if (why := show_now(row))}
        transaction.set_rollback(True)
