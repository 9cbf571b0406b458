import pytest
from django.test import RequestFactory

from localoffer.ui.context import navigation


@pytest.mark.parametrize(
    ("here", "current"),
    [
        ("/events/", ["", "page"]),
        ("/events/talk/", ["", "true"]),
        ("/eventsful/", ["", ""]),
        ("/", ["", ""]),
    ],
)
def test_the_entry_of_this_page_is_marked(settings, here, current):
    settings.NAVIGATION = [("Questions", "/questions/"), ("Events", "/events/")]
    entries = navigation(RequestFactory().get(here))["navigation"]
    assert [entry["current"] for entry in entries] == current
    assert [entry["path"] for entry in entries] == ["/questions/", "/events/"]


def test_there_are_at_most_six_entries(settings):
    assert 1 <= len(settings.NAVIGATION) <= 6
