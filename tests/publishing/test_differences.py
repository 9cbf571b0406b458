"""What an editor reads when two versions are compared."""

import pytest

from graduated_response.models import AgeBand, Contact, Part
from localoffer.publishing.differences import difference
from localoffer.publishing.marked_words import lines_of_html, marked
from localoffer.publishing.models import published_models
from localoffer.publishing.snapshots import take
from tests.events.factories import make_event, make_venue

from .examples import change_all, example
from .factories import as_a_draft, make_cycle, make_page


@pytest.mark.parametrize(
    ("before", "after", "marked_before", "marked_after"),
    [
        ("one two", "one two", "<p>one two</p>", "<p>one two</p>"),
        ("one two", "one three", "<p>one <del>two</del></p>", "<p>one <ins>three</ins></p>"),
        ("one", "", "<p><del>one</del></p>", ""),
        ("", "one", "", "<p><ins>one</ins></p>"),
        ("a b c", "a c", "<p>a <del>b</del> c</p>", "<p>a c</p>"),
        ("a\nb", "a\nnew\nb", "<p>a</p><p>b</p>", "<p>a</p><p><ins>new</ins></p><p>b</p>"),
        ("<b> & x", "<b> x", "<p>&lt;b&gt; <del>&amp;</del> x</p>", "<p>&lt;b&gt; x</p>"),
        ("a {} b", "a {0} b", "<p>a <del>{}</del> b</p>", "<p>a <ins>{0}</ins> b</p>"),
    ],
)
def test_words_are_marked_and_escaped(before, after, marked_before, marked_after):
    assert marked(before.splitlines(), after.splitlines()) == (marked_before, marked_after)


def test_rich_text_tells_headings_and_where_links_lead():
    html = (
        '<h2>How</h2><p>Ask <a href="/a/?b=1&amp;c=2">us</a>.</p><ul><li>Now</li><li>Soon</li></ul>'
    )
    assert lines_of_html(html) == ["Heading 2: How", "Ask us [/a/?b=1&c=2].", "Now", "Soon"]


def test_a_change_of_an_image_is_seen():
    before, after = (
        lines_of_html(f'<p>Look:</p><p><img src="/media/images/{slug}/"></p>')
        for slug in ("hills", "coast")
    )
    assert before == ["Look:", "[image /media/images/hills/]"]
    assert marked(before, after)[1] == (
        "<p>Look:</p><p>[image <ins>/media/images/coast/]</ins></p>"
    )


def changes_of(row, edit):
    return [tuple(change) for change in difference(take(row), as_a_draft(row, edit))]


@pytest.mark.django_db
def test_nothing_changed():
    page = make_page(2)
    assert difference(take(page), take(page)) == []


@pytest.mark.django_db
def test_each_kind_of_value_is_shown_in_words():
    event = make_event(dates=[], venue=None, kind="forum")
    venue = make_venue()

    def edit():
        event.venue, event.kind, event.slug = venue, "training", "tea"
        event.title, event.body = "Event tea", "<h2>Tea</h2>"
        event.save()

    assert changes_of(event, edit) == [
        ("Title", "changed", "<p>Event <del>coffee</del></p>", "<p>Event <ins>tea</ins></p>"),
        ("Address", "changed", "coffee", "tea"),
        ("Kind", "changed", "Forum", "Training"),
        (
            "About the event",
            "changed",
            "<p><del>All about coffee.</del></p>",
            "<p><ins>Heading 2: Tea</ins></p>",
        ),
        ("Venue", "changed", "", "Long Barn"),
    ]


@pytest.mark.django_db
def test_rows_that_belong_to_it_are_named():
    event = make_event()
    event.dates.create(starts="2027-07-01 09:00Z", ends="2027-07-01 10:00Z")

    def edit():
        event.dates.update(cancelled=True, starts="2027-07-01 08:00Z")
        event.materials.create(label="Slides", url="https://a.example/", kind="slides")

    name = "Date “Thursday 1 July 2027, 9am to 11am (cancelled)”"
    assert changes_of(event, edit) == [
        (f"{name}: starts", "changed", "1 July 2027, 10:00", "1 July 2027, 09:00"),
        (f"{name}: cancelled on this date", "changed", "No", "Yes"),
        ("Material “Slides”: label", "added", "", "<p><ins>Slides</ins></p>"),
        ("Material “Slides”: link", "added", "", "https://a.example/"),
        ("Material “Slides”: kind", "added", "", "Slides"),
    ]


@pytest.mark.django_db
def test_rows_of_the_same_name_are_counted_and_ties_are_listed():
    page = make_page(2)
    contacts = [Contact.objects.create(name=name) for name in ("SENCo", "Nurse")]

    def edit():
        page.parts.last().contacts.set(contacts)
        page.parts.first().delete()
        Part.objects.create(
            page=page,
            role=Part.Role.TODAY,
            text="<p>New</p>",
            age_band=AgeBand.objects.get(slug="band-0"),
        )

    assert changes_of(page, edit) == [
        ("Part 1 “What to do today”: heading", "removed", "What to do today", ""),
        ("Part 1 “What to do today”: age band", "removed", "Band 0", ""),
        ("Part 1 “What to do today”: text", "removed", "<p><del>Part 0</del></p>", ""),
        ("Part 1 “What to do today”: contacts", "changed", "", "Nurse, SENCo"),
        ("Part 2 “What to do today”: heading", "added", "", "What to do today"),
        ("Part 2 “What to do today”: age band", "added", "", "Band 0"),
        ("Part 2 “What to do today”: text", "added", "", "<p><ins>New</ins></p>"),
    ]


@pytest.mark.django_db
def test_rows_that_refer_to_each_other_are_named():
    cycle = make_cycle()

    def edit():
        cycle.did.update(due="2027-03-04")
        cycle.did.get().said.clear()

    assert changes_of(cycle, edit) == [
        ("We did “Faster letters”: planned for", "changed", "", "4 March 2027"),
        ("We did “Faster letters”: said", "changed", "Slow letters", ""),
    ]


@pytest.mark.django_db
def test_a_change_of_looks_only_is_told():
    page = make_page(body="<p>Ask us</p>")

    def edit():
        page.body = "<p>Ask <strong>us</strong></p>"
        page.save()

    assert changes_of(page, edit) == [
        ("Text", "formatting", "<p>Ask us</p>", "<p>Ask us</p>"),
    ]


@pytest.mark.django_db
def test_old_snapshots_can_still_be_compared():
    event = make_event(dates=[1], venue=make_venue())
    new = take(event)
    old = take(event)
    del old["fields"]["cost"]
    old["fields"] |= {"venue": 10**6, "colour": "red"}
    old["owned"]["events.eventdate"][0]["fields"]["starts"] = None
    old["owned"]["events.lost"] = [{"pk": 1, "fields": {}, "many": {}}]
    first, second = difference(old, new)
    assert first[:3] == ("Venue", "changed", "(deleted)")
    assert second.label.endswith(": starts")


@pytest.mark.django_db
@pytest.mark.parametrize("model", published_models(), ids=lambda model: model.__name__)
def test_every_kind_can_be_compared_in_few_queries(model, django_assert_max_num_queries):
    row = example(model)
    one = take(row)
    change_all(row)
    other = take(row)
    with django_assert_max_num_queries(7):  # one for each kind of row outside
        changes = difference(one, other)
    assert len(changes) >= 3
    assert {change.kind for change in changes} <= {"changed", "added", "removed", "formatting"}
