"""How often the database is asked, and that only live terms are known."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory

from localoffer.glossary import cache
from localoffer.glossary.models import Term
from localoffer.publishing import cache_token

PAGE = "{% load glossary %}{% glossary %}<p>{{ text }}</p>{% endglossary %}"
MEANING = '<dfn class="lo-term">{0}</dfn> <span class="lo-definition">({1})</span>'
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_term(title="SENCo", short="the teacher", state="live", **fields):
    slug = fields.pop("slug", title.lower().replace(" ", "-"))
    return Term.objects.create(title=title, slug=slug, short=short, state=state, **fields)


def a_request():
    return RequestFactory().get("/")


def render(text, request):
    return Template(PAGE).render(Context({"text": text, "request": request}))


@pytest.mark.django_db
def test_a_cold_process_reads_the_version_and_the_terms(django_assert_num_queries):
    make_term()
    with django_assert_num_queries(2):
        assert render("SENCo", a_request()) == f"<p>{MEANING.format('SENCo', 'the teacher')}</p>"


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_warm_process_reads_nothing_that_the_request_has_read(count, django_assert_num_queries):
    for number in range(count):
        make_term(f"SENCo{number}")
    cache.for_request(a_request())
    request = a_request()
    cache_token.of(request)
    with django_assert_num_queries(0):
        render("SENCo0 and SENCo0", request)
        render("SENCo0 and SENCo1", request)


@pytest.mark.django_db
def test_a_change_is_seen_by_the_next_request():
    term = make_term()
    assert "(the teacher)" in render("SENCo", a_request())
    term.short = "somebody else"
    term.save()
    assert "(somebody else)" in render("SENCo", a_request())
    term.archive()
    assert render("SENCo", a_request()) == "<p>SENCo</p>"


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "archived"])
def test_unpublished_terms_are_unknown(state):
    make_term(state=state, variants="helper")
    assert render("SENCo helper", a_request()) == "<p>SENCo helper</p>"


@pytest.mark.django_db
def test_a_term_comes_and_goes_at_its_time_without_any_change():
    with time_machine.travel(NOON - HOUR, tick=False) as clock:
        make_term(live_from=NOON, expires=NOON + HOUR)
        shown = []
        for moment in (NOON - HOUR, NOON, NOON + HOUR - HOUR / 60, NOON + HOUR):
            clock.move_to(moment, tick=False)
            shown.append("lo-term" in render("SENCo", a_request()))
    assert shown == [False, True, True, False]


@pytest.mark.django_db
def test_pages_are_kept_up_to_a_bound(monkeypatch):
    monkeypatch.setattr(cache, "PAGES_KEPT", 2)
    make_term()
    kept = cache.Book(Term.objects.all())
    pages = [kept.define(f"<p>SENCo {n}</p>") for n in range(4)]
    assert [kept.define(f"<p>SENCo {n}</p>") for n in range(4)] == pages
    assert len(kept._pages) == 2  # noqa: SLF001


@pytest.mark.django_db
def test_a_hostile_term_is_shown_as_text():
    make_term("<b>x</b>", slug="x", short="<script>alert(1)</script>")
    assert render("a <b>x</b>", a_request()) == "<p>a {}</p>".format(
        MEANING.format("&lt;b&gt;x&lt;/b&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;")
    )


@pytest.mark.django_db
def test_it_works_without_a_request():
    make_term()
    assert "lo-term" in render("SENCo", None)
