"""What is at a public address: its heading and the shortest address that leads there."""

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from localoffer.publishing import cache_token
from localoffer.publishing.models import Published
from localoffer.redirects.visiting import answer_at, visit
from localoffer.richtext.html import plain
from localoffer.ui.site_url import absolute

from .short import code_of

LONGEST = 500
NOT_FOR_POSTERS = ("/admin/", "/preview/", "/poster/", "/s/")
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


@dataclass(frozen=True)
class Shared:
    """A live public page: where it is, what stands above it, its short address, and what nobody
    may miss of it, such as the date of an event."""

    path: str
    title: str
    short_path: str
    note: str = ""

    @property
    def address(self) -> str:
        """What the code holds; families type it without the scheme."""
        return absolute(self.short_path)

    @property
    def spoken(self) -> str:
        return self.address.partition("://")[2]

    @property
    def file_name(self) -> str:
        return f"poster{self.path.rstrip('/').replace('/', '-')}" if self.path != "/" else "poster"


def shared(request: HttpRequest) -> Shared:
    """The page that `?of=` names. Raises Http404 unless a visitor without an account sees it."""
    path = request.GET.get("of", "")
    if not path.startswith("/") or path.startswith(NOT_FOR_POSTERS) or len(path) > LONGEST:
        raise Http404("There is no such page.")
    visitor = visit(path, "")
    visitor.content_version = cache_token.of(request)
    response = answer_at(visitor)
    if response is None or response.status_code != 200 or not _is_page(response):
        raise Http404("There is no such page.")
    if hasattr(response, "render"):
        response.render()
    heading = _HEADING.search(response.content.decode())
    if heading is None:
        raise Http404("There is no such page.")
    title = " ".join(plain(heading[1]).split())
    row = row_above(path, response)
    note = row.poster_note() if row and row.get_absolute_url() == path else ""
    return Shared(path, title, short_path(path, row), note)


def _is_page(response: HttpResponse) -> bool:
    return response["Content-Type"].startswith("text/html") and not response.streaming


def row_above(path: str, response: HttpResponse) -> Published | None:
    """The row that the page shows, or below which it stands (a worry at an age)."""
    context = getattr(response, "context_data", None) or {}
    rows = [row for row in context.values() if isinstance(row, Published) and row.in_sitemap]
    above = [row for row in rows if path.startswith(row.get_absolute_url())]
    return max(above, key=lambda row: len(row.get_absolute_url()), default=None)


def short_path(path: str, row: Published | None) -> str:
    """By the row; a page below it keeps the rest. A page without a row, such as a list, has a
    short address already: its own."""
    if row is None:
        return path
    rest = path.removeprefix(row.get_absolute_url())
    short = reverse("sharing:short", args=[code_of(row)]) + rest
    return min(short, path, key=len)
