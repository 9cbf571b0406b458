"""The first page of the admin says what needs doing, to those who may do it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from localoffer.backups.models import LastBackup
from localoffer.editorial.hard_pages import measure
from localoffer.outbox.models import STUCK_AFTER, Message
from localoffer.publishing.models import Version
from localoffer.publishing.snapshots import take
from tests.events.factories import make_event
from tests.people.factories import make_person

pytestmark = pytest.mark.django_db


def page_of(client):
    return client.get("/admin/").content.decode()


def draft_of(event, user):
    return Version.objects.save_draft(event, take(event), user)


def test_nothing_to_do_says_so(admin_client):
    assert "Nothing needs doing today." in page_of(admin_client)


def test_what_is_overdue_comes_with_its_date_and_a_link(admin_client):
    event = make_event("tea", review_by=timezone.localdate() - timedelta(days=2))
    make_event("fresh")
    page = page_of(admin_client)
    assert "Overdue for review" in page
    assert f'<a href="/admin/events/event/{event.pk}/change/">Event tea</a>' in page
    assert "Event fresh" not in page


def test_a_publisher_sees_what_waits_and_its_author_what_came_back(
    admin_client, admin_user, client, django_user_model
):
    author = django_user_model.objects.create_user("anna", is_staff=True)
    codes = ["change_event", "edit_everywhere"]
    author.user_permissions.add(*Permission.objects.filter(codename__in=codes))
    event = make_event("tea")
    version = draft_of(event, author).submit(author)
    assert "Waiting for your approval" in page_of(admin_client)
    client.force_login(author)
    assert "Waiting for your approval" not in page_of(client)
    version.request_changes(admin_user, "Shorter, please.")
    assert "Sent back to you for changes" in page_of(client)


def test_this_week_holds_what_starts_ends_or_is_replaced(admin_client, admin_user):
    now = timezone.now()
    make_event("starts", live_from=now + timedelta(days=2))
    make_event("ends", expires=now + timedelta(days=3))
    make_event("later", expires=now + timedelta(days=30))
    draft_of(make_event("changes"), admin_user).schedule(now + timedelta(days=1), admin_user)
    page = page_of(admin_client).split("Changed lately")[0]
    places = [page.index(f"Event {slug}") for slug in ("changes", "starts", "ends")]
    assert places == sorted(places)
    assert "Event later" not in page


def test_mail_that_is_stuck_is_shown_without_its_words(admin_client):
    Message.objects.create(
        key="k", to="owner@larkshire.example", subject="Please check", body="Secret words",
        attempts=STUCK_AFTER, last_error="The mail server refused.",
    )  # fmt: skip
    page = page_of(admin_client)
    assert "E-mails that could not be sent" in page
    assert "The mail server refused." in page
    assert "Secret words" not in page


def test_staff_without_rights_see_nothing_of_others(client, django_user_model):
    make_event("tea", review_by=timezone.localdate() - timedelta(days=2))
    client.force_login(django_user_model.objects.create_user("ben", is_staff=True))
    page = page_of(client)
    assert "Event tea" not in page
    assert "Nothing needs doing today." in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_asks_a_fixed_number_of_queries(
    admin_client, admin_user, django_assert_max_num_queries, count
):
    for number in range(count):
        event = make_event(f"e{number}", review_by=timezone.localdate() - timedelta(days=2))
        draft_of(event, admin_user).submit(admin_user)
    with django_assert_max_num_queries(55):
        page_of(admin_client)


def test_hard_pages_are_found_once_a_day(admin_client):
    hard = (
        "Notwithstanding the aforementioned considerations, practitioners endeavouring to "
        "operationalise multidisciplinary interventions necessitate comprehensive documentation. "
    )
    make_event("hard", body=f"<p>{hard * 6}</p>")
    make_event("easy", body="<p>" + "Come and have a cup of tea with us. " * 12 + "</p>")
    make_event("hidden", body=f"<p>{hard * 6}</p>", state="draft")
    assert measure() == 1
    page = page_of(admin_client).split("Changed lately")[0]
    assert "Hard to read" in page
    assert "Event hard" in page
    assert "Event easy" not in page
    assert "Event hidden" not in page
    assert measure() == 1


def test_who_looks_after_accounts_reads_how_old_the_backup_is(admin_client, client):
    assert "No backup was made with the command of this site yet." in page_of(admin_client)
    LastBackup.made(timezone.now() - timedelta(days=3))
    assert "The last backup was made 3\xa0days ago:" in page_of(admin_client)
    client.force_login(make_person("Publisher"))
    assert "backup" not in page_of(client)
