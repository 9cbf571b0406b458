"""A publisher is told what waits for them, and nobody else is."""

import pytest

from graduated_response.models import Page
from localoffer.publishing.models import Version
from localoffer.publishing.waiting import waiting_for
from tests.events.factories import make_event
from tests.people.factories import make_person

from .factories import draft_of, make_page

pytestmark = pytest.mark.django_db


def test_what_was_sent_waits_for_those_who_may_publish_it(django_assert_num_queries):
    page, event = make_page(state="live"), make_event("tea")
    first, second = draft_of(event).submit(None), draft_of(page).submit(None)
    draft_of(make_page(slug="draft"))
    approved = draft_of(make_page(slug="approved")).submit(None)
    approved.approve(None)
    publisher, narrow = make_person("Publisher"), make_person("Publisher", Page, name="nat")
    assert waiting_for(publisher) == [first, second]
    with django_assert_num_queries(3):
        assert [version.row for version in waiting_for(publisher)] == [event, page]
    assert waiting_for(narrow) == [second]
    assert waiting_for(make_person("Editor", name="ed")) == []
    assert waiting_for(make_person("Administrator", name="ada")) == [first, second]


def test_the_bin_waits_for_nobody():
    page = make_page(state="live")
    draft_of(page).submit(None)
    page.refresh_from_db()
    page.put_in_bin()
    assert Version.objects.filter(state="submitted").exists()
    assert waiting_for(make_person("Publisher")) == []
