"""After an error or a success the focus is on what says so (WCAG 2.2, 3.3.1 and 4.1.3), without a
script: GOV.UK's error summary takes it by one. One element of a page can have it.
"""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.urls import get_resolver

from tests.authorisation.addresses import walk
from tests.events.factories import make_event
from tests.graduated_response.provision_factories import make_statement
from tests.graduated_response.self_review.reviews import CONTINUE, FORM, SAID, SUMMARY, sent

pytestmark = pytest.mark.django_db

AUTOFOCUS = re.compile(r"<(\w+)([^>]*)\sautofocus\b[^>]*>")
LONG = "x" * 20_000
# What each form of the public is sent that it must refuse, and where it sends it.
NOTHING = {"sent": "1"}
REFUSED = {
    "/feedback/": ("/feedback/", NOTHING),
    "/questions/ask/": ("/questions/ask/", NOTHING),
    "/graduated-response/booklet/ask/": ("/graduated-response/booklet/ask/", NOTHING),
    "/graduated-response/prepare/": ("/graduated-response/prepare/", {"own": LONG}),
    FORM: (SUMMARY, sent(AS1={**SAID, "by_when": "some day"})),
    CONTINUE: (CONTINUE, NOTHING),
}


def focused(html: str) -> list[str]:
    """The opening tags of what wants the focus."""
    return [match[0] for match in AUTOFOCUS.finditer(html)]


def public_forms(client) -> set[str]:
    """Addresses whose page has a form to be sent."""
    routes = (route for route, _ in walk(get_resolver().url_patterns) if "<" not in route)
    public = (f"/{route}" for route in routes if not route.startswith(("admin/", "preview/")))
    pages = {path: client.get(path) for path in public}
    return {
        path
        for path, page in pages.items()
        if not page.streaming and b'method="post"' in page.content
    }


def test_every_form_of_the_public_is_known_here(client):
    make_statement()
    assert public_forms(client) == set(REFUSED)


@pytest.mark.parametrize("path", REFUSED)
def test_no_error_leaves_the_focus_elsewhere(client, path):
    make_statement()
    address, data = REFUSED[path]
    page = client.post(address, data).content.decode()
    assert "<title>Error: " in page
    (tag,) = focused(page)
    assert 'class="govuk-error-summary"' in tag
    assert 'tabindex="-1"' in tag


@pytest.mark.parametrize("path", REFUSED)
def test_a_form_that_nobody_sent_yet_takes_no_focus(client, path):
    make_statement()
    assert focused(client.get(path).content.decode()) == []


# --- Pages of staff ---------------------------------------------------------------------------


def test_who_could_not_sign_in_reads_why_first(client):
    (tag,) = focused(client.post("/admin/login/", {"username": "nobody"}).content.decode())
    assert tag == '<p class="errornote" tabindex="-1" autofocus>'
    wrong = {"username": "nobody", "password": "wrong", "next": "/admin/"}
    (tag,) = focused(client.post("/admin/login/", wrong).content.decode())
    assert 'class="errornote"' in tag
    (tag,) = focused(client.get("/admin/login/").content.decode())
    assert 'name="username"' in tag


def test_who_may_not_see_a_page_reads_so_first(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("anna"))
    (tag,) = focused(client.get("/admin/login/?next=/admin/").content.decode())
    assert 'class="errornote"' in tag


def test_what_was_done_is_read_first_by_staff(admin_client):
    event = make_event("tea", state="draft")
    address = f"/admin/events/event/{event.pk}/links/"
    page = admin_client.post(address, follow=True).content.decode()
    assert focused(page) == ['<ul class="messagelist" tabindex="-1" autofocus>']
    again = admin_client.get(f"/admin/events/event/{event.pk}/change/").content.decode()
    assert focused(again) == []


@pytest.mark.parametrize(
    "path",
    ["/admin/graduated_response/questionset/import/", "/admin/redirects/redirect/import/",
     "/admin/password/"],
)  # fmt: skip
def test_no_error_of_a_page_of_staff_leaves_the_focus_elsewhere(admin_client, path):
    (tag,) = focused(admin_client.post(path, NOTHING).content.decode())
    assert 'class="errornote"' in tag


# --- In the source ----------------------------------------------------------------------------

SUMMARIES = re.compile(r'<\w+ class="(?:govuk-error-summary|errornote|messagelist)"[^>]*')


def test_no_template_has_a_summary_without_focus():
    folder = Path(__file__).resolve().parent.parent / "templates"
    tags = [tag for path in folder.rglob("*.html") for tag in SUMMARIES.findall(path.read_text())]
    assert [tag for tag in tags if "tabindex=" not in tag or "autofocus" not in tag] == []
    assert len(tags) > 7


def test_a_banner_that_says_what_was_done_takes_the_focus():
    code = '{% load ui %}{% notification "Done" success=True %}Saved{% endnotification %}'
    (tag,) = focused(Template(code).render(Context()))
    assert "govuk-notification-banner--success" in tag
    assert 'tabindex="-1"' in tag
    assert focused(Template(code.replace(" success=True", "")).render(Context())) == []


def test_examples_take_no_focus(admin_client):
    assert focused(admin_client.get("/admin/components/").content.decode()) == []
