"""What is said of an address that other content has."""

import pytest

from graduated_response.models import Question
from localoffer.publishing.taken import TAKEN
from tests.graduated_response.page_factories import make_question, make_set
from tests.people.factories import make_person, narrow, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/graduated_response/question/add/"


def errors_of(client, **fields) -> list[str]:
    data = {"title": "New?", "answer": "<p>Yes.</p>", "review_by": "2030-01-01"} | fields
    return client.post(ADD, data).context["adminform"].form.errors["slug"]


def test_an_address_in_the_bin_is_said_to_be_there(admin_client):
    make_question("taken", title="Old?").put_in_bin()
    taken, in_bin = errors_of(admin_client, slug="taken")
    assert taken == TAKEN
    assert in_bin.startswith("“Old?” in the bin has it. To bring that back, choose the bin")
    assert Question.objects.count() == 1


def test_an_address_that_is_in_use_is_said_to_be_taken(admin_client):
    make_question("taken")
    assert errors_of(admin_client, slug="taken") == [TAKEN]


def test_who_may_not_see_it_reads_nothing_of_it():
    mine = make_set("mine")
    make_question("taken", title="SECRET?", question_set=make_set("theirs")).put_in_bin()
    person = narrow(make_person("Editor", Question), mine)
    fields = {"slug": "taken", "question_set": mine.pk}
    assert errors_of(signed_in(person), **fields) == [TAKEN]
