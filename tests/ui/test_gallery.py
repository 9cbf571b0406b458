"""The gallery holds every component: what is sound here is sound on the pages."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/components/"


@pytest.fixture
def staff(client):
    client.force_login(User.objects.create_user("sam", password="x", is_staff=True))
    return client


def test_only_staff_see_it(client):
    assert client.get(ADDRESS).url == f"/admin/login/?next={ADDRESS}"
    client.force_login(User.objects.create_user("visitor"))
    assert client.get(ADDRESS).status_code == 302


def test_it_is_only_read_and_never_stored(staff):
    assert staff.post(ADDRESS).status_code == 405
    assert "no-store" in staff.get(ADDRESS)["Cache-Control"]


def test_it_shows_every_component(staff):
    response = staff.get(ADDRESS)
    shown = {template.name for template in response.templates}
    # They end a page, so they stand on pages of their own.
    elsewhere = {"components/main_links.html"}
    folder = settings.BASE_DIR / "templates"
    for path in sorted((folder / "components").glob("*.html")):
        name = f"components/{path.name}"
        assert name in shown | elsewhere


def test_every_error_link_leads_to_an_input(staff):
    html = staff.get(ADDRESS).content.decode()
    targets = re.findall(r'<li><a href="#(id_[^"]+)"', html)
    assert len(targets) == 13
    for target in targets:
        assert re.search(rf'<(input|select|textarea)[^>]* id="{target}"', html), target


def test_it_is_valid_html(staff, html_errors):
    assert html_errors([("gallery", staff.get(ADDRESS).content.decode())]) == []
