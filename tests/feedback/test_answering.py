"""Staff answer: what must be there first, who may, what is told and logged."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType

from localoffer.feedback.answering import token_of
from localoffer.feedback.models import Comment
from localoffer.outbox.models import Message
from localoffer.people.models import Remit
from localoffer.publishing import cache_token
from tests.feedback.comments import make, publish

pytestmark = pytest.mark.django_db

LIST = "/admin/feedback/comment/"
ANSWERED = {
    "public_words": "Please write about holidays.",
    "answer": "<p>We will.</p>",
    "action": "",
    "status": "published",
}


def staff(role):
    person = User.objects.create_user(role, is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    return person


@pytest.fixture
def publisher(client):
    client.force_login(staff("Publisher"))
    return client


@pytest.fixture
def comment():
    return make(reference="WAITS234")


def page_of(comment):
    return f"{LIST}{comment.pk}/change/"


def send(client, comment, **changes):
    """Send the form as it stands now, with changes."""
    comment.refresh_from_db()
    data = {"as_of": token_of(comment), **ANSWERED, **changes}
    return client.post(page_of(comment), data)


def test_publishing_shows_it_tells_the_person_and_logs_no_word(publisher, comment):
    before = cache_token.current()
    assert "private words" in publisher.get(page_of(comment)).content.decode()
    assert send(publisher, comment, words="Changed", email="eve@example.org").status_code == 302
    comment.refresh_from_db()
    assert (comment.status, comment.words, comment.email) == (
        "published", "private words", "private@example.org",
    )  # fmt: skip
    assert comment.decided is not None
    assert cache_token.current() != before
    assert "Please write about holidays." in publisher.get("/feedback/comments/").content.decode()
    mail = Message.objects.get()
    assert mail.to == "private@example.org"
    assert mail.subject == "We answered your comment (WAITS234)"
    assert f"http://127.0.0.1:8000{comment.get_absolute_url()}\n" in mail.body
    assert "holidays" not in mail.body
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.get_change_message()) == ("Comment WAITS234", "Published")


def test_a_published_answer_can_be_corrected_and_nobody_is_told_again(publisher, comment):
    send(publisher, comment)
    comment.refresh_from_db()
    decided = comment.decided
    assert send(publisher, comment, answer="<p>We did.</p>").status_code == 302
    comment.refresh_from_db()
    assert (comment.answer, comment.decided) == ("<p>We did.</p>", decided)
    assert Message.objects.count() == 1
    latest = LogEntry.objects.order_by("pk").last()
    assert latest.get_change_message() == "Changed Our answer."


def test_it_can_be_taken_back(publisher):
    comment = publish()
    assert send(publisher, comment, status="received").status_code == 302
    assert "Please write" not in publisher.get("/feedback/comments/").content.decode()
    comment.refresh_from_db()
    assert comment.decided is None


def test_a_draft_of_an_answer_is_kept_and_shown_to_nobody(publisher, comment):
    assert send(publisher, comment, status="received", answer="").status_code == 302
    comment.refresh_from_db()
    assert (comment.public_words, comment.status) == ("Please write about holidays.", "received")
    assert "Please write" not in publisher.get("/feedback/comments/").content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"public_words": " "}, "Write what families will see"),
        ({"answer": "<p> </p>"}, "Write our answer."),
        ({"status": "withheld"}, "Choose why. The law knows no other reasons."),
        ({"status": "withheld", "reason": "dull"}, "Select a valid choice"),
        ({"status": ""}, "This field is required"),
        ({"answer": '<p><a href="/no/such/">Here it is</a></p>'}, "Families cannot open /no/such/"),
        ({"as_of": "older"}, "Somebody else changed this comment"),
    ],
)
def test_what_is_missing_is_said(publisher, comment, changes, sentence):
    response = send(publisher, comment, **changes)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    comment.refresh_from_db()
    assert (comment.status, comment.public_words) == ("received", "")
    assert not Message.objects.exists()


def test_words_that_may_tell_who_it_was_are_confirmed_one_by_one_or_taken_out(publisher, comment):
    told = {"public_words": "My son Tom is sad.", "answer": "<p>Ask Mrs Miller.</p>"}
    html = send(publisher, comment, **told).content.decode()
    assert "Take these words out, or tick them" in html
    found = re.findall(r'name="confirmed" value="(\w{64})"[^>]*>\s*“([^”]+)” \(([^)]+)\)', html)
    assert [(words, where) for _, words, where in found] == [
        ("My son Tom", "What families will see of it"),
        ("Mrs Miller", "Our answer"),
    ]
    keys = [key for key, *_ in found]
    assert send(publisher, comment, **told, confirmed=keys[:1]).status_code == 200
    taken_out = {**told, "public_words": "My son is sad."}
    assert send(publisher, comment, **taken_out, confirmed=keys).status_code == 302
    # What somebody stood for is not asked again.
    assert send(publisher, comment, **taken_out, action="<p>More.</p>").status_code == 302
    assert "Mrs Miller" in publisher.get("/feedback/comments/").content.decode()


def test_names_in_a_draft_ask_nothing_before_it_is_to_be_published(publisher, comment):
    draft = {"status": "received", "public_words": "My son Tom is sad."}
    assert send(publisher, comment, **draft).status_code == 302
    assert "“My son Tom”" in publisher.get(page_of(comment)).content.decode()


def test_withholding_keeps_it_out_of_sight(publisher, comment):
    assert send(publisher, comment, status="withheld", reason="personal").status_code == 302
    comment.refresh_from_db()
    assert (comment.status, comment.reason) == ("withheld", "personal")
    mail = Message.objects.get()
    assert mail.subject == "About your comment (WAITS234)"
    assert "http://127.0.0.1:8000/contact/\n" in mail.body
    assert "holidays" not in mail.body
    said = "Withheld: It is about the help for one person"
    assert LogEntry.objects.get().get_change_message() == said
    assert "Please write" not in publisher.get("/feedback/comments/").content.decode()
    assert send(publisher, comment, reason="personal").status_code == 302
    comment.refresh_from_db()
    assert (comment.status, comment.reason) == ("published", "")


def test_the_list_shows_nothing_that_people_wrote(publisher, comment):
    html = publisher.get(LIST).content.decode()
    assert "WAITS234" in html
    assert "private" not in html


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Survey analyst", "narrowed"])
def test_others_see_nothing_of_it(client, comment, role):
    person = staff("Publisher" if role == "narrowed" else role)
    if role == "narrowed":
        remit = Remit.objects.create(user=person)
        remit.kinds.set([ContentType.objects.get_by_natural_key("events", "event")])
    client.force_login(person)
    assert client.get(LIST).status_code == 403
    assert client.get(page_of(comment)).status_code == 403
    assert send(client, comment).status_code == 403
    assert comment.reference not in client.get("/admin/").content.decode()
    assert Comment.objects.get().status == "received"


def test_only_administrators_delete(client, publisher, comment):
    assert publisher.post(f"{LIST}{comment.pk}/delete/", {"post": "yes"}).status_code == 403
    client.force_login(staff("Administrator"))
    assert client.post(f"{LIST}{comment.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Comment.objects.exists()


def test_who_may_only_look_sees_it_without_a_form(client, comment):
    reader = User.objects.create_user("reader", is_staff=True)
    names = ["view_comment", "edit_everywhere"]
    reader.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(reader)
    html = client.get(page_of(comment)).content.decode()
    assert "private words" in html
    assert "<textarea" not in html
    assert send(client, comment).status_code == 403


def test_who_wrote_something_vexatious_is_not_written_to(publisher, comment):
    assert send(publisher, comment, status="withheld", reason="vexatious").status_code == 302
    assert not Message.objects.exists()
