"""Posters of live public pages, and of nothing else."""

import io
import re

import pytest
import segno
from PIL import Image

from localoffer.sharing import qr
from localoffer.sharing.short import code_of
from tests.graduated_response.page_factories import (
    HIDDEN,
    make_band,
    make_guide,
    make_page,
    make_worry,
    text_of,
)
from tests.public_site import costs

pytestmark = pytest.mark.django_db
POSTER = "/poster/?of="


@pytest.fixture(autouse=True)
def site_address(settings):
    settings.SITE_URL = "https://offer.larkshire.example"
    settings.ALLOWED_HOSTS = ["*"]


def test_a_poster_has_title_address_code_and_council(client):
    page = make_page(title="Rights & duties")
    shown = text_of(client, f"{POSTER}/graduated-response/rights/")
    address = f"offer.larkshire.example/s/{code_of(page)}/"
    assert '<p class="lo-poster__title">Rights &amp; duties</p>' in shown
    assert f'<p class="lo-poster__address">{address}</p>' in shown
    assert f'<desc id="code-desc">Leads to Rights &amp; duties, {address}</desc>' in shown
    assert '<p class="lo-poster__owner">Your Council<br>Local Offer</p>' in shown
    assert f'd="{qr.drawing(f"https://{address}").path}"' in shown
    assert 'rel="nofollow"' not in shown  # no poster of a poster
    assert client.get(f"{POSTER}/graduated-response/rights/")["X-Robots-Tag"] == "noindex"


def test_every_public_page_offers_its_poster(client):
    make_page()
    shown = text_of(client, "/graduated-response/rights/?page=2")
    assert shown.count(f'href="{POSTER}/graduated-response/rights/" rel="nofollow"') == 1
    assert "/poster/" not in client.get("/graduated-response/nothing/").content.decode()


def test_a_preview_offers_none(admin_client):
    make_page(state="draft")
    assert "/poster/" not in text_of(admin_client, "/graduated-response/rights/")


def test_a_page_below_a_row_keeps_the_rest_of_its_address(client):
    make_band()
    worry = make_worry()
    shown = text_of(client, f"{POSTER}/graduated-response/learning/primary/")
    assert "Page learning: Band primary</p>" in shown
    assert f"offer.larkshire.example/s/{code_of(worry)}/primary/</p>" in shown
    response = client.get(f"/s/{code_of(worry)}/primary/")
    assert response.url == "/graduated-response/learning/primary/"


def test_a_list_has_its_own_address(client):
    assert "offer.larkshire.example/events/</p>" in text_of(client, f"{POSTER}/events/")
    assert "offer.larkshire.example/</p>" in text_of(client, f"{POSTER}/")


@pytest.mark.parametrize("path", ["poster/", "poster/code.svg", "poster/code.png"])
@pytest.mark.parametrize(
    "of",
    [
        "", "/nothing/", "//evil.example/", "https://evil.example/", "/\\evil.example/", "events/",
        "/admin/", "/admin/login/", "/preview/x/", "/poster/?of=/", "/healthz", "/theme.css",
        "/sitemap.xml", "/robots.txt", "/events/feed/", "/events/?when=past", "/%00/", "/a" * 600,
        "/graduated-response/zebra/", "/graduated-response/guides/zebra/print/",
    ],
)  # fmt: skip
def test_only_public_pages_of_this_site(client, admin_client, path, of):
    make_page("zebra", state="draft")
    make_guide("zebra", state="draft")
    assert client.get(f"/{path}", {"of": of}).status_code == 404
    assert admin_client.get(f"/{path}", {"of": of}).status_code == 404


@pytest.mark.parametrize("fields", HIDDEN, ids=["draft", "archived", "scheduled", "expired"])
def test_no_poster_of_what_is_not_live(client, fields):
    make_page(**fields)
    assert client.get(f"{POSTER}/graduated-response/rights/").status_code == 404


def test_the_code_as_files(client):
    page = make_page()
    address = f"https://offer.larkshire.example/s/{code_of(page)}/"
    svg = client.get("/poster/code.svg?of=/graduated-response/rights/")
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg["Content-Disposition"] == (
        'attachment; filename="poster-graduated-response-rights.svg"'
    )
    drawn = svg.content.decode()
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ')
    assert qr.drawing(address).path in drawn
    assert not re.search(r"style|class|script|href", drawn)
    png = client.get("/poster/code.png?of=/graduated-response/rights/")
    assert png["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(png.content)).width == qr.drawing(address).side * qr.PNG_SCALE


def test_the_drawing_is_the_code_with_its_quiet_zone():
    """Painted cell by cell, it is what the library would print."""
    drawing = qr.drawing("https://offer.larkshire.example/s/hq3z/")
    painted = [[0] * drawing.side for _ in range(drawing.side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawing.path):
        for column in range(int(x), int(x) + int(width)):
            painted[int(y)][column] = 1
    code = segno.make_qr("https://offer.larkshire.example/s/hq3z/", error="m", boost_error=False)
    assert painted == [[int(bool(cell)) for cell in row] for row in code.matrix_iter(border=4)]


def test_a_poster_costs_what_its_page_costs(client):
    make_page()
    assert costs(client, f"{POSTER}/graduated-response/rights/") == (4, 2)
    assert costs(client, f"{POSTER}/events/") == costs(client, "/events/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_reads_only(client, method):
    make_page()
    for path in ["poster/", "poster/code.svg", "poster/code.png"]:
        address = f"/{path}?of=/graduated-response/rights/"
        assert getattr(client, method)(address).status_code == 405


def test_posters_are_valid_html(client, html_errors):
    make_page(title="Rights & duties")
    address = f"{POSTER}/graduated-response/rights/"
    assert html_errors([(address, text_of(client, address))]) == []


def test_posters_are_accessible_at_all_widths(visit, axe, console, transactional_db, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    make_page(title="Rights and duties")
    page = visit(f"{POSTER}/graduated-response/rights/")
    assert console == []
    assert axe(page) == []
