"""All that fits a filter, on one page to print."""

import re

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from graduated_response.models import EasyReadPicture, Edition
from graduated_response.views import provision_print
from tests.media.factories import make_image

from .provision_factories import make_area, make_statement

pytestmark = pytest.mark.django_db

INDEX = "/ordinarily-available-provision/"
ROW = re.compile(r'<tr id="(\w+)"><th scope="row"><a href="(.*?)">\w+</a></th><td>(.*?)</td>')


def rows(client, query=""):
    page = client.get(f"{INDEX}print/{query}").content.decode()
    return [(code, words) for code, _, words in ROW.findall(page)]


def head(page):
    return dict(re.findall(r'list__key">(.*?)</dt><dd.*?>(?:<a.*?>)?(.*?)</', page))


@pytest.fixture
def thirty():
    area = make_area()
    for number in range(1, 31):
        make_statement(f"AS{number}", area, how="Look.\nListen.", phases=["primary"])
    rooms = make_area("rooms", "EN")
    make_statement("EN1", rooms, for_parents="Plain words.", level="some", phases=["secondary"])


def test_a_filtered_list_leads_to_all_of_it_in_the_same_words(client, thirty):
    listed = client.get(f"{INDEX}?phase=primary&audience=parent&page=2").content.decode()
    href = f"{INDEX}print/?phase=primary&amp;audience=parent"
    assert f'<a href="{href}" rel="nofollow">Print or save all 30 on one page</a>' in listed
    area = client.get(f"{INDEX}rooms/").content.decode()
    assert f'<a href="{INDEX}print/?need=rooms" rel="nofollow">Print or save it</a>' in area
    index = client.get(INDEX).content.decode()
    assert f'<a href="{INDEX}print/" rel="nofollow">Print or save all 31' in index


def test_it_has_every_code_with_its_words_and_ways(client, settings, thirty):
    settings.SITE_URL = "https://larkshire.example"
    Edition.objects.create(title="2026", slug="2026", state="live")
    response = client.get(f"{INDEX}print/?phase=primary&level=everyone&page=9")
    page = response.content.decode()
    assert ROW.findall(page) == [
        (f"AS{number}", f"{INDEX}AS{number}/",
         f'The setting does AS{number}.<p class="lo-card__meta">Everyone · Primary</p>')
        for number in range(1, 31)
    ]  # fmt: skip
    assert page.count("<ul><li>Look.</li><li>Listen.</li></ul>") == 30
    facts = head(page)
    assert facts == {
        "Chosen": "Primary, Everyone",
        "In words for": "Settings",
        "Edition": "2026 edition, with all changes since",
        "As on": date_format(timezone.localdate(), "j F Y"),
        "Address": f"https://larkshire.example{INDEX}?phase=primary&amp;level=everyone",
    }
    assert response["X-Robots-Tag"] == "noindex"


def test_it_is_in_the_words_that_were_chosen(client, thirty):
    meta = '<p class="lo-card__meta">Some · Secondary</p>'
    assert rows(client, "?need=rooms&audience=parent") == [("EN1", f"Plain words.{meta}")]
    borrowed = f"The setting does EN1.<p>Not in these words yet.</p>{meta}"
    assert rows(client, "?need=rooms&audience=easy-read") == [("EN1", borrowed)]


def test_easy_read_has_its_pictures_and_older_words_their_remark(client):
    statement = make_statement("AS1", easy_read="One.", for_parents="Older words.")
    EasyReadPicture.objects.create(statement=statement, line=1, image=make_image("talk"))
    page = client.get(f"{INDEX}print/?audience=easy-read").content.decode()
    assert re.search(r'<td>.*?<img src="/media/images/talk/\d+/"', page, re.DOTALL)
    statement.title = "The newest sentence."
    statement.save()
    page = client.get(f"{INDEX}print/?audience=parent").content.decode()
    assert "<td>The newest sentence.<p>We changed this one." in page
    assert "older words for it: “Older words.”</p>" in page


@pytest.mark.parametrize("query", ["phase=nowhere", "need=%00", "audience=x", "page=x", "law=k"])
def test_values_that_nobody_knows_are_ignored(client, query):
    make_statement("AS1")
    page = client.get(f"{INDEX}print/?{query}").content.decode()
    assert head(page)["Chosen"] == "Everything"
    assert len(ROW.findall(page)) == 1


def test_one_that_finds_nothing_says_so(client):
    make_statement("AS1", phases=["primary"])
    make_statement("AS2", level="some")
    page = client.get(f"{INDEX}print/?phase=primary&level=some").content.decode()
    assert "Nothing matches all of this." in page


def test_what_is_too_long_says_what_is_left_out(client, monkeypatch, thirty):
    monkeypatch.setattr(provision_print, "MOST", 3)
    page = client.get(f"{INDEX}print/").content.decode()
    assert len(ROW.findall(page)) == 3
    assert "the first 3 expectations. 28 more fit" in page
