"""Links that others follow come from SITE_URL, never from the host that a request names.

The host is one that the site answers to, such as an old name of it or whatever a careless proxy
lets through (trust.md A3, H3): only then does Django let it come so far.
"""

import ast
import logging
import re
from pathlib import Path

import pytest
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from localoffer.outbox.models import Message
from tests.authorisation.addresses import all_addresses
from tests.authorisation.world import SUPERUSER, make_world

EVIL = "evil.example"
ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("localoffer", "events", "graduated_response", "surveys")


class EvilClient(Client):
    """Says in every way it knows that the site is somewhere else."""

    def __init__(self) -> None:
        super().__init__(
            raise_request_exception=False,
            headers={"host": EVIL, "x-forwarded-host": EVIL, "forwarded": f"host={EVIL}"},
            SERVER_NAME=EVIL,
        )


def told(response: HttpResponse) -> str:
    """All that an answer says, with what it writes into e-mails and into the next page."""
    letters = [f"{each.subject} {each.body}" for each in mail.outbox]
    kept = [f"{each.subject} {each.body}" for each in Message.objects.all()]
    body = response.getvalue().decode(errors="replace")
    messages = [str(each) for each in getattr(response.wsgi_request, "_messages", [])]
    return "\n".join([body, str(response.headers), *letters, *kept, *messages])


@pytest.mark.django_db
def test_no_address_of_the_site_names_the_host_of_the_request(settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert EvilClient().get("/healthz").wsgi_request.get_host() == EVIL
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    logging.disable()
    try:
        world = make_world()
        Message.objects.all().delete()
        found, asked, statuses = [], 0, set()
        for address in all_addresses(world):
            client = EvilClient()
            if not address.is_public:
                client.force_login(world.people[SUPERUSER])
            saved = transaction.savepoint()
            ask = client.get if address.method == "GET" else client.post
            response = ask(address.path, address.data)
            asked, statuses = asked + 1, statuses | {response.status_code}
            if EVIL in told(response):
                found.append((address.method, address.name))
            transaction.savepoint_rollback(saved)
    finally:
        logging.disable(logging.NOTSET)
    assert found == []
    assert asked > 500
    assert {200, 302} <= statuses


@pytest.mark.django_db
def test_a_link_for_a_preview_leads_to_the_site(admin_client, settings):
    from tests.events.factories import make_event

    settings.ALLOWED_HOSTS, settings.SITE_URL = ["*"], "https://offer.larkshire.example"
    event = make_event("tea", state="draft")
    page = admin_client.post(
        f"/admin/events/event/{event.pk}/links/", follow=True, headers={"host": EVIL}
    )
    assert "https://offer.larkshire.example/preview/" in page.content.decode()
    assert EVIL not in page.content.decode()


def test_who_comes_without_tls_is_led_to_the_site(client, settings):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["*"], True
    settings.SECURE_SSL_HOST = "offer.larkshire.example"
    answer = client.get("/events/?page=2", headers={"host": EVIL})
    assert answer["Location"] == "https://offer.larkshire.example/events/?page=2"


# --- In the source ----------------------------------------------------------------------------

FORBIDDEN = {
    "build_absolute_uri", "get_current_site", "get_host", "get_port", "get_raw_uri", "RequestSite",
    "get_full_path_info", "_current_scheme_host", "HTTP_HOST", "HTTP_X_FORWARDED_HOST",
    "SERVER_NAME",
}  # fmt: skip
# Who make a request of their own, out of SITE_URL.
EXEMPT = {"localoffer/redirects/visiting.py": {"SERVER_NAME"}}
IN_TEMPLATES = re.compile(r"request\.(?:build_absolute_uri|get_host|scheme|META|is_secure)")
# What compares an address with that of the site, or needs a part of it. Whole addresses are made
# by `absolute()` alone.
READ_IT = {
    "localoffer/ui/site_url.py", "localoffer/redirects/addresses.py",
    "localoffer/redirects/visiting.py", "localoffer/outbox/models.py",
    "localoffer/editorial/internal_links.py", "localoffer/editorial/link_checker/asking.py",
    "localoffer/site/context.py", "localoffer/site/views.py",
    "graduated_response/booklet/linking.py", "surveys/models/evidence.py",
}  # fmt: skip


def words_in(source: str) -> set[str]:
    """Names, attributes and whole texts of a Python file."""
    nodes = list(ast.walk(ast.parse(source)))
    names = {each.id for each in nodes if isinstance(each, ast.Name)}
    names |= {each.attr for each in nodes if isinstance(each, ast.Attribute)}
    names |= {each.name for each in nodes if isinstance(each, ast.alias)}
    constants = (each.value for each in nodes if isinstance(each, ast.Constant))
    return names | {each for each in constants if isinstance(each, str)}


def sources() -> dict[str, set[str]]:
    paths = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return {str(path.relative_to(ROOT)): words_in(path.read_text()) for path in paths}


def test_no_source_asks_a_request_for_the_host():
    found = {name: words & FORBIDDEN - EXEMPT.get(name, set()) for name, words in sources().items()}
    assert {name: words for name, words in found.items() if words} == {}
    assert words_in("link = request.build_absolute_uri('/')") & FORBIDDEN
    assert words_in("request.META['HTTP_HOST']") & FORBIDDEN


def test_no_template_asks_a_request_for_the_host():
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert [path.name for path in templates if IN_TEMPLATES.search(path.read_text())] == []


def test_whole_addresses_are_made_in_one_place():
    readers = {name for name, words in sources().items() if "SITE_URL" in words}
    assert readers - {"localoffer/settings.py"} == READ_IT
