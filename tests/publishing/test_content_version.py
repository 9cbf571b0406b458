"""Whatever changes the public's view changes the token, and memory hangs on it."""

import pytest
from django.db import transaction

from localoffer.publishing import cache_token
from localoffer.site.models import SitePage, SiteSettings

pytestmark = pytest.mark.django_db


def test_saving_and_deleting_change_the_token():
    tokens = [cache_token.current()]
    page = SitePage.objects.create(title="A", slug="a", body="")
    tokens.append(cache_token.current())
    page.save()
    tokens.append(cache_token.current())
    page.delete()
    tokens.append(cache_token.current())
    SiteSettings(pk=1).save()
    tokens.append(cache_token.current())
    assert len(set(tokens)) == 5


def test_a_rolled_back_change_leaves_the_old_token():
    cache_token.bump()
    before = cache_token.current()
    with transaction.atomic():
        SitePage.objects.create(title="A", slug="a", body="")
        transaction.set_rollback(True)
    assert cache_token.current() == before


def test_a_request_asks_once(rf, django_assert_num_queries):
    cache_token.bump()
    request = rf.get("/")
    with django_assert_num_queries(1):
        assert cache_token.of(request) == cache_token.of(request)


def test_memory_lasts_as_long_as_the_token():
    built = []

    def build():
        built.append(1)
        return len(built)

    assert cache_token.remember("t1", "test of memory", build) == 1
    assert cache_token.remember("t1", "test of memory", build) == 1
    assert cache_token.remember("t2", "test of memory", build) == 2


def test_nothing_is_kept_before_the_first_save():
    built = []
    for _ in range(2):
        cache_token.remember("", "test of emptiness", lambda: built.append(1))
    assert len(built) == 2
