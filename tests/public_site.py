"""Walking the whole public site by its own links, as families and search engines do."""

from collections import deque
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urldefrag, urljoin, urlsplit

import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml.html import document_fromstring

from localoffer.publishing import content_version

SITE = "http://testserver"
# XPath has no "any heading".
HEADINGS = " or ".join(f"self::h{level}" for level in range(1, 7))


class Outline:
    """What the checks need of a page: links, ids, headings, landmarks, and its title."""

    def __init__(self, html: str) -> None:
        # Smart strings would keep each whole page.
        find = partial(document_fromstring(html).xpath, smart_strings=False)
        self.links: list[str] = find("//a/@href")
        self.ids: list[str] = find("//@id")
        # A picture has a title of its own.
        self.title = "".join(find("//title[not(ancestor::svg)]//text()"))
        self.assets: list[str] = [
            found.get("href") or found.get("src", "") for found in find("//link | //script | //img")
        ]
        self.landmarks: list[tuple[str, str]] = [
            (found.tag, found.get("aria-label") or found.get("aria-labelledby", ""))
            for found in find("//main | //nav | //header | //footer | //aside")
        ]
        self.headings: list[tuple[int, str]] = [
            (int(found.tag[1]), found.text_content()) for found in find(f"//*[{HEADINGS}]")
        ]
        self.inline: list[str] = [
            found.tag
            for found in find("//script | //style | //*[@style or @*[starts-with(name(), 'on')]]")
        ]


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
    content_version.bump()
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
