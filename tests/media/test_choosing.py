"""What the editor of rich text offers to choose from: no more than this person may see."""

import pytest

from localoffer.media.models import Document, Image
from tests.people.factories import make_person

from .factories import make_image

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/media/image/choose/"


def titles(client, query: str = "") -> list[str]:
    return [image["title"] for image in client.get(ADDRESS, {"q": query}).json()["images"]]


def test_an_image_is_offered_with_all_that_helps_to_choose(admin_client):
    make_image("hills", title="Hills")
    make_image("lines", title="Lines", alt="", decorative=True, state="draft")
    assert admin_client.get(ADDRESS).json() == {
        "found": 2,
        "images": [
            {
                "address": "/media/images/lines/",
                "title": "Lines",
                "words": "Only decoration: screen readers pass over it.",
                "state": "Draft",
                "thumbnail": "/media/images/lines/480/",
            },
            {
                "address": "/media/images/hills/",
                "title": "Hills",
                "words": "Green hills.",
                "state": "",
                "thumbnail": "/media/images/hills/480/",
            },
        ],
        "add": "/admin/media/image/add/",
    }


def test_words_of_title_and_alternative_text_are_looked_for(admin_client):
    make_image("hills", title="The hills", alt="A green wood.")
    make_image("coast", title="The coast", alt="A grey sea.")
    assert titles(admin_client, "the") == ["The coast", "The hills"]
    assert titles(admin_client, "GREEN the") == ["The hills"]
    assert titles(admin_client, "100% \x00' _") == []


def test_what_is_archived_or_has_no_picture_is_not_offered(admin_client):
    make_image("old").archive()
    make_image("binned").put_in_bin()
    Image.objects.create(
        title="Empty", slug="empty", alt="Nothing.", state="live", original="media/none.jpg"
    )
    assert titles(admin_client) == []


@pytest.mark.parametrize(
    ("role", "mine", "expected"),
    [
        ("Editor", None, ["Draft", "Live"]),
        ("Contributor", Image, ["Draft", "Live"]),
        ("Contributor", Document, ["Live"]),
        ("Survey analyst", None, ["Live"]),
    ],
)
def test_drafts_are_for_those_who_may_see_them(client, role, mine, expected):
    make_image("live", title="Live")
    make_image("draft", title="Draft", state="draft")
    client.force_login(make_person(role, *([mine] if mine else [])))
    answer = client.get(ADDRESS).json()
    assert [image["title"] for image in answer["images"]] == expected
    assert bool(answer["add"]) == ("Draft" in expected)


def test_only_staff_ask_and_nobody_sends(client, admin_client):
    assert client.get(ADDRESS).status_code == 302
    assert admin_client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_long_list_is_cut_and_costs_the_same(admin_client, django_assert_num_queries, count):
    Image.objects.bulk_create(
        Image(title=f"I{n}", slug=f"i{n}", alt="x", state="live", width=1, original="x")
        for n in range(count)
    )
    with django_assert_num_queries(5):
        answer = admin_client.get(ADDRESS).json()
    assert (answer["found"], len(answer["images"])) == (count, min(count, 24))
