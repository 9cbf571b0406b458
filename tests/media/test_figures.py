"""Images in rich text: what families see, what paper gets, and what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from localoffer.media.figures import figures_in, why_not_shown
from localoffer.richtext.addresses import image_address
from localoffer.site.models import SitePage

from .factories import make_image

pytestmark = pytest.mark.django_db
SHOWN = (
    '<p><img class="lo-picture" src="/media/images/hills/600/" '
    'srcset="/media/images/hills/480/ 480w, /media/images/hills/600/ 600w" '
    'sizes="(min-width: 40rem) 40rem, 100vw" width="600" height="1200" alt="Green hills." '
    'decoding="async"></p>'
)


def text(*slugs: str) -> str:
    images = "".join(f'<p><img src="/media/images/{slug}/"></p>' for slug in slugs)
    return f"<p>Before</p>{images}<p>After</p>"


def make_page(*slugs: str) -> SitePage:
    return SitePage.objects.create(title="A page", slug="a-page", body=text(*slugs), state="live")


def prose(client) -> str:
    page = client.get("/a-page/").content.decode()
    return page.partition('<div class="lo-prose">')[2].partition("</div>")[0]


def test_the_cleaner_knows_the_address_of_images():
    for address in (
        reverse("media:image", args=["a-B_1"]),
        reverse("media:rendition", args=["a-B_1", 9]),
    ):
        assert image_address(address) == "/media/images/a-B_1/"


def test_families_see_the_image_with_its_words_in_the_size_that_fits(client):
    image = make_image()
    make_page("hills")
    assert prose(client) == f"<p>Before</p>{SHOWN}<p>After</p>"
    image.alt, image.decorative = "", True
    image.save()
    assert 'alt="" decoding' in prose(client)


def test_an_image_that_is_not_live_leaves_nothing_behind(client, admin_client):
    image = make_image(state="draft")
    make_page("hills", "nowhere")
    assert prose(client) == prose(admin_client) == "<p>Before</p><p>After</p>"
    image.publish()
    assert SHOWN in prose(client)
    image.archive()
    assert prose(client) == "<p>Before</p><p>After</p>"


def test_an_image_comes_and_goes_at_its_time_without_any_change(client, monkeypatch):
    at = timezone.now()
    make_image(live_from=at + timedelta(hours=1), expires=at + timedelta(hours=2))
    make_page("hills")
    seen = []
    for hours in (0, 1.5, 2.5):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: at + timedelta(hours=hours))
        seen.append("lo-picture" in prose(client))
    assert seen == [False, True, False]


def test_an_image_that_moved_is_shown_by_its_old_address(client):
    image = make_image()
    image.slug = "green-hills"
    image.save()
    make_page("hills")
    assert 'src="/media/images/green-hills/600/"' in prose(client)
    assert why_not_shown("/media/images/hills/") == ""


@pytest.mark.parametrize("slugs", [[], ["hills"], ["hills", "coast", "wood"]])
def test_images_cost_no_query_also_on_the_first_page(client, django_assert_num_queries, slugs):
    for slug in ("hills", "coast", "wood"):
        make_image(slug)
    make_page(*slugs)
    with django_assert_num_queries(3):
        assert prose(client).count("<img") == len(slugs)
    with django_assert_num_queries(2):
        client.get("/a-page/")


def test_an_image_that_is_not_live_is_looked_for_once(client, django_assert_num_queries):
    make_image(state="draft")
    make_page("hills", "nowhere")
    with django_assert_num_queries(5):  # the images, then the redirects
        client.get("/a-page/")
    with django_assert_num_queries(2):
        client.get("/a-page/")


def test_paper_gets_the_largest_copy_of_what_families_may_see(django_assert_max_num_queries):
    hills = make_image()
    make_image("coast", alt="", decorative=True)
    make_image("secret", state="draft")
    with django_assert_max_num_queries(3):
        figures = figures_in(text("coast", "secret", "hills", "nowhere"))
    largest = hills.renditions.last()
    assert [each.address for each in figures] == ["/media/images/coast/", "/media/images/hills/"]
    assert (figures[0].alt, figures[1].alt) == ("", "Green hills.")
    assert figures[1][2:] == (largest.file, 600, 1200)
    assert figures[1].file.read()[8:12] == b"WEBP"
    assert figures_in("<p>None</p>") == []


def test_why_families_cannot_see_an_image_tells_no_more_of_a_draft_than_of_none():
    make_image("draft", state="draft")
    make_image()
    assert why_not_shown("/media/images/hills/") == ""
    for slug in ("draft", "nowhere"):
        assert why_not_shown(f"/media/images/{slug}/") == (
            f"Families cannot see the image /media/images/{slug}/. There is no such image, or it "
            "is not live. Publish it first, or choose another one."
        )
