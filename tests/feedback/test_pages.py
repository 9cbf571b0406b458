"""What families read: published words with the answer, and numbers. Nothing else."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from localoffer.feedback.models import Comment
from localoffer.glossary.models import Term
from tests.feedback.comments import make, publish, withhold
from tests.public_site import costs

pytestmark = pytest.mark.django_db

ALL = "/feedback/comments/"
YEAR = "/feedback/comments/2026/"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-22 10:00+00:00", tick=False)


def noon(year, month=5, day=1):
    return datetime(year, month, day, 12, tzinfo=UTC)


def test_a_published_comment_stands_with_its_answer_and_what_will_be_done(client):
    comment = publish(public_words="A <b>line</b>.\n\nAnother.", created=noon(2026))
    html = client.get(YEAR).content.decode()
    assert f'<article class="lo-pair" id="{comment.reference}">' in html
    assert "<p>A &lt;b&gt;line&lt;/b&gt;.</p>\n\n<p>Another.</p>" in html
    assert "<p>Answer 1</p>" in html
    assert "<p>Action 1</p>" in html
    assert "sent in May 2026, answered on" in html
    assert comment.get_absolute_url() == f"{YEAR}#{comment.reference}"


def test_meanings_stand_in_our_words_not_in_theirs(client):
    Term.objects.create(title="SENCo", slug="senco", short="the teacher for SEND", state="live")
    publish(public_words="Who is a SENCo?", answer="<p>A SENCo helps.</p>", created=noon(2026))
    html = client.get(YEAR).content.decode()
    assert "<p>Who is a SENCo?</p>" in html
    assert "(the teacher for SEND)" in html.partition("Our answer")[2]


def test_nothing_that_is_not_published_is_anywhere(client):
    publish(created=noon(2026))
    draft = {"public_words": "private draft", "answer": "<p>private answer</p>"}
    for comment in (make(**draft), make(status="held", **draft), withhold(**draft)):
        Comment.objects.filter(pk=comment.pk).update(created=noon(2026))
    for address in (ALL, YEAR, "/sitemap.xml"):
        response = client.get(address)
        assert response.status_code == 200
        assert "private" not in response.content.decode()
        assert not response.cookies
    assert "Words 1" in client.get(ALL).content.decode()


def test_the_numbers_say_what_came_and_what_became_of_it(client):
    publish(created=noon(2024, 3, 14))
    publish(created=noon(2026))
    withhold(created=noon(2026))
    make(created=noon(2026), status="held")
    make()
    words = text_of(client, ALL)
    assert "We have asked for comments since 14 March 2024." in words
    assert "2026 : 3 sent, 1 here with our answer, 1 not published, 1 still to answer" in words
    assert "2024 : 1 sent, 1 here with our answer, 0 not published, 0 still to answer" in words
    words = text_of(client, YEAR)
    assert "We asked for comments from 1 January 2026, and still do. 3 came in." in words
    assert "1 is here with our answer. 1 is not published. 1 still waits for our answer." in words
    words = text_of(client, "/feedback/comments/2024/")
    assert "We asked for comments from 14 March 2024 to 31 December 2024. 1 came in." in words
    assert "0 are not published. 0 still wait for our answer." in words


def text_of(client, address):
    html = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_year_is_that_of_london(client):
    publish(created=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    publish(2, created=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert "Words 2" in client.get(YEAR).content.decode()
    assert "Words 1" not in client.get(YEAR).content.decode()
    assert Comment.objects.first().year == 2026


def test_without_comments_the_page_says_so(client):
    html = client.get(ALL).content.decode()
    assert "We have not published any comments yet." in html
    assert "How many" not in html
    assert "/feedback/comments/" not in client.get("/sitemap.xml").content.decode()
    for wrong in (YEAR, "/feedback/comments/0000/", "/feedback/comments/9999/", f"{ALL}?page=2"):
        assert client.get(wrong).status_code == 404


def test_a_comment_on_another_page_keeps_its_place(client):
    numbers = [publish(number, created=noon(2026)) for number in range(12)]
    newest, oldest = numbers[-1].reference, numbers[0].reference
    first = client.get(YEAR).content.decode()
    assert f'<article class="lo-pair" id="{newest}">' in first
    assert f'<li id="{oldest}"><a href="?page=2#{oldest}">Comment {oldest}</a></li>' in first
    second = client.get(f"{YEAR}?page=2").content.decode()
    assert f'<article class="lo-pair" id="{oldest}">' in second
    assert f'<li id="{newest}"><a href="?page=1#{newest}">' in second
    assert re.findall(r"Words (\d+)", second) == ["1", "0"]


@pytest.mark.parametrize("number", [1, 3])
def test_more_comments_ask_no_more_queries(client, number):
    for each in range(number):
        publish(each, created=noon(2026))
    assert costs(client, ALL) == (5, 4)
    assert costs(client, YEAR) == (5, 4)


def test_pages_are_for_reading_and_the_sitemap_has_them(client):
    publish(created=noon(2026))
    for address in (ALL, YEAR, "/feedback/sent/AAAAAAAA/"):
        assert client.post(address).status_code == 405
    found = re.findall(r"<loc>[^<]*?//[^/]+(/feedback/[^<]*)</loc>", sitemap(client))
    assert found == [ALL, YEAR]


def sitemap(client):
    return client.get("/sitemap.xml").content.decode()


def test_the_newest_answer_stands_first(client):
    now = timezone.now()
    publish(1, created=noon(2026), decided=now)
    publish(2, created=noon(2026), decided=noon(2026, 6))
    assert re.findall(r"Words (\d)", client.get(ALL).content.decode()) == ["1", "2"]
