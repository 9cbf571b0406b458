"""Remarks beside the form, and the list of links to other sites."""

import pytest
from django.contrib import admin
from django.template import Context, Template
from django.utils import timezone

from events.admin import EventAdmin
from events.models import Event
from localoffer.editorial.models import ExternalLink, FoundOn
from localoffer.site.models import SitePage

from .pages import make_page

pytestmark = pytest.mark.django_db
TAG = Template("{% load editorial %}{% remarks_for original %}")


def shown(original, context=()):
    return TAG.render(Context({**dict(context), "original": original}))


def test_before_and_after_the_first_save():
    assert "Save it first." in shown(None)
    assert "Save it first." in shown(SitePage())
    assert "There is nothing to mend." in shown(make_page())


def test_remarks_stand_under_their_fields_and_are_escaped():
    page = make_page(
        title=f"{'word ' * 26}<b>.", body='<p><a href="/gone/">Help</a> Ring 07700 900123</p>'
    )
    html = shown(page)
    assert "<strong>2 things stop it from being published.</strong> The rest is advice." in html
    assert html.index("<h3>Text</h3>") < html.index("<h3>Title</h3>")
    assert "word &lt;b&gt;.</q>" in html
    assert html.count('type="checkbox"') == 1
    assert 'name="confirm_remark"' in html
    assert 'form="sitepage_form"' in html


def test_one_thing_that_stops_and_advice_alone():
    assert "<strong>1 thing stops it from being published.</strong></p>" in shown(
        make_page(body="<p>07700 900123</p>")
    )
    assert "Nothing stops it from being published." in shown(make_page("b", "<p>Utilise</p>"))


def test_remarks_lead_to_the_box_of_their_field(rf, admin_user):
    event = Event.objects.create(title="DO NOT", slug="e", body="<p>Come</p>", audience="All")
    event.materials.create(label="Slides", url="https://example.org/1")
    event.materials.create(label="WAIT NOW", url="https://example.org/2")
    request = rf.get("/")
    request.user = admin_user
    response = EventAdmin(Event, admin.site).change_view(request, str(event.pk))
    html = shown(event, response.context_data)
    assert '<h3><a href="#id_title">Title</a></h3>' in html
    assert '<h3><a href="#id_materials-1-label">Material 2: label</a></h3>' in html


def test_staff_read_which_links_are_broken_and_where_they_stand(
    admin_client, django_assert_max_num_queries
):
    for number in range(3):
        link = ExternalLink.objects.create(
            url=f"https://example.org/{number}",
            host="example.org",
            failures=number + 1,
            problem="The page is gone.",
            last_checked=timezone.now(),
        )
        FoundOn.objects.create(link=link, path="/a/", title="Page <A>")
        FoundOn.objects.create(link=link, title="Contact: Team")
    with django_assert_max_num_queries(8):
        html = admin_client.get("/admin/editorial/externallink/").content.decode()
    assert html.count("<strong>Broken:</strong> The page is gone.") == 1
    assert html.count("The page is gone. It will be tried again.") == 2
    assert 'Contact: Team<br><a href="/a/">Page &lt;A&gt;</a>' in html
    broken = admin_client.get("/admin/editorial/externallink/?answer=broken").content.decode()
    assert "https://example.org/2" in broken
    assert "https://example.org/1" not in broken
    failing = admin_client.get("/admin/editorial/externallink/?answer=failing").content.decode()
    assert "https://example.org/1" in failing
    assert "https://example.org/2" not in failing


def test_links_are_read_but_not_edited(admin_client):
    link = ExternalLink.objects.create(url="https://example.org/", host="example.org")
    page = admin_client.get(f"/admin/editorial/externallink/{link.pk}/change/")
    assert "Not asked yet." in page.content.decode()
    assert admin_client.get("/admin/editorial/externallink/add/").status_code == 403
    assert (
        admin_client.post(f"/admin/editorial/externallink/{link.pk}/delete/", {"post": "yes"})
    ).status_code == 403


def test_who_confirms_sees_what():
    html = shown(make_page(body="<p>Ring 07700 900123 or utilise it</p>"))
    assert "<strong>Please check.</strong> This may show who someone is." in html
    assert "I have checked “07700 900123”. It may be shown." in html
    assert (
        '<li class="lo-remark lo-remark--warn">“utilise” is hard to understand. Plainer: use.</li>'
        in html
    )
