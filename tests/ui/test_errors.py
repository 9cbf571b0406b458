"""Pages for when something is wrong."""

import pytest
from django.test import Client, override_settings
from django.urls import include, path


def fail(request):
    raise ValueError


urlpatterns = [path("fail/", fail), path("", include("localoffer.urls"))]


def words(response):
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
def test_an_unknown_page_offers_ways_on(client, settings):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    html = words(response)
    assert '<h1 class="govuk-heading-xl">We cannot find that page</h1>' in html
    assert "/no/such/page/" not in html
    main = html[html.index("<main") : html.index("</main>")]
    for _, address in [*settings.NAVIGATION, ("", "/"), ("", "/contact/")]:
        assert f'href="{address}"' in main


@override_settings(ROOT_URLCONF="tests.ui.test_errors")
def test_a_fault_is_answered_without_the_database():
    """No mark django_db: asking the database for anything would fail the test."""
    client = Client(raise_request_exception=False)
    response = client.get("/fail/")
    assert response.status_code == 500
    assert "Sorry, something went wrong" in words(response)
    assert "ValueError" not in words(response)


@override_settings(ALLOWED_HOSTS=["example.org"])
def test_a_bad_request_is_answered_without_the_database(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Nothing was saved." in words(response)


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_with_help():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "Your form was not sent" in words(response)
    assert "What to do now" in words(response)
