"""Questions that nobody has answered yet: they wait on the first page, and do not go out."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from localoffer.publishing.models import NotAllowed, Version
from localoffer.publishing.snapshots import take

from .page_factories import make_question

pytestmark = pytest.mark.django_db


def first_page(client):
    return client.get("/admin/").content.decode()


def test_it_waits_on_the_first_page_until_it_is_answered(admin_client):
    question = make_question("how-long", title="How long does it take?", answer="", state="draft")
    make_question("when", title="When does it start?", state="draft")
    make_question("old", title="Who was it?", answer="", state="archived")
    page = first_page(admin_client)
    assert "Questions without an answer" in page
    start = page.index("Questions without an answer")
    words = page[start : page.index("</section>", start)]
    assert "How long does it take?" in words
    change = reverse("admin:graduated_response_question_change", args=[question.pk])
    assert f'href="{change}"' in words
    assert "When does it start?" not in words
    assert "Who was it?" not in words
    question.answer = "<p>20 weeks.</p>"
    question.save()
    assert "Questions without an answer" not in first_page(admin_client)


def test_those_who_may_not_answer_do_not_read_it(client, django_user_model):
    make_question("how-long", title="How long does it take?", answer="", state="draft")
    analyst = django_user_model.objects.create_user("sam", is_staff=True)
    analyst.groups.add(Group.objects.get(name="Survey analyst"))
    client.force_login(analyst)
    assert "How long does it take?" not in first_page(client)


def test_it_is_not_published_without_an_answer(admin_client):
    question = make_question("how-long", title="How long?", answer="", state="draft")
    version = Version.objects.save_draft(question, take(question), None)
    with pytest.raises(NotAllowed, match="“How long\\?” still needs: the answer"):
        version.publish(None)
    step = reverse(
        "admin:graduated_response_question_step", args=[question.pk, version.number, "publish"]
    )
    page = admin_client.post(step, follow=True).content.decode()
    assert "“How long?” still needs: the answer." in page
    question.refresh_from_db()
    assert question.state == "draft"
