"""The terms that are live now, kept in memory until the content of the site changes."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from threading import Lock

from django.http import HttpRequest
from django.utils import timezone

from localoffer.publishing import cache_token, frame

from .matching import Definer
from .models import Term

# Pages with their definitions, per process: about 200 pages of 20 kB.
PAGES_KEPT = 200


class Book:
    """All terms somebody chose to publish; which of them show depends on the time alone.

    Of two terms that share a wording the first in the alphabet has it.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = sorted(terms, key=lambda term: term.title)
        self._lock = Lock()
        self._read_until: datetime | None = None
        self._turn_page(timezone.now())

    def define(self, html: str) -> str:
        """Put each term's short meaning at its first use; remember the page by its digest."""
        now = timezone.now()
        key = blake2b(html.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        with self._lock:
            if self._read_until and now >= self._read_until:
                self._turn_page(now)
            pages, definer = self._pages, self._definer
            if key in pages:
                pages.move_to_end(key)
                return pages[key]
        defined = definer.define(html)
        with self._lock:
            pages[key] = defined
            if len(pages) > PAGES_KEPT:
                pages.popitem(last=False)
        return defined

    def _turn_page(self, now: datetime) -> None:
        """Choose the terms that are live now, until the next one appears or expires."""
        changes = [when for t in self._terms for when in (t.live_from, t.expires) if when]
        self._read_until = min((when for when in changes if when > now), default=None)
        live = [(term.wordings(), term.short) for term in self._terms if term.is_live(now)]
        self._definer = Definer(live)
        self._pages: OrderedDict[bytes, str] = OrderedDict()


def for_request(request: HttpRequest | None) -> Book:
    """The book of this moment, made once for each content version."""
    now = frame.of(request)
    return cache_token.remember(now.token, "glossary", lambda: Book(now.rows[Term]))
