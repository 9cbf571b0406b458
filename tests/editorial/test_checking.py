"""When links are asked, how often, and when they count as broken."""

from datetime import UTC, datetime, timedelta

import pytest

from localoffer.clock.jobs import all_jobs
from localoffer.editorial import tasks
from localoffer.editorial.link_checker.checking import check_due
from localoffer.editorial.models import ExternalLink

from .pages import make_page
from .web import ok

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def make_link(url="http://a.example/", **fields):
    host = url.split("/")[2]
    return ExternalLink.objects.create(**{"url": url, "host": host, "next_check": NOW} | fields)


def test_a_link_that_works_is_asked_again_after_a_week(web):
    web.answers["a.example", "/"] = ok()
    link = make_link()
    assert check_due(NOW, 5) == 1
    link.refresh_from_db()
    assert (link.status, link.problem, link.failures) == (200, "", 0)
    assert (link.last_checked, link.next_check) == (NOW, NOW + 7 * DAY)
    assert check_due(NOW + 6 * DAY, 5) == 0


def test_three_failures_on_three_days_are_broken(web):
    link = make_link()
    assert check_due(NOW, 5) == 1
    broken = []
    for day in range(1, 4):
        broken.append(ExternalLink.objects.broken().exists())
        check_due(NOW + day * DAY, 5)
    link.refresh_from_db()
    assert broken == [False, False, True]
    assert (link.status, link.problem, link.failures) == (404, "The page is gone.", 4)
    assert link.is_broken()
    web.answers["a.example", "/"] = ok()
    check_due(NOW + 5 * DAY, 5)
    assert not ExternalLink.objects.broken().exists()


def test_a_second_failure_on_one_day_does_not_count():
    link = make_link()
    link.record(404, "The page is gone.", NOW)
    link.record(404, "The page is gone.", NOW + timedelta(hours=1))
    link.refresh_from_db()
    assert link.failures == 1


def test_one_link_of_each_host_at_a_time(web):
    for path in "123":
        make_link(f"http://a.example/{path}")
        make_link(f"http://b.example/{path}")
    assert check_due(NOW, 10) == 2
    assert check_due(NOW + timedelta(seconds=1), 10) == 0
    assert check_due(NOW + timedelta(seconds=3), 10) == 2


def test_no_more_than_the_limit_and_the_time(web):
    for host in "abcdef":
        make_link(f"http://{host}.example/")
    assert check_due(NOW, limit=2) == 2
    assert check_due(NOW, limit=10, seconds=3) == 2  # HEAD and GET, two seconds apart, for each


def test_a_link_that_another_process_took_is_left(web):
    link = make_link()
    assert ExternalLink.objects.claim(link, NOW)
    assert not ExternalLink.objects.claim(link, NOW)
    assert web.connected == []


def test_an_answer_for_a_link_that_is_gone_is_dropped():
    link = make_link()
    ExternalLink.objects.all().delete()
    link.record(200, "", NOW)
    assert not ExternalLink.objects.exists()


def test_the_clock_collects_and_asks(web):
    assert tasks.__name__ in {job.name for job in all_jobs()}
    make_page(body='<p><a href="http://a.example/">A</a></p>')
    web.answers["a.example", "/"] = ok()
    now = datetime.now(UTC)
    assert tasks.run(now) == 0
    assert tasks.run(now + timedelta(minutes=1)) == 1
    assert ExternalLink.objects.get().status == 200
