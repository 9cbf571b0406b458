"""What families read of the Graduated Response, and what they must not."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from tests.public_site import costs

from .page_factories import (
    HIDDEN,
    make_band,
    make_contact,
    make_guide,
    make_journey,
    make_page,
    make_worry,
    text_of,
)
from .provision_factories import make_statement

pytestmark = pytest.mark.django_db

STAGES = ("assess", "plan", "do", "review")


def make_stages(**fields):
    return [
        make_page(slug, kind="stage", position=place, **fields) for place, slug in enumerate(STAGES)
    ]


def test_the_start_offers_worries_first_then_stages_guides_and_pages(client):
    make_worry()
    make_stages()
    make_page("inside", guide=make_guide())
    make_page("outside")
    page = text_of(client, "/graduated-response/")
    order = [
        page.index(f'href="/graduated-response/{path}/"')
        for path in ["learning", *STAGES, "guides/steps", "outside"]
    ]
    assert order == sorted(order)
    assert "/graduated-response/inside/" not in page


def test_a_page_of_a_hidden_guide_is_still_found_but_its_guide_is_not_named(client):
    make_page("inside", guide=make_guide(title="Zebra", state="draft"))
    assert 'href="/graduated-response/inside/"' in text_of(client, "/graduated-response/")
    assert "Zebra" not in text_of(client, "/graduated-response/inside/")


def test_an_empty_start_says_whom_to_ask(client):
    assert 'Please <a href="/contact/">contact us</a>' in text_of(client, "/graduated-response/")


def test_a_page_says_where_the_law_says_so_and_when_it_is_checked_but_not_by_whom(client):
    review = timezone.localdate() + timedelta(days=40)
    make_page(law="Code 6.45", review_by=review, owner="owner@larkshire.example", notes="Secret")
    page = text_of(client, "/graduated-response/rights/")
    assert '<h1 class="govuk-heading-xl">Page rights</h1>' in page
    assert "<strong>Where the law says so:</strong> Code 6.45" in page
    assert f'<time datetime="{review:%Y-%m-%d}">' in page
    assert "owner@larkshire.example" not in page
    assert "Secret" not in page


def test_a_page_past_its_review_promises_no_date_that_is_over(client):
    make_page(review_by=timezone.localdate() - timedelta(days=1))
    page = text_of(client, "/graduated-response/rights/")
    assert "Page last updated" in page
    assert "We will check it again" not in page


def test_pages_of_a_guide_have_contents_and_neighbours(client):
    guide = make_guide()
    for place, slug in enumerate(["one", "two", "three"]):
        make_page(slug, guide=guide, position=place)
    make_page("hidden", guide=guide, position=1, title="Zebra", state="draft")
    page = text_of(client, "/graduated-response/two/")
    assert '<li aria-current="page">Page two</li>' in page
    assert 'href="/graduated-response/one/" rel="prev"' in page
    assert 'href="/graduated-response/three/" rel="next"' in page
    assert 'href="/graduated-response/guides/steps/print/"' in page
    assert "Zebra" not in page
    assert 'rel="prev"' not in text_of(client, "/graduated-response/one/")
    assert 'rel="next"' not in text_of(client, "/graduated-response/three/")


def test_a_stage_shows_its_parts_in_order_and_the_picture_marks_it(client):
    make_stages()
    make_page("other", position=9)
    assess = make_page(
        "later", parts=(("ask", "<p>Ask.</p>"), ("setting", "<p>We do.</p>")), kind="stage"
    )
    page = text_of(client, f"/graduated-response/{assess.slug}/")
    assert page.index("What the school or setting does") < page.index("Questions to ask")
    page = text_of(client, "/graduated-response/plan/")
    assert page.count("lo-cycle__part--current") == 1
    assert "This page is about Page plan." in page
    assert 'href="/graduated-response/assess/" rel="prev"' not in page  # "later" stands between
    assert 'href="/graduated-response/do/" rel="next"' in page
    assert "/graduated-response/other/" not in page


def test_a_worry_offers_ages_and_what_is_the_same_for_all(client):
    primary, early = make_band(position=2), make_band("early-years", position=1)
    make_worry(
        parts=(
            ("today", "<p>Listen first.</p>"),
            ("speak", "<p>The teacher.</p>", primary),
            ("speak", "<p>The key person.</p>", early),
        )
    )
    make_band("adults")
    page = text_of(client, "/graduated-response/learning/")
    assert page.index("/learning/early-years/") < page.index("/learning/primary/")
    assert "/learning/adults/" not in page
    assert "Listen first." in page
    assert "The teacher." not in page


def test_a_worry_without_parts_for_an_age_offers_every_age(client):
    make_band()
    make_worry(parts=(("today", "<p>Listen first.</p>"),))
    assert "/learning/primary/" in text_of(client, "/graduated-response/learning/")
    assert "Listen first." in text_of(client, "/graduated-response/learning/primary/")


def test_a_worry_at_an_age_is_one_page_with_everything(client):
    primary = make_band(speak_to="<p>Start with the teacher.</p>")
    primary.contacts.add(make_contact("School nurse"))
    secondary = make_band("secondary")
    worry = make_worry(
        parts=(
            ("if_not", "<p>Write again.</p>"),
            ("speak", "<p>Then the SENCo.</p>", primary),
            ("speak", "<p>The tutor.</p>", secondary),
            ("today", "<p>Listen first.</p>"),
        )
    )
    worry.parts.get(age_band=primary).contacts.add(make_contact(email="advice@larkshire.example"))
    worry.parts.get(age_band=secondary).contacts.add(make_contact("Tutor team"))
    page = text_of(client, "/graduated-response/learning/primary/")
    words = [
        "Band primary</span></h1>", "What to do today", "Listen first.", "Who to speak to",
        "Start with the teacher.", "Then the SENCo.", "Advice line", "School nurse",
        "What to do if it does not happen", "Write again.", "/learning/secondary/",
    ]  # fmt: skip
    assert [word for word in words if word not in page] == []
    order = [page.index(word) for word in words]
    assert order == sorted(order)
    assert 'href="tel:01632960000"' in page
    assert 'href="mailto:advice@larkshire.example"' in page
    assert "The tutor." not in page
    assert "Tutor team" not in page


@pytest.mark.parametrize("path", ["learning/unknown/", "learning/adults/", "rights/primary/"])
def test_an_age_that_does_not_fit_is_not_found(client, path):
    make_worry(parts=(("speak", "<p>The teacher.</p>", make_band()),))
    make_band("adults")
    make_page()
    assert client.get(f"/graduated-response/{path}").status_code == 404


def test_a_guide_lists_its_pages_and_prints_them_all(client):
    guide = make_guide(intro="<h2>Welcome</h2><p>Read in order.</p>")
    make_page("one", guide=guide, body="<h2>First heading</h2><p>One.</p>")
    make_page(
        "assess", kind="stage", guide=guide, position=2,
        parts=(("you", "<p>Write it down.</p>"), ("setting", "<p>Looks.</p>")),
    )  # fmt: skip
    make_page("hidden", guide=guide, title="Zebra", state="draft")
    contents = text_of(client, "/graduated-response/guides/steps/")
    assert contents.index("/graduated-response/one/") < contents.index(
        "/graduated-response/assess/"
    )
    whole = text_of(client, "/graduated-response/guides/steps/print/")
    assert '<h2 id="one">1. Page one</h2>' in whole
    assert '<h3 id="one-first-heading">First heading</h3>' in whole
    assert whole.index("<h3>What the school or setting does</h3>") < whole.index("Write it down.")
    assert "Zebra" not in contents + whole


@pytest.mark.parametrize("fields", HIDDEN, ids=["draft", "archived", "scheduled", "expired"])
def test_what_is_not_live_is_nowhere(client, fields):
    make_band()
    guide = make_guide()
    make_page("seen", guide=guide, kind="stage")
    make_page("zebra-page", title="Zebra", guide=guide, **fields)
    make_page("zebra-stage", kind="stage", title="Zebra", **fields)
    make_page("zebra-alone", title="Zebra", **fields)
    make_worry("zebra-worry", title="Zebra", **fields)
    make_guide("zebra-guide", title="Zebra", **fields)
    for path in ["", "seen/", "guides/steps/", "guides/steps/print/"]:
        page = text_of(client, f"/graduated-response/{path}")
        assert "zebra" not in page.lower(), path
    assert "Zebra" not in Template("{% load graduated_response %}{% worry_links %}").render(
        Context()
    )
    for path in ["zebra-page", "zebra-stage", "zebra-worry", "zebra-worry/primary",
                 "guides/zebra-guide",                 "guides/zebra-guide/print"]:  # fmt: skip
        assert client.get(f"/graduated-response/{path}/").status_code == 404


def test_staff_preview_every_kind_of_page_and_nothing_keeps_it(client, admin_client):
    make_band()
    guide = make_guide(state="draft")
    make_page("draft-stage", kind="stage", guide=guide, state="draft")
    make_worry("draft-worry", state="draft")
    for path in [
        "draft-stage",
        "draft-worry",
        "draft-worry/primary",
        "guides/steps",
        "guides/steps/print",
    ]:
        assert client.get(f"/graduated-response/{path}/").status_code == 404
        response = admin_client.get(f"/graduated-response/{path}/")
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert "Only staff see this page until it is live." in response.content.decode()


def test_worry_links_are_one_query(django_assert_num_queries):
    for slug in ("one", "two", "three"):
        make_worry(slug)
    make_page()
    with django_assert_num_queries(1):
        html = Template("{% load graduated_response %}{% worry_links %}").render(Context())
    assert html.count('<li class="lo-card">') == 3
    assert "/graduated-response/rights/" not in html


@pytest.mark.parametrize("items", [1, 3])
@pytest.mark.parametrize(
    ("path", "first", "usual"),
    [
        ("", 5, 3),
        ("one-0/", 4, 2),
        ("stage-0/", 6, 4),
        ("worry-0/", 5, 3),
        ("worry-0/band-0/", 5, 3),
        ("guides/steps/", 4, 3),
        ("guides/steps/print/", 5, 4),
    ],
)
def test_queries(client, items, path, first, usual):
    guide = make_guide()
    bands = [make_band(f"band-{n}") for n in range(items)]
    for n in range(items):
        contact = make_contact(f"Team {n}")
        make_page(f"one-{n}", guide=guide)
        stage = make_page(f"stage-{n}", kind="stage", guide=guide, parts=(("you", "<p>You.</p>"),))
        worry = make_worry(f"worry-{n}", parts=tuple(("speak", "<p>Them.</p>", b) for b in bands))
        for part in [*stage.parts.all(), *worry.parts.all()]:
            part.contacts.add(contact)
        make_statement(f"AS{n + 1}", stages=[stage])
        make_journey(f"journey-{n}", {f"Step {n}": [stage, worry]})
    assert costs(client, f"/graduated-response/{path}") == (first, usual)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_reads_only(client, method):
    make_worry()
    make_band()
    make_guide()
    for path in ["", "learning/", "learning/primary/", "guides/steps/", "guides/steps/print/"]:
        assert getattr(client, method)(f"/graduated-response/{path}").status_code == 405
