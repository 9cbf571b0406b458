"""Walking the whole public site by its own links, as families and search engines do."""

from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from localoffer.publishing import cache_token

SITE = "http://testserver"
# Without an end tag, so the parser must not wait for one.
VOID = {"meta", "link", "br", "hr", "img", "input", "path", "circle", "rect", "line", "use", "wbr"}


class Outline(HTMLParser):
    """What the checks need of a page: links, ids, headings, landmarks, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.assets: list[str] = []
        self.ids: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.landmarks: list[tuple[str, str]] = []
        self.inline: list[str] = []
        self.title = ""
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag not in VOID:
            self._open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("link", "script", "img"):
            self.assets.append(given.get("href") or given.get("src", ""))
        if tag in ("main", "nav", "header", "footer", "aside"):
            self.landmarks.append(
                (tag, given.get("aria-label") or given.get("aria-labelledby", ""))
            )
        if tag in ("script", "style") or any(
            name == "style" or name.startswith("on") for name in given
        ):
            self.inline.append(tag)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if self.headings and any(tag in self._open for tag in ("h1", "h2", "h3", "h4")):
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)


@dataclass
class Seen:
    """One address of the site as it answered."""

    status: int
    type: str
    body: bytes
    queries: int = 0
    found_on: str = ""
    outline: Outline | None = field(default=None, repr=False)

    @property
    def html(self) -> str:
        return self.body.decode()


def forget() -> None:
    """Make the next page the first one of its process after a change of content."""
    cache_token.bump()
    connection.features.__dict__.pop("supports_json_field", None)  # SQLite is asked for it once


def costs(client: Client, address: str) -> tuple[int, int]:
    """(queries of the first page of a process after a change, queries of every other).

    The clock stands still: what is kept for a minute must not end between the two.
    """
    forget()
    with time_machine.travel(timezone.now(), tick=False):
        return look(client, address).queries, look(client, address).queries


def look(client: Client, address: str, found_on: str = "") -> Seen:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        body = response.getvalue()
    seen = Seen(
        response.status_code, response["Content-Type"].split(";")[0], body, len(queries), found_on
    )
    if seen.type == "text/html" and seen.status == 200:
        seen.outline = Outline(seen.html)
    return seen


def internal(address: str, base: str) -> str | None:
    """The address inside the site (with its fragment) that a link on page `base` leads to."""
    whole = urljoin(SITE + base, address)
    parts = urlsplit(whole)
    if f"{parts.scheme}://{parts.netloc}" not in (SITE, "http://127.0.0.1:8000"):
        return None
    return whole.split("/", 3)[3].join(["/", ""])


def crawl(client: Client, start: str = "/", most: int = 3000) -> dict[str, Seen]:
    """Every public page that links reach from `start`, by address without fragment; each is asked
    for as the first page after a change, when a page costs most."""
    seen: dict[str, Seen] = {}
    todo = deque([(start, "")])
    while todo:
        address, found_on = todo.popleft()
        if address in seen or address.startswith(("/admin/", "/static/")):
            continue
        if len(seen) >= most:
            raise RuntimeError(f"More than {most} pages: links that never end?")
        forget()
        page = seen[address] = look(client, address, found_on)
        for link in page.outline.links if page.outline else []:
            if (target := internal(link, address)) and worth_a_visit(target, address):
                todo.append((urldefrag(target).url, address))
    return seen


def worth_a_visit(target: str, found_on: str) -> bool:
    """Each filter once: filters of filters are as many as there are combinations."""
    return "?" not in target or "?" not in found_on or "?page=" in target
