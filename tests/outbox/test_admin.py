"""Staff see what is stuck and may ask for another attempt; they change nothing."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from localoffer.outbox.models import Message
from localoffer.outbox.writing import write

pytestmark = pytest.mark.django_db
LIST = "/admin/outbox/message/"
LINK = "https://larkshire.example/x/9cb8TqZ7kX2vLm4RwYh1/"


@pytest.fixture
def stuck():
    message = write("one", "parent@larkshire.example", "Please check", f"Open {LINK}")
    message.claim(timezone.now())
    message.has_failed("The mail server answered 550 No such user")
    Message.objects.update(attempts=3)
    return message


def staff(client, *codes):
    user = get_user_model().objects.create(username="ann", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)


def test_the_list_says_what_is_stuck_and_why(admin_client, stuck):
    write("two", "other@larkshire.example", "Fine", "Words")
    page = admin_client.get(LIST, {"condition": "stuck"}).content.decode()
    for words in ("Please check", "parent@larkshire.example", "Stuck", "550 No such user"):
        assert words in page
    assert "other@larkshire.example" not in page
    assert LINK not in page


@pytest.mark.parametrize(
    ("condition", "count"), [("waiting", 1), ("stuck", 1), ("sent", 0), ("x", 1)]
)
def test_the_conditions(admin_client, stuck, condition, count):
    response = admin_client.get(LIST, {"condition": condition})
    assert response.context["cl"].result_count == count


def test_a_message_can_be_looked_at_but_not_changed_or_added(admin_client, stuck):
    address = reverse("admin:outbox_message_change", args=[stuck.pk])
    page = admin_client.get(address)
    html = page.content.decode()
    assert "Open [a link that only this person was sent]" in html
    assert LINK not in html
    assert admin_client.post(address, {"to": "x@y.example"}).status_code == 403
    assert admin_client.get(f"{LIST}add/").status_code == 403


def test_trying_again(admin_client, stuck):
    answer = admin_client.post(
        LIST, {"action": "try_again", "_selected_action": [stuck.pk]}, follow=True
    )
    assert "1 e-mail is tried again" in answer.content.decode()
    message = Message.objects.get()
    assert (message.attempts, message.due <= timezone.now()) == (0, True)


def test_who_may_only_look_cannot_try_again(client, stuck):
    staff(client, "view_message")
    assert "Please check" in client.get(LIST).content.decode()
    client.post(LIST, {"action": "try_again", "_selected_action": [stuck.pk]})
    assert Message.objects.get().attempts == 3


def test_without_permission_nothing_is_seen(client, stuck):
    staff(client)
    assert client.get(LIST).status_code == 403
