"""An event that is over or off does not ask families to come; a venue says one thing of itself."""

import pytest

from events.models import Material
from localoffer.editorial.remarks import may_publish, remarks_of

from .factories import make_event, make_venue

pytestmark = pytest.mark.django_db


def said(row, level="block"):
    found = [each for each in remarks_of(row) if each.code == "contradiction"]
    return [(each.label, each.sentence) for each in found if each.level == level]


@pytest.mark.parametrize(
    ("fields", "dates", "why"),
    [
        ({}, [-3], "is over"),
        ({"status": "cancelled"}, [3], "is cancelled"),
        ({"status": "postponed"}, [3], "is postponed"),
    ],
)
def test_what_does_not_take_place_does_not_say_book_now(fields, dates, why):
    event = make_event(dates=dates, body="<p>Book your place today.</p>", **fields)
    assert said(event) == [("About the event", f"The event {why}, but this asks families to come.")]
    event.body = "<p>Come along.</p>"
    event.save()
    assert said(event) == []
    assert len(said(event, "warn")) == 1


def test_an_event_to_come_may_say_book_now_and_that_its_date_is_to_be_confirmed():
    event = make_event(body="<p>Book now.</p>", when_note="Date to be confirmed")
    assert may_publish(event) == []
    event = make_event("tea", [3], body="<p>Book now.</p>")
    assert may_publish(event) == []
    event.body = "<p>The date is to be confirmed.</p>"
    event.save()
    assert [each.code for each in may_publish(event)] == ["placeholder"]


def test_there_is_no_recording_of_what_has_not_begun():
    event = make_event(dates=[3])
    link = {"label": "Film", "url": "https://films.example/1"}
    Material.objects.create(event=event, kind="recording", **link)
    assert said(event) == [
        ("Material 1: kind", "There cannot be a recording yet: it has not begun.")
    ]


def test_a_free_event_with_a_price_and_a_webinar_with_a_venue_are_doubtful():
    event = make_event(
        dates=[3], body="<p>It costs £5.</p>", kind="webinar", venue=make_venue(address="High St")
    )
    assert [label for label, _ in said(event, "warn")] == ["Cost", "Venue"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"changing_places": True, "accessible_toilet": False},
            "A Changing Places toilet is an accessible toilet. Change one of the two.",
        ),
        (
            {"step_free": True, "access_notes": "There are two steps to the door."},
            "You say that the way in is step-free, and that there are steps.",
        ),
        ({"address": "1 High Street, LK2 2BB"}, "The address holds another postcode."),
    ],
)
def test_a_venue_is_not_saved_with_an_untruth(admin_client, fields, sentence):
    tri = {True: "true", False: "false", None: "unknown"}
    given = {"name": "Barn", "address": "1 High Street", "postcode": "LK1 1AA", "access_notes": ""}
    given |= dict.fromkeys(
        ["step_free", "accessible_toilet", "changing_places", "hearing_loop", "quiet_space",
         "blue_badge_parking"], None)  # fmt: skip
    data = {name: tri.get(value, value) for name, value in (given | fields).items()}
    page = admin_client.post("/admin/events/venue/add/", data).content.decode()
    assert sentence in page
    assert 'name="name" value="Barn"' in page
    fine = {name: tri.get(value, value) for name, value in given.items()}
    assert admin_client.post("/admin/events/venue/add/", fine).status_code == 302
