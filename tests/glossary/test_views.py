import re

import pytest
from django.urls import reverse

from localoffer.glossary.models import Term
from tests.public_site import costs

URL = "/glossary/"


def make_term(title, state="live", **fields):
    slug = fields.pop("slug", title.lower().replace(" ", "-"))
    short = fields.pop("short", f"meaning of {title}")
    return Term.objects.create(title=title, slug=slug, short=short, state=state, **fields)


@pytest.fixture
def terms(db):
    make_term("SENCo", variants="SENCO\nco-ordinator", body="<h3>More</h3><p>Text</p>")
    make_term("academy")
    make_term("Appeal")
    make_term("16 plus")
    make_term("Zebra", "draft", body="<p>Zebra body</p>", variants="Zebras of many kinds")
    make_term("Old zebra", "archived")


def test_terms_stand_under_their_letters_in_order(client, terms):
    html = client.get(URL).content.decode()
    assert re.findall(r'<h2 [^>]*id="letter-([^"]+)">', html) == ["0-9", "a", "s"]
    assert re.findall(r'href="#letter-([^"]+)"', html) == ["0-9", "a", "s"]
    assert re.findall(r"<dt><dfn>(.*?)</dfn></dt>", html) == [
        "16 plus",
        "academy",
        "Appeal",
        "SENCo",
    ]
    assert 'id="term-senco"' in html
    assert "<dd>Meaning of academy.</dd>" in html
    assert "Also written: SENCO, co-ordinator" in html
    assert '<h3 id="term-senco-more">More</h3>' in html


def test_unpublished_terms_leave_no_trace(client, terms):
    assert "zebra" not in client.get(URL).content.decode().lower()


def test_the_page_explains_no_word_in_place(client, terms):
    assert "lo-definition" not in client.get(URL).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_same_number_of_queries_however_many_terms(client, count):
    for number in range(count):
        make_term(f"term {number}")
    assert costs(client, URL) == (3, 2)


@pytest.mark.django_db
def test_an_empty_glossary_says_so(client):
    response = client.get(URL)
    assert response.status_code == 200
    assert "There are no words here yet." in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)(URL).status_code == 405


def test_hostile_terms_are_text(client, db):
    make_term("<script>x</script>", slug="x", short='"><img src=x>', variants="<i>y</i>")
    html = client.get(URL).content.decode()
    assert "<script>" not in html
    assert "<img" not in html
    assert "<i>" not in html


def test_staff_add_a_term(admin_client):
    data = {
        "title": "SENCo",
        "slug": "senco",
        "short": "the teacher",
        "variants": "SENCO",
        "body": "<p>a<script>b</script></p>",
        "review_by": "2027-11-22",
        "_publish": "1",
    }
    response = admin_client.post(reverse("admin:glossary_term_add"), data)
    assert response.status_code == 302
    assert Term.objects.values_list("title", "body", "state").get() == ("SENCo", "<p>a</p>", "live")
