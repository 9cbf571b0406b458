"""A fault in a check takes neither the form away nor what is typed, and is not hidden."""

import logging

import pytest
from django.db import connection

from localoffer.editorial import checks, remarks
from localoffer.editorial.models import Confirmed
from localoffer.editorial.remarks import may_publish, remarks_of
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take

from .pages import make_page

pytestmark = pytest.mark.django_db

WORDS = "07700 900123"  # what a fault must not write into the log


def fails(texts, known):
    raise ZeroDivisionError("boom")


def asks_the_database_nonsense(texts, known):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nonsense FROM nowhere")


@pytest.fixture(params=[fails, asks_the_database_nonsense])
def one_that_fails(request, monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", [request.param, *checks.CHECKS])


def change_page(page):
    return f"/admin/site/sitepage/{page.pk}/change/"


@pytest.mark.parametrize("state", ["draft", "live"])
def test_one_failing_check_takes_no_form_away(one_that_fails, state, admin_client):
    page = make_page(body="<p>Utilise it</p>", state=state)
    html = admin_client.get(change_page(page)).content.decode()
    assert "This check could not be made: " in html  # after a fault in PostgreSQL, none can
    assert "”. It may be shown." in html
    assert page.body in html.replace("&lt;", "<").replace("&gt;", ">")


def test_the_other_checks_are_made(monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", [fails, *checks.CHECKS])
    page = make_page(body=f"<p>Ring {WORDS}</p>")
    assert [each.code for each in remarks_of(page)] == ["not-made", "identity"]


def test_the_fault_is_in_the_log_under_the_number_of_the_request(monkeypatch, admin_client, caplog):
    monkeypatch.setattr(checks, "CHECKS", [fails])
    page = make_page(body=f"<p>Ring {WORDS}</p>")
    with caplog.at_level(logging.ERROR):
        response = admin_client.get(change_page(page))
    [record] = [each for each in caplog.records if each.name == "localoffer.editorial.checks"]
    assert record.exc_info[0] is ZeroDivisionError
    assert WORDS not in caplog.text
    assert response["X-Request-ID"]


def test_a_fault_around_the_checks_takes_no_form_away(monkeypatch, admin_client):
    monkeypatch.setattr(remarks, "texts_of", lambda row: asks_the_database_nonsense([], None))
    page = make_page(state="draft")
    response = admin_client.get(change_page(page))
    assert "This check could not be made: everything." in response.content.decode()


def test_what_could_not_be_checked_goes_out_only_when_somebody_looked(
    monkeypatch, admin_client, admin_user
):
    monkeypatch.setattr(checks, "CHECKS", [fails])
    page = make_page(state="draft")
    version = Version.objects.save_draft(page, take(page), admin_user)
    address = f"/admin/site/sitepage/{page.pk}/version/{version.number}/publish/"
    said = admin_client.post(address, follow=True).content.decode()
    assert "cannot be published yet" in said
    [remark] = may_publish(page)
    admin_client.post(address, {"confirm_remark": remark.key})
    page.refresh_from_db()
    assert page.state == "live"


def test_looking_once_is_no_leave_for_other_words(monkeypatch, admin_user):
    monkeypatch.setattr(checks, "CHECKS", [fails])
    page = make_page(body="<p>One</p>")
    Confirmed.objects.confirm(page, [may_publish(page)[0].key], by=admin_user)
    assert may_publish(page) == []
    page.body = "<p>Two</p>"
    assert [each.code for each in may_publish(page)] == ["not-made"]
