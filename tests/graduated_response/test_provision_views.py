"""What families and settings read about provision, and what they must not."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from graduated_response.models import (
    EasyReadPicture,
    Edition,
    Resource,
    Statement,
    SubArea,
)
from localoffer.media.models import Rendition
from tests.media.factories import make_document, make_image
from tests.public_site import costs

from .provision_factories import make_area, make_stage, make_statement

pytestmark = pytest.mark.django_db

INDEX = "/ordinarily-available-provision/"
HIDDEN = [
    {"state": "draft"},
    {"state": "archived"},
    {"live_from": timezone.now() + timedelta(days=1)},
    {"expires": timezone.now() - timedelta(days=1)},
]


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def codes(page):
    return re.findall(r'<li class="lo-expectation" id="(\w+)">', page)


def test_index_shows_areas_with_their_counts(client):
    make_statement("AS1", make_area(summary="Finding out."))
    make_statement("AS2")
    make_statement("CI1", make_area("talking", "CI", kind="need"))
    make_area("rooms", "EN")
    page = text_of(client, INDEX)
    cards = re.findall(
        r'lo-card__title"><a href="([^"]+)">([^<]+)</a></h3>\s*<p class="lo-card__meta">([^<]+)',
        page,
    )
    assert cards == [
        (f"{INDEX}assessment/", "Assessment", "2 expectations"),
        (f"{INDEX}rooms/", "Rooms", "0 expectations"),
        (f"{INDEX}talking/", "Talking", "1 expectation"),
    ]
    assert "<p>Finding out.</p>" in page
    assert codes(page) == []


def test_an_area_shows_its_expectations_by_part(client):
    area = make_area(body="<p>Looking and listening.</p>")
    part = SubArea.objects.create(area=area, name="Early signs", slug="early")
    make_statement("AS2", area, sub_area=part)
    make_statement(
        "AS1", area, phases=["primary"], stages=[make_stage()], how="Look.\nListen.", law="5(d)",
        detail="<p>More.</p>",
    )  # fmt: skip
    make_statement("EN1", phases=["secondary"])
    page = text_of(client, f"{INDEX}assessment/")
    assert codes(page) == ["AS1", "AS2"]
    assert page.index('id="AS1"') < page.index("<h3>Early signs</h3>") < page.index('id="AS2"')
    for words in (
        "Looking and listening.", "The setting does AS1.", "Everyone · Primary · Assess",
        "<li>Look.</li>\n<li>Listen.</li>", "<li>5(d) How progress is checked", "<p>More.</p>",
        '<a class="lo-code" href="/ordinarily-available-provision/AS1/">',
    ):  # fmt: skip
        assert words in page


def test_a_filter_finds_what_has_it_and_counts_the_others(client):
    assess = make_stage()
    make_statement("AS1", phases=["primary"], stages=[assess])
    make_statement("AS2", phases=["primary", "secondary"], level="some-children")
    make_statement("EN1", phases=["secondary"])
    assert codes(text_of(client, f"{INDEX}?phase=primary")) == ["AS1", "AS2"]
    assert codes(text_of(client, f"{INDEX}?level=some-children")) == ["AS2"]
    assert codes(text_of(client, f"{INDEX}?need=area-EN")) == ["EN1"]
    assert codes(text_of(client, f"{INDEX}?stage=assess")) == ["AS1"]
    page = text_of(client, f"{INDEX}?phase=secondary&level=everyone")
    assert codes(page) == ["EN1"]
    assert links(page) == {
        "Primary": ("?phase=primary&level=everyone", "1"),
        "Secondary": ("?level=everyone", "1"),
        "Everyone": ("?phase=secondary", "1"),
        "Some children": ("?phase=secondary&level=some-children", "1"),
        "Area en": ("?phase=secondary&level=everyone&need=area-EN", "1"),
    }
    assert '<option value="secondary" selected>Secondary (1)</option>' in page
    assert '<h2 id="expectations">1 expectation: Secondary, Everyone</h2>' in page
    assert f'<a href="{INDEX}">Show everything</a>' in page


def links(page):
    """{label: (query, count)} of the filters with a count beside them."""
    found = re.findall(
        r'<li><a href="([^"]+)"[^>]*>([^<]+?) <span class="lo-filters__count">(\d+)', page
    )
    return {
        label: (href.removeprefix(INDEX).replace("&amp;", "&"), count)
        for href, label, count in found
    }


def test_chosen_filters_can_be_taken_away_one_by_one(client):
    make_statement("AS1", phases=["primary"])
    page = text_of(client, f"{INDEX}?phase=primary&level=everyone&audience=parent")
    for href, label in [
        ("?level=everyone&amp;audience=parent", "Primary"),
        ("?phase=primary&amp;audience=parent", "Everyone"),
    ]:
        assert f'<a href="{INDEX}{href}">{label} <span aria-hidden="true">×</span>' in page


@pytest.mark.parametrize(
    "query",
    ["phase=nowhere", "need=%00", "level=1%27--", "audience=everyone", "stage=draft-stage",
     "phase=", "phase[]=primary", "x=y&level=" + "a" * 5000],
)  # fmt: skip
def test_values_that_nobody_knows_are_ignored(client, query):
    make_stage("draft-stage", state="draft")
    make_statement("AS1")
    page = text_of(client, f"{INDEX}?{query}")
    assert codes(page) == []
    assert "<h2>For every child</h2>" in page
    assert codes(text_of(client, f"{INDEX}area-AS/?{query}")) == ["AS1"]


def test_a_filter_that_finds_nothing_says_so(client):
    make_statement("AS1", phases=["primary"])
    make_statement("AS2", level="some-children")
    page = text_of(client, f"{INDEX}?phase=primary&level=some-children")
    assert codes(page) == []
    assert "Nothing matches all of this." in page


def test_readings_are_chosen_and_what_is_missing_is_said(client):
    make_statement("AS1", title="Setting words.", for_parents="Parent words.", easy_read="Easy.")
    make_statement("AS2", title="Only this.")
    area = f"{INDEX}area-AS/"
    plain, parent = text_of(client, area), text_of(client, f"{area}?audience=parent")
    easy = text_of(client, f"{area}?audience=easy-read")
    assert "Setting words." in plain
    assert "Parent words." not in plain
    assert "</a> Parent words.</p>" in parent
    assert "Settings read it like this: “Setting words.”" in parent
    assert parent.count("We do not have this one in words for parents yet.") == 1
    assert "</a> Only this.</p>" in parent
    assert "</a> Easy.</p>" in easy
    assert easy.count("We do not have this one in Easy Read yet.") == 1
    assert codes(text_of(client, f"{INDEX}?audience=parent")) == ["AS1", "AS2"]


def test_a_stale_reading_stands_below_the_sentence_in_force(client):
    statement = make_statement("AS1", for_parents="Older words.", easy_read="Old.")
    statement.title = "The newest sentence."
    statement.save()
    page = text_of(client, f"{INDEX}area-AS/?audience=parent")
    assert "</a> The newest sentence.</p>" in page
    assert "We have not yet checked our words for parents against it." in page
    assert "as before: “Older words.”" in page
    assert "Older words." not in text_of(client, f"{INDEX}area-AS/")
    assert "checked our Easy Read against it" in text_of(client, f"{INDEX}?audience=easy-read")


def test_easy_read_shows_pictures_beside_its_lines(client):
    statement = make_statement("AS1", easy_read="One.\n\nTwo.")
    hidden = make_image("zebra", state="draft")
    for line, image in [(1, make_image("talk", alt="Two people.")), (3, hidden)]:
        EasyReadPicture.objects.create(statement=statement, line=line, image=image)
    page = text_of(client, f"{INDEX}area-AS/?audience=easy-read")
    width = Rendition.objects.filter(image__slug="talk").order_by("width").first().width
    assert re.findall(r'<li>(?:<img src="([^"]+)"[^>]*alt="([^"]*)"[^>]*>)?<span>(.*?)<', page) == [
        (f"/media/images/talk/{width}/", "Two people.", "One."), ("", "", "Two."),
    ]  # fmt: skip
    assert "zebra" not in page
    assert "/media/" not in text_of(client, f"{INDEX}area-AS/?audience=parent")


def test_law_code_and_resources_stand_with_an_expectation(client):
    statement = make_statement("AS1", law="5(b), 5(i)", code_paragraphs="6.2, 6.44-6.56")
    Resource.objects.create(statement=statement, title="Elsewhere", url="https://example.org/")
    document, hidden = make_document("list"), make_document("hidden", state="draft")
    Resource.objects.create(statement=statement, title="Our list", document=document, position=1)
    Resource.objects.create(statement=statement, title="Hidden", document=hidden, position=2)
    page = text_of(client, f"{INDEX}area-AS/")
    assert re.findall(r"<li>(5\(\w\)) ", page) == ["5(b)", "5(i)"]
    assert "SEND Code of Practice</a>: 6.2, 6.44 to 6.56</p>" in page
    assert page.index('<a href="https://example.org/">Elsewhere</a>') < page.index(
        f'<a href="{document.get_absolute_url()}">Our list</a>'
    )
    assert "Hidden" not in page


def test_paragraphs_of_the_law_narrow_the_list(client):
    make_statement("AS1", law="5(b), 5(i)")
    make_statement("AS2", law="5(i)")
    assert codes(text_of(client, f"{INDEX}?law=i")) == ["AS1", "AS2"]
    page = text_of(client, f"{INDEX}?law=b&audience=parent")
    assert codes(page) == ["AS1"]
    assert "1 expectation: 5(b) How lessons and places are changed to fit them" in page
    assert links(page)["5(i) What staff know and can do, and who else can help"] == (
        "?law=i&audience=parent", "2",
    )  # fmt: skip
    assert codes(text_of(client, f"{INDEX}area-AS/?law=k")) == ["AS1", "AS2"]


OTHER_PAGES = re.compile(rf'href="({INDEX}(?!expectations)[^"#]*)"')


@pytest.mark.parametrize("path", ["?need=area-AS", "area-AS/", "AS2/", "AS1/history/", "editions/"])
def test_the_chosen_reading_stays_in_every_link(client, path):
    make_statement("AS1", phases=["primary"], law="5(b)")
    make_statement("AS2").archive()
    Edition.objects.create(title="2025", slug="2025", state="live")
    asked = path + ("&" if "?" in path else "?") + "audience=parent"
    page = text_of(client, INDEX + asked).partition("govuk-breadcrumbs")[2]
    found = OTHER_PAGES.findall(page)
    others = [link for link in found if "audience=" not in link]
    assert len(found) > 1
    assert others == []


def test_lists_come_in_pages_that_keep_the_choice(client):
    area = make_area()
    for number in range(1, 28):
        make_statement(f"AS{number}", area, phases=["primary"])
    page = text_of(client, f"{INDEX}assessment/?phase=primary&audience=parent")
    assert codes(page)[-1] == "AS25"
    assert 'href="?phase=primary&amp;audience=parent&amp;page=2"' in page
    assert codes(text_of(client, f"{INDEX}assessment/?page=2")) == ["AS26", "AS27"]
    assert codes(text_of(client, f"{INDEX}?phase=primary&page=2")) == ["AS26", "AS27"]
    for bad in ("3", "0", "-1", "x", "9" * 5000):
        assert client.get(f"{INDEX}assessment/?page={bad}").status_code == 404


def test_a_code_leads_to_its_place(client):
    area = make_area()
    for number in range(1, 28):
        make_statement(f"AS{number}", area)
    for asked, place in [
        ("AS1", "assessment/#AS1"),
        ("as2", "assessment/#AS2"),
        ("As26", "assessment/?page=2#AS26"),
        ("AS27/?audience=easy-read", "assessment/?audience=easy-read&page=2#AS27"),
        ("AS3/?audience=nobody&next=//evil.example", "assessment/#AS3"),
    ]:
        path, _, query = asked.partition("/?")
        response = client.get(f"{INDEX}{path}/?{query}")
        assert (response.status_code, response["Location"]) == (302, INDEX + place)
    for unknown in ("AS99", "ZZ1", "assessmen"):
        assert client.get(f"{INDEX}{unknown}/").status_code == 404


@pytest.mark.parametrize("hidden", HIDDEN, ids=["draft", "archived", "scheduled", "expired"])
def test_what_is_not_live_is_nowhere(client, hidden):
    make_statement("AS1", title="Seen.")
    make_statement("AS2", title="Zebra.", for_parents="Zebra.", phases=["primary"], **hidden)
    make_statement("EN1", make_area("zebra", "EN", **hidden), title="Zebra.", phases=["primary"])
    pages = ["", "?level=everyone", "?phase=primary", "area-AS/", "expectations.csv", "print/"]
    for path in pages:
        assert "zebra" not in text_of(client, INDEX + path).lower()
    assert "1 expectation<" in text_of(client, INDEX)
    for path in ("AS2/", "EN1/", "zebra/", "?page=2"):
        assert client.get(INDEX + path).status_code == 404


@pytest.fixture
def staff_client(client):
    user = User.objects.create_user("editor", is_staff=True)
    names = ["edit_everywhere", "view_statement", "view_area"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


@pytest.mark.parametrize(("code", "area_state"), [("AS1", "live"), ("EN1", "draft")])
def test_staff_see_an_unpublished_expectation_at_its_code(staff_client, code, area_state):
    area = make_area("rooms", code.rstrip("1"), state=area_state)
    make_statement(code, area, title="Soon.", state="draft" if area_state == "live" else "live")
    response = staff_client.get(f"{INDEX}{code.lower()}/")
    assert response.status_code == 200
    assert "Soon." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_staff_see_an_unpublished_area_with_its_drafts(staff_client):
    area = make_area("rooms", "EN", state="draft")
    make_statement("EN1", area, state="draft")
    make_statement("EN2", area)
    make_statement("EN3", area, state="archived")
    response = staff_client.get(f"{INDEX}rooms/")
    assert codes(response.content.decode()) == ["EN1", "EN2"]
    assert "no-store" in response["Cache-Control"]


def test_staff_without_the_permission_see_no_preview(staff_client):
    User.objects.get().user_permissions.clear()
    make_statement("AS1", state="draft")
    assert staff_client.get(f"{INDEX}AS1/").status_code == 404


@pytest.mark.parametrize("path", ["", "area-AS/", "AS1/", "expectations.csv", "print/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "trace", "patch"])
def test_reads_answer_nothing_else(client, path, method):
    make_statement("AS1")
    assert getattr(client, method)(INDEX + path).status_code == 405


def test_texts_are_escaped(client):
    attack = "<script>alert(1)</script>{{ 7|add:7 }}"
    make_statement("AS1", make_area(title=attack), title=attack, for_parents=attack, how=attack)
    for path in ("", "?level=everyone", "assessment/?audience=parent", "print/"):
        page = text_of(client, INDEX + path)
        assert "<script>" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page


def content(number):
    area = make_area()
    assess = make_stage()
    for place in range(1, number + 1):
        part = SubArea.objects.create(area=area, name=f"Part {place}", slug=f"part-{place}")
        make_statement(f"AS{place}", area, sub_area=part, phases=["primary"], stages=[assess])
        make_area(f"area-{place}", f"B{'ABC'[place - 1]}")


# Warm, the token of the content is asked for, and the rows. Cold, so are the frame and the filters.
QUERIES = [
    ("", 1, 3),
    ("?phase=primary&stage=assess", 2, 4),
    ("assessment/", 2, 4),
    ("area-1/", 2, 4),
    ("AS1/", 3, 4),
    ("expectations.csv", 2, 3),
    ("print/?stage=assess", 2, 4),
]


@pytest.mark.parametrize(("path", "warm", "cold"), QUERIES)
@pytest.mark.parametrize("number", [1, 3])
def test_queries(client, path, warm, cold, number):
    content(number)
    assert costs(client, INDEX + path) == (cold, warm)


def test_a_change_shows_at_once(client):
    statement = make_statement("AS1")
    assert "1 expectation<" in text_of(client, INDEX)
    statement.archive()
    assert "0 expectations<" in text_of(client, INDEX)
    assert Statement.objects.get().state == "archived"
