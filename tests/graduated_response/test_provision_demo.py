"""The demonstration is complete, and its unpublished rows stay unpublished."""

import pytest

from graduated_response.demo import load_pages, load_provision
from graduated_response.models import Area, Statement

pytestmark = pytest.mark.django_db


def test_demonstration_fills_every_area(client):
    load_pages.load()
    load_provision.load()
    live = Statement.objects.live()
    assert (Area.objects.live().filter(kind="domain").count(), Area.objects.count()) == (8, 12)
    assert live.count() >= 80
    for statement in Statement.objects.select_related("area"):
        statement.full_clean()
        assert statement.phases.exists(), statement
        assert statement.ways, statement
    hidden = Statement.objects.exclude(pk__in=live)
    assert hidden.count() == Statement.objects.filter(title__startswith="Zebra").count() > 0
    assert not hidden.filter(state="archived", ever_live=False).exists()
    for path in ("", "?level=everyone", "expectations.csv"):
        page = client.get(f"/ordinarily-available-provision/{path}").content.decode()
        assert "Zebra" not in page
