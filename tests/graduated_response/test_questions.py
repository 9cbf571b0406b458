"""What families read of questions and answers, and what they must not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from events.models import Event
from tests.public_site import costs

from .page_factories import HIDDEN, make_question, make_set, make_topic, text_of

pytestmark = pytest.mark.django_db

DAY = date(2022, 2, 9)


def recent() -> date:
    return timezone.localdate() - timedelta(days=30)


def make_event(**fields) -> Event:
    return Event.objects.create(
        **{
            "title": "Spring webinar",
            "slug": "spring",
            "body": "<p>Talk.</p>",
            "state": "live",
            "audience": "All",
        }
        | fields
    )


def test_the_list_has_the_newest_answers_first_and_twenty_a_page(client):
    old, new = make_set("old", as_at=DAY), make_set("new", as_at=recent())
    make_question("undated")
    make_question("from-old", question_set=old, number=1)
    make_question("second", question_set=new, number=2)
    make_question("first", question_set=new, number=1)
    page = text_of(client, "/questions/")
    order = [
        page.index(f'"/questions/{slug}/"') for slug in ("first", "second", "from-old", "undated")
    ]
    assert order == sorted(order)
    assert "Answered 9 February 2022" in page
    for n in range(18):
        make_question(f"more-{n}")
    assert text_of(client, "/questions/").count("lo-question") == 20
    assert text_of(client, "/questions/?page=2").count("lo-question") == 2


def test_filters_are_links_with_counts_that_keep_each_other(client):
    plans, money = make_topic("plans", position=1), make_topic("money", position=2)
    webinar = make_set()
    make_question("one", topic=plans, question_set=webinar)
    make_question("two", topic=plans)
    make_question("three", topic=money)
    make_question("hidden", topic=make_topic("zebra"), state="draft")
    page = text_of(client, "/questions/?topic=plans")
    assert 'href="/questions/one/"' in page
    assert 'href="/questions/two/"' in page
    assert "/questions/three/" not in page
    assert "2 questions about Topic plans." in page
    count = '<span class="lo-filters__count">'
    for link in (
        f'href="?topic=plans" rel="nofollow" aria-current="true">Topic plans {count}2<',
        f'href="?topic=money" rel="nofollow">Topic money {count}1<',
        f'href="?topic=plans&amp;set=webinar" rel="nofollow">Set webinar {count}1<',
    ):
        assert link in page
    assert 'href="/questions/">Show everything</a>' in page
    assert "zebra" not in page
    both = text_of(client, "/questions/?topic=plans&set=webinar")
    assert both.count("lo-question") == 1
    assert "1 question about Topic plans, Set webinar." in both


@pytest.mark.parametrize(
    "query", ["topic=unknown", "set=unknown", "topic=%00", "topic=", "x=1", "set=a&set=b"]
)
def test_a_filter_nobody_knows_does_nothing(client, query):
    make_question(topic=make_topic(), question_set=make_set())
    assert text_of(client, f"/questions/?{query}").count("lo-question") == 1


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "%00", "9" * 30])
def test_a_bad_page_is_not_found(client, page):
    make_question(question_set=make_set())
    assert client.get(f"/questions/?page={page}").status_code == 404
    assert client.get(f"/questions/set/webinar/?page={page}").status_code == 404


def test_a_question_leads_to_its_topic_set_event_and_the_next_questions(client):
    webinar = make_set(as_at=recent(), event=make_event())
    for n in range(1, 9):
        make_question(
            f"q{n}", question_set=webinar, number=n, topic=make_topic() if n == 6 else None
        )
    page = text_of(client, "/questions/q6/")
    assert '<h1 class="govuk-heading-xl">Question q6?</h1>' in page
    assert "<p>Answer to q6.</p>" in page
    assert f'This is what we said on <time datetime="{recent():%Y-%m-%d}">' in page
    assert 'href="/questions/?topic=plans">Topic plans</a>' in page
    assert 'href="/questions/set/webinar/">Set webinar</a>' in page
    assert 'href="/events/spring/">Spring webinar</a>' in page
    order = [page.index(f'"/questions/q{n}/"') for n in (7, 8, 1, 2, 3)]
    assert order == sorted(order)
    assert "/questions/q4/" not in page
    assert "more than a year old" not in page


def test_the_event_leads_back_to_the_questions(client):
    make_set(event=make_event())
    make_set("hidden", title="Zebra", event=Event.objects.get(), state="draft")
    page = text_of(client, "/events/spring/")
    assert 'href="/questions/set/webinar/"' in page
    assert "Zebra" not in page


def test_a_question_in_full_stands_as_a_quote_only_where_it_differs(client):
    make_question("short", asked="")
    make_question("same", title="Why?", asked="Why?")
    make_question("long", asked="Why is it so?\n\nAnd <b>who</b> decides?")
    assert "<blockquote>" not in text_of(client, "/questions/short/")
    assert "<blockquote>" not in text_of(client, "/questions/same/")
    page = text_of(client, "/questions/long/")
    assert "<blockquote><p>Why is it so?</p>\n\n<p>And &lt;b&gt;who&lt;/b&gt; decides?</p>" in page
    assert "<h2>Our answer</h2>" in page


def test_a_statement_is_marked_as_a_comment(client):
    make_question(is_question=False, asked="I only want to say this.", question_set=make_set())
    page = text_of(client, "/questions/how-long/")
    assert '<strong class="govuk-tag govuk-tag--grey">Comment</strong>' in page
    assert "<h2>The comment in full</h2>" in page
    assert '<strong class="govuk-tag govuk-tag--grey">Comment</strong>' in text_of(
        client, "/questions/set/webinar/"
    )


def test_an_old_answer_says_so(client):
    make_question(as_at=DAY)
    page = text_of(client, "/questions/how-long/")
    assert "This answer is more than a year old." in page
    assert "since February 2022" in page


def test_a_replaced_answer_leads_to_the_newest_live_one(client):
    live = make_question("live", title="The newest?")
    archived = make_question("archived", title="Zebra", state="archived", superseded_by=live)
    make_question("old", as_at=DAY, superseded_by=archived, question_set=make_set())
    draft = make_question("draft", title="Zebra", state="draft")
    make_question("waiting", as_at=DAY, superseded_by=draft)
    for path in ["/questions/old/", "/questions/set/webinar/"]:
        page = text_of(client, path)
        assert 'Read <a href="/questions/live/">The newest?</a>.' in page
        assert "Zebra" not in page
    waiting = text_of(client, "/questions/waiting/")
    assert "There is a newer answer" not in waiting
    assert "Zebra" not in waiting


def test_a_set_shows_every_answer_in_order_with_its_number(client):
    webinar = make_set(as_at=DAY, intro="<p>Asked online.</p>", event=make_event())
    make_question("b", question_set=webinar, number=2, answer="<h2>Part</h2><p>Second.</p>")
    make_question("a", question_set=webinar, number=1, asked="First in full?")
    make_question("hidden", question_set=webinar, number=3, title="Zebra", state="draft")
    page = text_of(client, "/questions/set/webinar/")
    assert page.index('<h2 id="a">1. Question a?</h2>') < page.index(
        '<h2 id="b">2. Question b?</h2>'
    )
    assert "<blockquote><p>First in full?</p></blockquote>" in page
    assert '<h3 id="b-part">Part</h3><p>Second.</p>' in page
    assert 'We gave these answers on <time datetime="2022-02-09">9 February 2022</time>.' in page
    assert "That is more than a year ago" in page
    assert 'href="/events/spring/"' in page
    assert "Asked online." in page
    assert "Zebra" not in page


def test_a_long_set_is_paged_and_its_pages_stay_small(client):
    webinar = make_set()
    words = (
        "<p>" + "The school should meet you at least three times a year and listen. " * 12 + "</p>"
    )
    for n in range(1, 51):
        make_question(f"q{n}", question_set=webinar, number=n, answer=f"<p>{n}</p>{words}")
    response = client.get("/questions/set/webinar/?page=3", headers={"accept-encoding": "gzip"})
    assert len(response.content) < 16_000  # 25 kB with the style sheet
    page = text_of(client, "/questions/set/webinar/?page=3")
    assert page.count('class="lo-answer"') == 10
    assert "<title>Questions and answers: Set webinar, page 3 - " in page


@pytest.mark.parametrize("fields", HIDDEN, ids=["draft", "archived", "scheduled", "expired"])
def test_what_is_not_live_is_nowhere(client, fields):
    hidden_set = make_set("zebra-set", title="Zebra", as_at=recent(), **fields)
    event = make_event(title="Zebra", slug="zebra-event", **fields)
    topic = make_topic()
    make_question("seen", question_set=hidden_set, number=1, topic=topic)
    seen_set = make_set(event=event)
    make_question("seen-too", question_set=seen_set, topic=topic)
    make_question("zebra-1", title="Zebra", question_set=seen_set, topic=topic, **fields)
    make_question("zebra-2", title="Zebra", topic=topic, **fields)
    for path in ["", "?set=zebra-set", "seen/", "seen-too/", "set/webinar/"]:
        page = text_of(client, f"/questions/{path}")
        assert "Zebra" not in page, path
        assert "zebra" not in page, path
    assert text_of(client, "/questions/?topic=plans").count("lo-question") == 2
    assert f"{recent():%Y-%m-%d}" in text_of(client, "/questions/seen/")
    for path in ["zebra-1", "set/zebra-set"]:
        assert client.get(f"/questions/{path}/").status_code == 404


@pytest.mark.parametrize("items", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"), [("", 5), ("?topic=topic-0", 5), ("q0/", 3), ("set/set-0/", 5)]
)
def test_queries(client, items, path, queries):
    event = make_event()
    for n in range(items):
        row = make_set(f"set-{n}", event=event)
        topic = make_topic(f"topic-{n}")
        newer = make_question(f"new{n}", topic=topic, superseded_by=make_question(f"newest{n}"))
        make_question(f"q{n}", question_set=row, number=1, topic=topic, superseded_by=newer)
        make_question(f"r{n}", question_set=row, number=2, topic=topic)
    assert costs(client, f"/questions/{path}") == (queries + 1, queries)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_reads_only(client, method):
    make_question(question_set=make_set())
    for path in ["", "how-long/", "set/webinar/"]:
        assert getattr(client, method)(f"/questions/{path}").status_code == 405


def test_the_words_set_and_ask_are_no_question(client):
    make_question("set")
    assert client.get("/questions/set/how-long/").status_code == 404
