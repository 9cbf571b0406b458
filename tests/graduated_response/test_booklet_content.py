"""What stands in the booklet: the chosen pages in their order, and only what families can see."""

import json

import pytest

from graduated_response.booklet.content import content_of, digest_of, without_gaps
from graduated_response.models import BookletEdition, Step
from localoffer.glossary.models import Term
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from localoffer.site.models import SiteSettings
from tests.media.factories import make_image, make_place

from .booklet_factories import make_booklet, sections_of
from .page_factories import (
    HIDDEN,
    make_band,
    make_contact,
    make_guide,
    make_journey,
    make_page,
    make_worry,
)
from .provision_factories import make_area, make_stage, make_statement

pytestmark = pytest.mark.django_db


def p(*content):
    return {"t": "p", "c": list(content)}


def link_to(place, words):
    return {"t": "link", "c": [words], "to": place}


def strong(words):
    return {"t": "strong", "c": [words]}


def test_the_cover():
    SiteSettings.objects.create(
        pk=1, council_name="Larkshire", email="l@example.org", phone="01632 1"
    )
    place = make_place()
    booklet = make_booklet(summary="All of it.", edition="Autumn", dated="2026-10-01")
    booklet.refresh_from_db()
    booklet.places.add(place)
    assert content_of(booklet) == {
        "title": "Our booklet",
        "edition": "Autumn",
        "summary": "All of it.",
        "dated": "2026-10-01",
        "council": "Larkshire",
        "site": "Local Offer",
        "address": "http://127.0.0.1:8000/graduated-response/booklet/",
        "phone": "01632 1",
        "email": "l@example.org",
        "brand": "#0f5c63",
        "sections": [],
        "places": [
            {"name": "Library", "address": ["1 High Street", "Larkminster"], "hours": "9 to 5"}
        ],
    }


def test_chapters_stand_in_their_order_below_their_parts():
    guide = make_guide()
    make_page("second", guide=guide, position=2)
    make_page("first", guide=guide, position=1)
    booklet = make_booklet(
        {"page": make_page("alone")},
        {"kind": "part", "heading": "How it works"},
        {"guide": guide},
        intro="<p>Hello.</p>",
    )
    assert [(each["level"], each["title"]) for each in content_of(booklet)["sections"]] == [
        (1, "About this booklet"),
        (1, "Page alone"),
        (1, "How it works"),
        (2, "Guide steps"),
        (3, "Page first"),
        (3, "Page second"),
    ]


def test_a_page_has_its_summary_text_and_law():
    page = make_page("rights", body="<h2>Costs</h2><p>None.</p>", law="Code 6.1")
    section = sections_of(make_booklet({"page": page}))["page-rights"]
    assert section["blocks"] == [
        p(strong("About rights.")),
        {"t": "heading", "level": 2, "id": "page-rights-h-costs", "c": ["Costs"]},
        p("None."),
        p(strong("Where the law says so: "), "Code 6.1"),
    ]


def test_a_worry_says_once_what_is_for_all_and_then_what_differs_by_age():
    band = make_band()
    parts = (("today", "<p>Talk.</p>"), ("today", "<p>Ask the SENCo.</p>", band))
    worry = make_worry(parts=parts, body="", summary="")
    contact = make_contact(email="a@example.org")
    worry.parts.get(age_band=band).contacts.add(contact)
    section = sections_of(make_booklet({"page": worry}))["page-learning"]
    heading = {"t": "heading", "level": 2, "c": ["What to do today"], "id": "page-learning-today"}
    assert section["blocks"] == [
        heading,
        p("Talk."),
        {"t": "heading", "level": 2, "id": "page-learning-primary", "c": ["Band primary"]},
        {**heading, "level": 3, "id": "page-learning-primary-today"},
        p("Ask the SENCo."),
        {
            "t": "group",
            "blocks": [
                p(
                    strong("Advice line"),
                    {"t": "br"},
                    "Phone: ",
                    {
                        "t": "link",
                        "href": "tel:01632960000",
                        "c": ["01632 960000"],
                        "shown": "",
                    },
                    {"t": "br"},
                    "E-mail: ",
                    {
                        "t": "link",
                        "href": "mailto:a@example.org",
                        "c": ["a@example.org"],
                        "shown": "",
                    },
                )
            ],
        },
    ]


def test_who_to_speak_to_by_age():
    band = make_band(speak_to="<p>The teacher.</p>")
    band.contacts.add(make_contact(phone="", about="They listen."))
    section = sections_of(make_booklet({"kind": "contacts"}))["contacts"]
    said = p(strong("Advice line"), {"t": "br"}, "They listen.")
    assert section["blocks"] == [
        {"t": "heading", "level": 2, "id": "contacts-primary", "c": ["Band primary"]},
        p("The teacher."),
        {"t": "group", "blocks": [said]},
    ]


@pytest.mark.parametrize(
    ("reading", "wording"), [("parent", " They tell you."), ("setting", " The setting does AS1.")]
)
def test_an_area_in_the_words_for_parents_or_settings(reading, wording):
    area = make_area()
    make_statement("AS1", area, for_parents="They tell you.", how="By letter\nBy phone")
    make_statement("AS2", area)
    booklet = make_booklet({"area": area, "reading": reading})
    assert sections_of(booklet)["area-assessment"]["blocks"] == [
        {
            "t": "group",
            "id": "area-assessment-AS1",
            "blocks": [
                p(strong("AS1"), wording),
                {"t": "ul", "items": [[p("By letter")], [p("By phone")]]},
            ],
        },
        {
            "t": "group",
            "id": "area-assessment-AS2",
            "blocks": [p(strong("AS2"), " The setting does AS2.")],
        },
    ]


def test_a_journey_has_its_steps_with_pages_law_and_what_to_expect():
    plan = make_stage("plan", law="Code 6.48")
    hidden = make_page("zebra", state="draft", law="Zebra 1")
    area = make_area()
    make_statement("AS1", area, stages=[plan], for_parents="They plan with you.")
    journey = make_journey(steps={"Worry": [hidden], "Plan": [plan]}, intro="<h2>Start</h2>")
    Step.objects.filter(title="Plan").update(text="<h2>Goals</h2><p>Agree.</p>")
    link = '<p><a href="/graduated-response/journeys/help/#step-2">Plan</a></p>'
    booklet = make_booklet(
        {"journey": journey}, {"area": area}, {"page": make_page(body=link)}, {"page": plan}
    )
    sections = sections_of(booklet)
    goals = f"journey-help-{Step.objects.get(title='Plan').pk}-goals"
    assert sections["journey-help"]["blocks"] == [
        p(strong("About help.")),
        heading(2, "journey-help-intro-start", "Start"),
        heading(2, "journey-help-step-1", "Step 1: Worry"),
        p("Worry happens."),
        heading(2, "journey-help-step-2", "Step 2: Plan"),
        heading(3, goals, "Goals"),
        p("Agree."),
        p("Read about it:"),
        {"t": "ul", "items": [[p(link_to("page-plan", "Plan: in other words"))]]},
        heading(3, "journey-help-step-2-expect", "What you can expect"),
        p(strong("Assessment")),
        {
            "t": "ul",
            "items": [[p("They plan with you. ", link_to("area-assessment-AS1", "AS1"))]],
        },
        p(strong("Where the law says so: "), "Code 6.48"),
    ]
    assert sections["page-rights"]["blocks"][1] == p(link_to("journey-help-step-2", "Plan"))


def test_a_journey_for_settings_has_their_words():
    plan = make_stage("plan")
    make_statement("AS1", stages=[plan], for_parents="They plan with you.")
    booklet = make_booklet({"journey": make_journey(steps={"Plan": [plan]}), "reading": "setting"})
    said = json.dumps(sections_of(booklet)["journey-help"])
    assert "The setting does AS1." in said
    assert "They plan with you." not in said


def heading(level, key, words):
    return {"t": "heading", "level": level, "id": key, "c": [words]}


def test_links_lead_within_the_booklet_or_say_the_whole_address():
    area = make_area()
    make_statement("AS1", area)
    stage = make_stage("plan", body="<h2>Goals</h2>")
    text = """<p><a href="/graduated-response/plan/">Plan</a>
        <a href="http://127.0.0.1:8000/graduated-response/plan/#h-goals">Goals</a>
        <a href="/graduated-response/plan/#gone">Gone</a>
        <a href="/ordinarily-available-provision/AS1/">AS1</a>
        <a href="#h-here">Here</a>
        <a href="/events/?page=2">Events</a>
        <a href="https://example.org/a">elsewhere</a>
        <a href="mailto:a@example.org">a@example.org</a></p><h2>Here</h2>"""
    booklet = make_booklet({"page": make_page(body=text)}, {"page": stage}, {"area": area})
    paragraph = sections_of(booklet)["page-rights"]["blocks"][1]
    assert [each for each in paragraph["c"] if not isinstance(each, str)] == [
        link_to("page-plan", "Plan"),
        link_to("page-plan-h-goals", "Goals"),
        link_to("page-plan", "Gone"),
        link_to("area-assessment-AS1", "AS1"),
        link_to("page-rights-h-here", "Here"),
        {
            "t": "link",
            "c": ["Events"],
            "href": "http://127.0.0.1:8000/events/?page=2",
            "shown": "127.0.0.1:8000/events/?page=2",
        },
        {
            "t": "link",
            "c": ["elsewhere"],
            "href": "https://example.org/a",
            "shown": "example.org/a",
        },
        {"t": "link", "c": ["a@example.org"], "href": "mailto:a@example.org", "shown": ""},
    ]


@pytest.mark.parametrize("hidden", HIDDEN, ids=["draft", "archived", "later", "over"])
def test_what_families_cannot_see_is_left_out(hidden):
    guide = make_guide()
    make_page("zebra-in-guide", guide=guide, **hidden)
    area = make_area()
    make_statement("AS1", area, title="A zebra.", **hidden)
    Term.objects.create(title="Zebra", slug="zebra", short="a zebra", **hidden)
    image = make_image()
    type(image).objects.filter(pk=image.pk).update(alt="A zebra.", **hidden)
    booklet = make_booklet(
        {"guide": guide},
        {"page": make_page("zebra", **hidden)},
        {"guide": make_guide("zebras", **hidden)},
        {"area": make_area("zebra-area", "ZB", **hidden)},
        {"journey": make_journey("zebra-journey", {"Zebra": []}, **hidden)},
        {"area": area},
        {"page": make_page("seen", body='<p>Look <img src="/media/images/hills/"></p>')},
        {"kind": "glossary"},
    )
    content = content_of(booklet)
    assert "zebra" not in json.dumps(content).lower()
    assert [each["title"] for each in content["sections"]] == [
        "Guide steps",
        "Assessment",
        "Page seen",
    ]


def test_a_draft_over_a_live_page_is_left_out():
    page = make_page()
    snapshot = take(page)
    snapshot["fields"] |= {"title": "Zebra", "body": "<p>Zebra</p>"}
    Version.objects.save_draft(page, snapshot, None)
    content = content_of(make_booklet({"page": page}))
    assert "Zebra" not in json.dumps(content)
    assert content["sections"][0]["title"] == "Page rights"


def test_the_glossary_has_the_words_that_are_used():
    Term.objects.create(title="SENCo", slug="senco", short="a teacher", state="live")
    Term.objects.create(
        title="EHC plan",
        variants="EHCP",
        slug="ehc-plan",
        short="a legal plan",
        body="<p>It says more.</p>",
        state="live",
    )
    Term.objects.create(title="Tribunal", slug="tribunal", short="judges", state="live")
    page = make_page(body='<p>An EHCP. The <a href="/glossary/#term-senco">SENCo</a>.</p>')
    sections = sections_of(make_booklet({"page": page}, {"kind": "glossary"}))
    assert sections["glossary"]["blocks"] == [
        {
            "t": "terms",
            "items": [
                {
                    "id": "glossary-ehc-plan",
                    "term": "EHC plan (also: EHCP)",
                    "blocks": [p("a legal plan"), p("It says more.")],
                },
                {"id": "glossary-senco", "term": "SENCo", "blocks": [p("a teacher")]},
            ],
        }
    ]
    assert sections["page-rights"]["blocks"][1]["c"][1] == link_to("glossary-senco", "SENCo")


def test_a_picture_brings_its_file_and_its_words():
    make_image()
    booklet = make_booklet({"page": make_page(body='<p><img src="/media/images/hills/"></p>')})
    picture = sections_of(booklet)["page-rights"]["blocks"][1]
    assert picture["alt"] == "Green hills."
    assert picture["stored"].endswith(picture["file"])
    assert picture["file"].endswith(".webp")


def test_what_stands_in_it_twice_has_two_ids():
    page = make_page()
    ids = [
        each["id"] for each in content_of(make_booklet({"page": page}, {"page": page}))["sections"]
    ]
    assert ids == ["page-rights", "page-rights-2"]


def test_no_heading_skips_a_level_or_goes_below_the_sixth():
    sections = [
        {"level": 3, "blocks": [{"t": "heading", "level": 9}, {"t": "heading", "level": 9}]},
        {"level": 2, "blocks": [{"t": "heading", "level": 3}]},
    ]
    without_gaps(sections)
    assert [each["level"] for each in sections] == [1, 2]
    assert [each["level"] for each in sections[0]["blocks"]] == [2, 3]


def test_the_digest_tells_contents_apart():
    booklet = make_booklet({"page": make_page()})
    before = digest_of(content_of(booklet), "recipe")
    assert digest_of(content_of(booklet), "recipe") == before
    assert digest_of(content_of(booklet), "other recipe") != before
    booklet.chapters.all().delete()
    assert digest_of(content_of(booklet), "recipe") != before


def test_an_edition_refuses_an_address_of_the_site():
    with pytest.raises(Exception, match="The site needs the address “ask” itself"):
        BookletEdition(name="Ask", slug="ask").clean()
