"""The page of the booklet says that a file has the words of the web pages only where that is so."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from graduated_response import tasks
from graduated_response.booklet import typesetting
from graduated_response.booklet.bodies import Bodies
from graduated_response.models import BookletFile
from localoffer.publishing import cache_token

from .booklet_factories import make_booklet
from .page_factories import make_page, text_of

pytestmark = pytest.mark.django_db

PAGE = "/graduated-response/booklet/"
SAME = "It holds the same words as these web pages."
MAYBE = "Our pages may have changed since then."
OLDER = "Some files are older than our web pages."


@pytest.fixture(autouse=True)
def typeset(monkeypatch):
    """Setting in type has tests of its own."""
    monkeypatch.setattr(typesetting, "pdf", lambda *args, **options: b"%PDF")
    monkeypatch.setattr(typesetting, "pages_in", lambda body: 60)


@pytest.fixture
def page():
    page = make_page(title="Stages")
    make_booklet({"page": page})
    tasks.run(timezone.now())
    return page


def said(client):
    html = text_of(client, PAGE)
    return [sentence for sentence in (SAME, MAYBE, OLDER) if sentence in html]


def test_the_same_words_are_claimed_straight_after_they_were_made(client, page):
    assert said(client) == [SAME]
    tasks.run(timezone.now())
    assert said(client) == [SAME]


def test_nothing_is_claimed_between_a_change_and_its_files(client, page):
    page.body = "<p>Newer words.</p>"
    page.save()
    assert said(client) == [MAYBE]
    tasks.run(timezone.now())
    assert said(client) == [SAME]


def test_what_changes_while_files_are_made_is_not_claimed(client, page, monkeypatch):
    of = Bodies.of

    def slow(bodies, name):
        cache_token.bump()
        return of(bodies, name)

    monkeypatch.setattr(Bodies, "of", slow)
    page.body = "<p>Newer words.</p>"
    page.save()
    tasks.run(timezone.now())
    assert said(client) == [MAYBE]
    tasks.run(timezone.now())
    assert said(client) == [SAME]


def test_a_format_that_failed_says_its_date_and_what_has_changed(client, page, monkeypatch):
    made = timezone.now() - timedelta(days=30)
    BookletFile.objects.update(made=made)
    of = Bodies.of

    def fails(bodies, name):
        if name == "epub":
            raise ValueError
        return of(bodies, name)

    with monkeypatch.context() as patch:
        patch.setattr(Bodies, "of", fails)
        page.body = "<p>Newer words.</p>"
        page.save()
        tasks.run(timezone.now())
    assert said(client) == [OLDER]
    html = text_of(client, PAGE)
    day = date_format(timezone.localtime(made), "j F Y")
    assert (
        f"<strong>E-book</strong> is from {day}. What has changed since then: Stages.</li>" in html
    )
    assert html.count("is from") == 1
    tasks.run(timezone.now() + timedelta(minutes=11))
    assert said(client) == [SAME]


def test_a_booklet_that_cannot_be_put_together_claims_nothing(client, page, monkeypatch):
    monkeypatch.setattr("graduated_response.booklet.chapters.write_page", lambda *args: 1 / 0)
    page.title = "Other"
    page.save()
    tasks.run(timezone.now())
    assert said(client) == [MAYBE]


def test_a_file_that_failed_from_the_start_is_not_promised_in_a_minute(client, monkeypatch):
    make_booklet({"page": make_page()})
    monkeypatch.setattr(Bodies, "of", lambda bodies, name: 1 / 0)
    tasks.run(timezone.now())
    for html in (text_of(client, PAGE), client.get(f"{PAGE}booklet.pdf").content.decode()):
        assert "about a minute" not in html
        assert "We could not make" in html
