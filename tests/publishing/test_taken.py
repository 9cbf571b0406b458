"""What is said of an address that other content has."""

import pytest
from django.contrib.admin import site
from django.test import RequestFactory

from events.models import Event
from graduated_response.models import Booklet, Question, Statement
from localoffer.publishing.family import all_rows
from localoffer.publishing.models import published_models
from localoffer.publishing.taken import TAKEN
from tests.graduated_response.page_factories import make_question, make_set
from tests.people.factories import make_person, narrow, signed_in

from .examples import example

pytestmark = pytest.mark.django_db
ADD = "/admin/graduated_response/question/add/"


def errors_of(client, **fields) -> list[str]:
    data = {"title": "New?", "answer": "<p>Yes.</p>", "review_by": "2030-01-01"} | fields
    return client.post(ADD, data).context["adminform"].form.errors["slug"]


def test_an_address_in_the_bin_is_said_to_be_there(admin_client):
    make_question("taken", title="Old?").put_in_bin()
    taken, in_bin = errors_of(admin_client, slug="taken")
    assert taken == TAKEN.format("taken-2")
    assert in_bin.startswith("“Old?” in the bin has it. To bring that back, choose the bin")
    assert Question.objects.count() == 1


def test_an_address_that_is_in_use_is_said_to_be_taken(admin_client):
    make_question("taken")
    assert errors_of(admin_client, slug="taken") == [TAKEN.format("taken-2")]


def test_who_may_not_see_it_reads_nothing_of_it():
    mine = make_set("mine")
    make_question("taken", title="SECRET?", question_set=make_set("theirs")).put_in_bin()
    person = narrow(make_person("Editor", Question), mine)
    fields = {"slug": "taken", "question_set": mine.pk}
    assert errors_of(signed_in(person), **fields) == [TAKEN.format("taken-2")]


# Of an expectation the code is the address, and there is one booklet.
KINDS = [model for model in published_models() if model not in (Booklet, Statement)]


def form_for(admin_user, model, **data):
    request = RequestFactory().get("/")
    request.user = admin_user
    form = site.get_model_admin(model).get_form(request)(data=data)
    form.is_valid()
    return form


def test_the_kinds_are_found():
    assert len(KINDS) > 10


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("slug", ["coffee-morning", ""], ids=["of the title", "empty"])
def test_a_second_row_of_one_title_is_no_error(admin_user, model, slug):
    example(model, slug="coffee-morning")
    form = form_for(admin_user, model, title="Coffee morning", slug=slug)
    assert "slug" not in form.errors
    assert form.cleaned_data["slug"] == "coffee-morning-2"
    assert all_rows(model).filter(slug="coffee-morning").exists()


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_a_typed_address_is_never_another_one_and_a_free_one_is_named(admin_user, model):
    example(model, slug="tea")
    form = form_for(admin_user, model, title="Coffee morning", slug="tea")
    assert form.errors["slug"] == [TAKEN.format("tea-2")]
    assert form["slug"].value() == "tea"


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_a_free_address_stays_as_it_came(admin_user, model):
    form = form_for(admin_user, model, title="Coffee morning", slug="coffee-morning")
    assert form.cleaned_data["slug"] == "coffee-morning"
    assert form_for(admin_user, model, title="Tea", slug="cake").cleaned_data["slug"] == "cake"


def test_a_title_that_is_one_of_the_sites_own_addresses_gets_another_one(admin_user):
    form = form_for(admin_user, Event, title="Past", slug="past")
    assert form.cleaned_data["slug"] == "past-2"
    form = form_for(admin_user, Event, title="Old ones", slug="past")
    assert form.errors["slug"] == [
        "The site needs the address “past” itself. You can use “past-2”."
    ]


def test_who_gets_another_address_is_told(admin_client):
    make_question("are-you-there", title="Are you there?")
    data = {"title": "Are you there?", "slug": "are-you-there", "answer": "<p>Yes.</p>",
            "review_by": "2030-01-01"}  # fmt: skip
    page = admin_client.post(ADD, data, follow=True)
    assert [str(each) for each in page.context["messages"]][-1] == (
        "The address “are-you-there” was taken, so this has “are-you-there-2”. "
        "You can change it below."
    )
    assert set(Question.objects.values_list("slug", flat=True)) == {
        "are-you-there", "are-you-there-2",
    }  # fmt: skip
