"""What is said about a row, what stops it, and what somebody stands for."""

import pytest

from events.models import Event, Venue
from localoffer.editorial.models import Confirmed
from localoffer.editorial.remarks import may_publish, reading_age_of, remarks_of
from localoffer.glossary.models import Term
from localoffer.publishing.applying import trying
from localoffer.publishing.models import published_models
from localoffer.publishing.snapshots import take
from tests.media.factories import make_image
from tests.publishing.examples import example

from .pages import make_page

pytestmark = pytest.mark.django_db


def test_a_good_page_has_no_remarks(django_assert_num_queries):
    page = make_page()
    remarks_of(page)  # the kinds of content are remembered from here on
    # Two of them begin and end a savepoint, one looks for what is missing.
    with django_assert_num_queries(7):
        assert remarks_of(page) == []


def test_what_stops_a_page():
    page = make_page(body='<p>Utilise <a href="/gone/">this page</a></p>')
    assert [each.code for each in remarks_of(page)] == ["link-dead", "link-words", "jargon"]
    assert [each.code for each in may_publish(page)] == ["link-dead"]


def test_an_image_that_is_missing_or_not_live_stops_a_page():
    page = make_page(body='<p>Hills</p><p><img src="/media/images/hills/"></p>')
    image = make_image("coast", state="draft")
    assert [(each.code, each.excerpts) for each in may_publish(page)] == [
        ("image", ("/media/images/hills/",))
    ]
    image.slug = "hills"
    image.save()
    assert [each.code for each in may_publish(page)] == ["image"]
    image.publish()
    assert may_publish(page) == []


def test_a_draft_may_link_to_itself_and_to_what_goes_live_with_it():
    one = make_page("one", '<h2>Costs</h2><p><a href="/two/#h-times">Times</a></p>', "draft")
    two = make_page("two", '<h2>Times</h2><p><a href="#h-times">Times</a></p>', "draft")
    assert [each.excerpts for each in may_publish(one)] == [("Times",)]
    assert may_publish(one, together=[two]) == []
    assert may_publish(two) == []


def test_a_draft_over_a_live_page_is_read_while_it_is_tried():
    page = make_page()
    snapshot = take(page)
    snapshot["fields"]["body"] = '<p><a href="/gone/">Help</a></p>'
    with trying((page, snapshot)):
        assert [each.code for each in may_publish(page)] == ["link-dead"]
    page.refresh_from_db()
    assert may_publish(page) == []


def test_what_somebody_stands_for_is_not_asked_again(admin_user):
    page = make_page(body="<p>Ring 07700 900123.</p>")
    [remark] = may_publish(page)
    other = make_page("other", "<p>Ring 07700 900123.</p>")
    Confirmed.objects.confirm(page, [remark.key], by=admin_user)
    Confirmed.objects.confirm(page, [remark.key], by=admin_user)
    assert may_publish(page) == []
    assert len(may_publish(other)) == 1
    assert Confirmed.objects.get().by == admin_user
    assert "07700" not in Confirmed.objects.get().key


def test_only_questions_can_be_confirmed(admin_user):
    page = make_page(body='<p><a href="/gone/">Help</a></p>')
    Confirmed.objects.confirm(page, [may_publish(page)[0].key], by=admin_user)
    assert len(may_publish(page)) == 1


def test_words_of_live_terms_are_explained():
    page = make_page(body="<p>Ask the EP.</p>")
    assert [each.code for each in remarks_of(page)] == ["acronym"]
    term = Term.objects.create(title="EP", slug="ep", short="a helper", variants="EPS")
    assert [each.code for each in remarks_of(page)] == ["acronym"]
    assert remarks_of(term) == []
    term.publish()
    assert remarks_of(page) == []


def test_owned_rows_and_addresses_are_checked():
    venue = Venue.objects.create(name="Hall", address="1 Road", postcode="AB1 2CD")
    event = Event.objects.create(
        title="Drop-in", slug="drop-in", body="<p>Come</p>", audience="All", venue=venue
    )
    event.materials.create(label="See DETAILS HERE", url="http://127.0.0.1:8000/gone/")
    assert [(each.code, each.label) for each in remarks_of(event)] == [
        ("link-dead", "Material 1: link"),
        ("capitals", "Material 1: label"),
    ]


@pytest.mark.parametrize("model", published_models(), ids=lambda model: model.__name__)
def test_every_kind_of_content_can_be_checked(model):
    row = example(model)
    before = model.objects.values().get(pk=row.pk)
    remarks_of(row)
    assert model.objects.values().get(pk=row.pk) == before


def test_the_reading_age_of_a_row():
    assert reading_age_of(make_page()) is None
    easy = make_page("easy", "<p>The cat sat on the mat.</p>" * 12)
    assert reading_age_of(easy) < 7
