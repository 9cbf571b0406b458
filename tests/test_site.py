"""Every public page of the demonstration, found by its links, keeps what all pages must keep."""

import gzip
import re
from collections import Counter
from html import unescape
from io import StringIO
from urllib.parse import urldefrag

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from graduated_response.models import AskedQuestion, Statement
from localoffer.feedback.models import Comment
from localoffer.publishing.models import Version, published_models
from localoffer.publishing.snapshots import take
from tests.public_site import crawl, internal, look

# Also makes pytest-django create the test database that the fixture below fills.
pytestmark = pytest.mark.django_db

# One TCP window holds 14.6 kB: what a worried parent on a phone waits for (speed.md, goal 7).
WINDOW = 14_600
OTHER = 25_000

# Pages that links reach and that take what somebody typed.
FORMS = {
    "/feedback/",
    "/graduated-response/booklet/ask/",
    "/graduated-response/prepare/",
    "/ordinarily-available-provision/audit/continue/",
    "/questions/ask/",
}

LINK, TAG = re.compile(r"<a [^>]*>[^<]*</a>"), re.compile(r"<[^>]*>")
REACHED_AT = re.compile(r"\b0\d{3,4} \d{3} ?\d{3,4}\b|\b(?:999|111)\b|[\w.]+@[\w.]+")

OWNER = "private-owner@larkshire.example"
OVER_LIVE = "A draft over a live page"
NOTE = "A note that only staff may read"


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """address -> what it answered, for the whole demonstration site."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=StringIO())
        for model in published_models():
            model.objects.update(owner=OWNER, notes=NOTE)
            for row in model.objects.live()[:1]:
                plan_a_draft_over(row)
        yield crawl(Client())
        transaction.set_rollback(True)


def plan_a_draft_over(row):
    """A live page with a draft that nobody may see yet."""
    snapshot = take(row)
    snapshot["fields"] |= {"title": OVER_LIVE, "summary": OVER_LIVE}
    Version.objects.save_draft(row, snapshot, None)


@pytest.fixture(scope="module")
def pages(site):
    found = {address: page for address, page in site.items() if page.outline}
    assert len(found) > 150  # the walk really got everywhere
    return found


def test_every_link_leads_somewhere(site):
    assert {
        a: (p.status, p.found_on) for a, p in site.items() if p.status not in (200, 301, 302)
    } == {}


@pytest.mark.parametrize("method", ["post", "put", "trace"])
def test_every_address_answers_reads_only(site, method):
    """With the check against forged forms on, as in production: it must not answer first."""
    client = Client(enforce_csrf_checks=True)
    taken = {a.split("?")[0] for a in site if getattr(client, method)(a).status_code != 405}
    assert taken == (FORMS if method == "post" else set())


def test_every_kind_of_page_was_reached(site):
    starts = Counter(address.split("?")[0].split("/")[1] for address in site)
    expected = {
        "", "graduated-response", "ordinarily-available-provision", "questions", "you-said-we-did",
        "surveys", "events", "glossary", "accessibility", "privacy", "cookies", "contact",
        "feedback",
    }  # fmt: skip
    assert expected <= set(starts)


def test_every_fragment_exists(pages):
    missing = set()
    for address, page in pages.items():
        for link in page.outline.links:
            target = internal(link, address)
            if target is None or "#" not in target:
                continue
            there, fragment = urldefrag(target)
            if there in pages and fragment and fragment not in pages[there].outline.ids:
                missing.add((link, address))
    assert missing == set()


def test_every_page_has_one_main_heading_and_a_title(pages):
    wrong = {
        address: page.outline.headings
        for address, page in pages.items()
        if [level for level, _ in page.outline.headings].count(1) != 1
        or not page.outline.title.split(" - ")[0].strip()
    }
    assert wrong == {}


def test_titles_tell_pages_apart(pages):
    titles = Counter(page.outline.title for address, page in pages.items() if "?" not in address)
    assert {title: count for title, count in titles.items() if count > 1} == {}


def test_headings_never_skip_a_level_and_are_never_empty(pages):
    wrong = []
    for address, page in pages.items():
        before = 0
        for level, text in page.outline.headings:
            if level > before + 1 or not text.strip():
                wrong.append((address, level, text))
            before = level
    assert wrong == []


def test_landmarks_are_one_main_one_header_and_named_navigations(pages):
    wrong = {}
    for address, page in pages.items():
        marks = page.outline.landmarks
        counts = Counter(name for name, _ in marks)
        named = [label for name, label in marks if name == "nav"]
        if (counts["main"], counts["header"], counts["footer"]) != (1, 1, 1):
            wrong[address] = counts
        if not all(named) or len(set(named)) != len(named):
            wrong[address] = named
    assert wrong == {}


def test_ids_are_unique(pages):
    wrong = {
        address: [name for name, count in Counter(page.outline.ids).items() if count > 1]
        for address, page in pages.items()
        if len(set(page.outline.ids)) != len(page.outline.ids)
    }
    assert wrong == {}


def test_nothing_inline_and_nothing_from_elsewhere(pages):
    assert {a: page.outline.inline for a, page in pages.items() if page.outline.inline} == {}
    foreign = {
        address: asset
        for address, page in pages.items()
        for asset in page.outline.assets
        if not asset.startswith("/") or asset.startswith("//")
    }
    assert foreign == {}


def unpublished_words():
    rows = [
        row
        for model in published_models()
        for row in model.objects.exclude(pk__in=model.objects.live())
        if not (isinstance(row, Statement) and row.wordings.exists())  # its last words are public
    ]
    live = {str(row) for model in published_models() for row in model.objects.live()}
    titles = {row.title for row in rows if len(row.title) > 12} - live
    private = {words for row in Comment.objects.all() for words in (row.words, row.email)}
    asked = {words for row in AskedQuestion.objects.all() for words in (row.words, row.email)}
    drafts = set(Comment.objects.exclude(status="published").values_list("reference", flat=True))
    return {OVER_LIVE, *titles, *private, *asked, *drafts} - {""}


def test_nothing_unpublished_is_anywhere(site, django_db_blocker):
    """No title of a draft or an archived row, no draft over a live one, and nothing that somebody
    wrote to us in words of their own."""
    for address in ["/sitemap.xml", "/events/calendar.ics", "/events/feed/",
                    "/ordinarily-available-provision/expectations.csv"]:  # fmt: skip
        site.setdefault(address, look(Client(), address))
    with django_db_blocker.unblock():
        hidden = unpublished_words()
    assert len(hidden) > 30
    leaks = [
        (address, words)
        for address, page in site.items()
        for words in hidden
        if words in unescape(page.body.decode(errors="ignore"))
    ]
    assert leaks == []


def test_owners_and_notes_are_never_shown(site):
    leaks = [
        address
        for address, page in site.items()
        if OWNER.encode() in page.body or NOTE.encode() in page.body
    ]
    assert leaks == []


def test_what_people_asked_is_never_shown(site):
    asked = AskedQuestion.objects.all()
    private = [text for row in asked for text in (row.words, row.email) if text]
    assert {row.status for row in asked} == {*AskedQuestion.Status.values}
    texts = {address: unescape(page.html) for address, page in site.items() if page.outline}
    assert {(a, text) for a, html in texts.items() for text in private if text in html} == set()


def test_who_reads_a_number_or_an_e_mail_address_can_tap_it(pages):
    plain = {}
    for address, page in pages.items():
        words = TAG.sub(" ", LINK.sub(" ", page.html.partition("<main")[2]))
        if found := REACHED_AT.findall(words):
            plain[address.partition("?")[0]] = found
    plain.pop("/questions/", None)  # its lists show the start of each answer, as plain text
    assert plain == {}


def test_the_cookies_and_the_log_are_those_of_a_site_in_use(pages, settings):
    named = re.findall(r"<tr>\s*<td>([^<]*)</td>", pages["/cookies/"].html)
    ours = {f"__Host-{settings.CSRF_COOKIE_NAME}", f"__Host-{settings.SESSION_COOKIE_NAME}"}
    ours |= {f"__Secure-{settings.KNOWN_BROWSER_COOKIE_NAME}", CookieStorage.cookie_name}
    assert {*named} == ours
    assert "We do not write down who opens a page" in pages["/privacy/"].html


def test_no_page_asks_more_than_six_queries_even_as_the_first_of_a_process(pages):
    assert {address: page.queries for address, page in pages.items() if page.queries > 6} == {}


def test_the_sitemap_holds_pages_that_links_reach_too(site):
    listed = re.findall(r"<loc>[^<]*?//[^/]+(/[^<]*)</loc>", look(Client(), "/sitemap.xml").html)
    assert len(listed) > 100
    by_link = set(site)
    assert [address for address in listed if urldefrag(address).url not in by_link] == []


def test_the_html_is_valid(pages, html_errors):
    # One page of every kind is enough with each address's own template: all without a query.
    assert html_errors((a, page.html) for a, page in pages.items() if "?" not in a) == []


def test_the_first_visit_is_light(pages, production_static):
    """HTML as sent (gzip), all style sheets (brotli), the icon and the pictures, together."""
    sizes: dict[str, int] = {}
    heavy = {}
    for address, page in pages.items():
        for asset in set(page.outline.assets) - sizes.keys():
            sizes[asset] = len(sent_for(asset, production_static))
        parts = [sizes[asset] for asset in set(page.outline.assets)]
        weight = len(gzip.compress(page.body, 6)) + sum(parts)
        if weight > (WINDOW if is_content(address) else OTHER):
            heavy[address] = weight
    assert heavy == {}
    assert sum(is_content(address) for address in pages) > 80
    assert {"/static/site.css", "/static/forms.css", "/static/icon.svg"} < sizes.keys()
    assert any(asset.startswith("/media/images/") for asset in sizes)


def is_content(address: str) -> bool:
    """Home, a page of the Graduated Response, also at one age, or a question."""
    if "?" in address or address.endswith("/print/") or address in FORMS:
        return False
    return address == "/" or address.startswith(("/graduated-response/", "/questions/"))


def sent_for(asset: str, production_static) -> bytes:
    """What comes for a style sheet, an icon or a picture; of that the copy for most screens."""
    if asset.startswith("/static/"):
        return as_sent(production_static(asset.removeprefix("/static/")))
    return Client().get(asset, headers={"accept-encoding": "gzip"}).getvalue()


def as_sent(path):
    """A static file by brotli, or as it is where that makes it no smaller."""
    packed = path.with_name(f"{path.name}.br")
    return (packed if packed.exists() else path).read_bytes()
